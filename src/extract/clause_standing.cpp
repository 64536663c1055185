#include "extract/clause_standing.h"

#include <algorithm>

#include "extract/doubt.h"

namespace scc::extract {
namespace {

constexpr std::uint32_t words_to_successor_max = 11;
constexpr std::uint32_t words_to_partner_max = 6;

class Reader {
 public:
  Reader(const Analysis& analysis, TokenRange range, const Setting& setting, const WordMarks& marks,
         const std::vector<Piece>& pieces)
      : analysis_(analysis),
        range_(range),
        setting_(setting),
        marks_(marks),
        pieces_(pieces),
        near_(marks, pieces, range) {
    out_.of.assign(pieces.size(), Standing::in_play);
    out_.successor.assign(pieces.size(), no_piece);
    out_.takes_over.assign(pieces.size(), false);
    out_.either_way.assign(pieces.size(), false);
    out_.denied.resize(pieces.size());
  }

  Standings read() {
    judge_people();
    link_successors();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_name(std::size_t i) const { return !pieces_[i].is_role && !pieces_[i].pronoun; }

  /// Something that happens, not what it hangs on: "Angela is mate if she gets the day off".
  [[nodiscard]] bool leaves(std::size_t i) const {
    if (near_.follows(i, Cue::off, 0)) return true;
    const std::uint32_t from = pieces_[i].tokens.end;
    const auto at = marks_.cue_after(Cue::out, from, near_.next_person(i), 3);
    if (!at || in_closing_condition(analysis_, range_, *at - 1)) return false;
    const auto items = analysis_.items_in(range_);
    const bool boat_is_out = std::any_of(items.begin(), items.end(), [&](const Item& item) {  // "has the RIB out"
      return item.kind == MentionKind::vessel && item.tokens.end + 1 == *at;
    });
    if (boat_is_out) return false;
    // "Ana takes the choir out": it is the choir that goes out
    const auto taken = marks_.cue_after(Cue::takes, from, *at, 2);
    return !(taken && *taken + 1 < *at && marks_.cue_after(Cue::out, *at - 1, *at, 0) &&
             marks_.cue_after(Cue::off, *at - 1, *at, 0));
  }
  void judge_people() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role) continue;
      if (near_.precedes(i, Cue::negation, 1) || (near_.precedes(i, Cue::out_before, 2) && !pieces_[i].pronoun)) {
        out_.of[i] = Standing::dismissed;
      } else if (says_not(i)) {
        out_.of[i] = Standing::out;
      } else if (leaves(i)) {
        out_.of[i] = Standing::out;
      } else if (denied(i) || explains(i) || on_condition(i) || was_asked(i) || says_who_writes(i)) {
        out_.of[i] = Standing::spoken_of;
      }
    }
    // "since Aoife has her driving test: Lorcan": nor does what she does there give anybody a role.
    for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
      if (pieces_[i].is_role || !explains(i) || out_.of[i] != Standing::spoken_of) continue;
      for (std::size_t k = i + 1; k < pieces_.size() && pieces_[k].is_role; ++k) {
        if (marks_.sign_between(pieces_[i].tokens.end, pieces_[k].tokens.first)) break;
        out_.of[k] = Standing::spoken_of;
      }
    }
    // "Jamal and Gabe are out": what is said of the last of a list is said of all.
    for (std::size_t i = pieces_.size(); i > 1; --i) {
      const std::size_t left = i - 2;
      const std::size_t right = i - 1;
      if (pieces_[left].is_role || pieces_[right].is_role || out_.of[left] != Standing::in_play) continue;
      if (out_.of[right] == Standing::out && marks_.only_joins(pieces_[left].tokens.end, pieces_[right].tokens.first)) {
        out_.of[left] = Standing::out;
      }
    }
  }

  /// "since Aoife has her test", "as Piotr has it"
  [[nodiscard]] bool explains(std::size_t i) const {
    const std::uint32_t first = pieces_[i].tokens.first;
    const bool as = first > range_.first && (marks_.word_is(first - 1, "as") || marks_.word_is(first - 1, "per"));
    return !pieces_[i].pronoun && (near_.precedes(i, Cue::because, 0) || (as && near_.follows(i, Cue::takes, 0)));
  }

  /// "hi its Catriona" of Catriona
  [[nodiscard]] bool says_who_writes(std::size_t i) const {
    constexpr std::uint32_t words_before_max = 3;
    if (i != first_name() || pieces_[i].who.candidates.empty() || setting_.author.candidates.empty()) return false;
    const bool same = pieces_[i].who.candidates.front().member == setting_.author.candidates.front().member;
    const std::uint32_t first = pieces_[i].tokens.first;
    return same && first <= range_.first + words_before_max &&
           (near_.precedes(i, Cue::it_is, 0) || (first > range_.first && marks_.word_is(first - 1, "its")));
  }

  /// A stranger without a capital, "fort william": nobody's successor.
  [[nodiscard]] bool typed_small(std::size_t i) const {
    return pieces_[i].who.candidates.empty() && analysis_.tokens[pieces_[i].tokens.first].capital == Capital::none;
  }

  /// "I've asked Nora about the galley"
  [[nodiscard]] bool was_asked(std::size_t i) const {
    return near_.precedes(i, Cue::asked, 0) &&
           (near_.follows(i, Cue::conditional, 0) || marks_.word_is(pieces_[i].tokens.end, "about"));
  }

  /// "… if Dar goes to her sisters": what it hangs on, with no role for her.
  [[nodiscard]] bool on_condition(std::size_t i) const {
    return near_.precedes(i, Cue::conditional, 0) &&
           std::none_of(pieces_.begin() + static_cast<std::ptrdiff_t>(i), pieces_.end(),
                        [](const Piece& piece) { return piece.is_role; });
  }

  [[nodiscard]] std::optional<std::uint32_t> negation_behind(std::size_t i) const {
    const auto at = marks_.cue_after(Cue::negation, pieces_[i].tokens.end, near_.next_person(i), 1);
    if (!at || *at >= range_.end) return std::nullopt;
    return at;
  }

  /// "Ana's not well", "Bruno doesn't know yet": whatever it denies, it gives no place.
  [[nodiscard]] bool denied(std::size_t i) const {
    const auto at = negation_behind(i);
    if (!at || near_.follows(i, Cue::confirm, 2)) return false;  // "not affected"
    for (std::uint32_t k = pieces_[i].tokens.end; k < *at; ++k) {
      if (analysis_.tokens[k].kind == TokenKind::sign && !analysis_.tokens[k].joins) return false;
    }
    // "not only", and "not Bruno" of the next name, say something else
    return !marks_.word_is(*at, "only") && !marks_.word_is(*at, "just") && *at < near_.next_person(i);
  }

  /// "Gabe is not on the wedding", "Ana isn't doing the wedding": a denial of being aboard.
  [[nodiscard]] bool says_not(std::size_t i) {
    const auto at = negation_behind(i);
    if (!at) return false;
    const std::uint32_t next = *at;
    const std::uint32_t behind = near_.next_person(i);
    if (marks_.cue_after(Cue::takes, next, behind, 0) && marks_.takes_charter(next, behind)) return true;
    if (marks_.sign_between(next, next + 1) && !marks_.sign_between(pieces_[i].tokens.end, next))
      return true;  // "Ana is hostess, and Lucie is not"
    if (marks_.word_is(next - 1, "on") || marks_.word_is(next, "on")) return true;
    // Any word for a role: one that is denied is no piece.
    const auto items = analysis_.items_in({next, std::min(next + 3, range_.end)});
    const auto role =
        std::find_if(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::role; });
    if (role == items.end()) return false;
    out_.denied[i] = analysis_.mentions.roles[role->index].candidates;
    return true;
  }

  void link_successors() {
    std::size_t last = no_piece;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role) continue;
      if (last != no_piece && swap_places(last, i)) {
        out_.of[last] = out_.of[i] = Standing::swapped;
        out_.successor[last] = i;
      }
      last = i;
    }
    last = no_piece;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role || pieces_[i].pronoun) continue;
      if (last != no_piece) link(last, i);
      last = i;
    }
    // "Gabe takes his place", "Not Tess … Joss instead": the successor of whoever leaves.
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role || pieces_[i].pronoun || out_.of[i] != Standing::in_play || typed_small(i) ||
          out_.predecessor_of(i) != no_piece)
        continue;
      if (!near_.follows(i, Cue::in_their_place, 6) && !near_.precedes(i, Cue::in_their_place, 2)) {
        out_.takes_over[i] = is_said_anew(i);
        continue;
      }
      std::size_t leaving = no_piece;
      for (std::size_t k = 0; k < pieces_.size(); ++k) {
        if (k != i && !pieces_[k].is_role && (out_.of[k] == Standing::out || out_.of[k] == Standing::dismissed) &&
            out_.successor[k] == no_piece) {
          leaving = k;
        }
      }
      if (leaving != no_piece) {
        out_.successor[leaving] = i;
      } else {
        out_.takes_over[i] = true;  // of whoever was named before, if anybody was
      }
    }
  }

  [[nodiscard]] std::size_t first_name() const {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (is_name(i)) return i;
    }
    return no_piece;
  }

  /// "Make it Ana", "So it's Ana": at the beginning, of whoever was named before.
  [[nodiscard]] bool is_said_anew(std::size_t i) const {
    if (i != first_name() || setting_.answer || marks_.names_charter()) return false;
    if (near_.precedes(i, Cue::it_is, 0)) return !setting_.leaving.nobody();
    if (!near_.precedes(i, Cue::yields_to, 0)) return false;
    return !setting_.leaving.nobody() || !setting_.spoken_of.nobody();
  }

  void replace(std::size_t leaving, std::size_t coming) {
    out_.successor[leaving] = coming;
    if (out_.of[leaving] == Standing::in_play) out_.of[leaving] = Standing::replaced;
  }

  void link(std::size_t left, std::size_t right) {
    if (marks_.has_between(Cue::either, pieces_[left].tokens.end, pieces_[right].tokens.first)) return;
    if (out_.of[left] == Standing::swapped || out_.of[right] == Standing::swapped) return;
    const std::uint32_t from = pieces_[left].tokens.end;
    const std::uint32_t to = pieces_[right].tokens.first;
    if (marks_.has_between(Cue::yields_to, from, to) || marks_.arrow_between(from, to)) return replace(left, right);
    // "Tuva takes over Shirin's place as host"
    const std::uint32_t behind = pieces_[right].tokens.end;
    const bool place = marks_.cue_after(Cue::place_word, behind, std::min(behind + 2, range_.end), 1).has_value();
    if (place && pieces_[right].possessive && out_.of[left] == Standing::in_play) return replace(right, left);
    // "Instead of Ana, Bruno is captain"
    if (left == first_name() && near_.precedes(left, Cue::instead_before, 0) &&
        marks_.words_between(from, to) <= words_to_successor_max) {
      return replace(left, right);
    }
    const bool exchanged = near_.precedes(left, Cue::replace, 1);
    if (marks_.cue_before(Cue::instead, to, from, 1) && marks_.words_between(from, to) <= words_to_successor_max) {
      if (pieces_[left].who.candidates.empty() || out_.of[left] == Standing::dismissed) return;
      if (out_.of[left] == Standing::out) return follow_in_order(left, right);
      out_.either_way[left] = near_.precedes(left, Cue::replace, 0);
      return replace(right, left);
    }
    if (exchanged && marks_.words_between(from, to) <= 1 && !marks_.only_joins(from, to)) return replace(left, right);
    // "Hannah out, Arjun in": one place changes hands.
    if (out_.of[left] == Standing::out && out_.of[right] == Standing::in_play &&
        (near_.follows(right, Cue::in, 1) || near_.precedes(right, Cue::it_is, 0))) {
      out_.successor[left] = right;
    }
  }

  /// "Ed and Vince are changing boats", "Swap Ana and Carla", "Jacko is swapping his spot with Kerry"
  [[nodiscard]] bool swap_places(std::size_t left, std::size_t right) const {
    if (out_.of[left] != Standing::in_play || pieces_[left].who.candidates.empty() ||
        pieces_[right].who.candidates.empty() || !is_another(pieces_[left].who, pieces_[right].who))
      return false;
    const std::uint32_t from = pieces_[left].tokens.end;
    const std::uint32_t to = pieces_[right].tokens.first;
    if (marks_.has_between(Cue::swap, from, to))
      return marks_.words_between(from, to) <= words_to_partner_max &&
             (marks_.word_is(to - 1, "with") || marks_.word_is(to - 1, "w"));
    if (!marks_.only_joins(from, to)) return false;
    return near_.precedes(left, Cue::swap, 0) || near_.follows(right, Cue::swap, 2);
  }

  /// "Jimmy and Immy are swapped out for Toby and Ash": as many come as go, in the order named.
  void follow_in_order(std::size_t last_out, std::size_t first_in) {
    std::vector<std::size_t> leaving{last_out};
    for (std::size_t k = last_out; k > 0 && !pieces_[k - 1].is_role && out_.of[k - 1] == Standing::out; --k)
      leaving.insert(leaving.begin(), k - 1);
    std::size_t next = first_in;
    for (const std::size_t gone : leaving) {
      if (next >= pieces_.size() || pieces_[next].is_role || out_.of[next] != Standing::in_play) return;
      if (next > first_in && !marks_.only_joins(pieces_[next - 1].tokens.end, pieces_[next].tokens.first)) return;
      out_.successor[gone] = next++;
    }
  }

  const Analysis& analysis_;
  TokenRange range_;
  const Setting& setting_;
  const WordMarks& marks_;
  const std::vector<Piece>& pieces_;
  PieceMarks near_;
  Standings out_;
};

}  // namespace

std::size_t Standings::predecessor_of(std::size_t i) const {
  const auto at = std::find(successor.begin(), successor.end(), i);
  return at == successor.end() ? no_piece : static_cast<std::size_t>(at - successor.begin());
}

Standings standings_of(const Analysis& analysis, TokenRange range, const Setting& setting, const WordMarks& marks,
                       const std::vector<Piece>& pieces) {
  return Reader(analysis, range, setting, marks, pieces).read();
}

}  // namespace scc::extract
