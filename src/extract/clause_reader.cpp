#include "extract/clause_reader.h"

#include <algorithm>

#include "base/text.h"

#include "extract/clause_pieces.h"
#include "extract/doubt.h"
#include "extract/word_marks.h"

namespace scc::extract {
namespace {

constexpr std::uint32_t words_to_successor_max = 11;

enum class Standing { in_play, out, dismissed, replaced };

class Clause {
 public:
  Clause(const Analysis& analysis, TokenRange range, const Setting& setting)
      : analysis_(analysis), range_(range), setting_(setting), marks_(analysis, range) {
    pieces_ = pieces_of(analysis, range, setting, marks_);
    standing_.assign(pieces_.size(), Standing::in_play);
    successor_.assign(pieces_.size(), none);
    takes_over_.assign(pieces_.size(), false);
    title_.resize(pieces_.size());
  }

  ClauseReading read() {
    out_.addressed = setting_.addressed;
    out_.spoken_of = setting_.spoken_of;
    out_.leaving = setting_.leaving;
    out_.swaps = marks_.has(Cue::swap);
    out_.list_like = marks_.list_like();
    judge_people();
    link_successors();
    pair_up();
    return std::move(out_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  [[nodiscard]] std::uint32_t next_person(std::size_t i) const {
    for (std::size_t k = i + 1; k < pieces_.size(); ++k) {
      if (!pieces_[k].is_role && !pieces_[k].pronoun) return pieces_[k].tokens.first;
    }
    return range_.end;
  }
  [[nodiscard]] std::uint32_t previous_person_end(std::size_t i) const {
    for (std::size_t k = i; k > 0; --k) {
      if (!pieces_[k - 1].is_role && !pieces_[k - 1].pronoun) return pieces_[k - 1].tokens.end;
    }
    return range_.first;
  }

  /// Whether a cue stands behind the person, before the next one, at most `words_max` words away.
  [[nodiscard]] bool follows(std::size_t i, Cue cue, std::uint32_t words_max) const {
    return marks_.cue_after(cue, pieces_[i].tokens.end, next_person(i), words_max).has_value();
  }
  /// The same of something that happens, not of what it hangs on: "Angela is mate if she gets the day off".
  [[nodiscard]] bool leaves(std::size_t i) const {
    const auto at = marks_.cue_after(Cue::out, pieces_[i].tokens.end, next_person(i), 3);
    return (at && !in_closing_condition(analysis_, range_, *at - 1)) || follows(i, Cue::off, 0);
  }
  [[nodiscard]] bool precedes(std::size_t i, Cue cue, std::uint32_t words_max) const {
    return marks_.cue_before(cue, pieces_[i].tokens.first, previous_person_end(i), words_max);
  }

  void judge_people() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role) continue;
      out_.people = out_.people || !pieces_[i].pronoun;
      if (precedes(i, Cue::negation, 1) || (precedes(i, Cue::out_before, 2) && !pieces_[i].pronoun)) {
        standing_[i] = Standing::dismissed;
      } else if (says_not(i)) {
        standing_[i] = Standing::out;
      } else if (leaves(i)) {
        standing_[i] = Standing::out;
      }
    }
    // "Jamal and Gabe are out": what is said of the last of a list is said of all.
    for (std::size_t i = pieces_.size(); i > 1; --i) {
      const std::size_t left = i - 2;
      const std::size_t right = i - 1;
      if (pieces_[left].is_role || pieces_[right].is_role || standing_[left] != Standing::in_play) continue;
      if (standing_[right] == Standing::out &&
          marks_.only_joins(pieces_[left].tokens.end, pieces_[right].tokens.first)) {
        standing_[left] = Standing::out;
      }
    }
  }

  /// "Gabe is not on the wedding": a denial of being aboard, not of anything else.
  [[nodiscard]] bool says_not(std::size_t i) const {
    const auto at = marks_.cue_after(Cue::negation, pieces_[i].tokens.end, next_person(i), 1);
    if (!at) return false;
    const std::uint32_t next = *at;
    if (next >= range_.end) return false;
    if (marks_.word_is(next - 1, "on") || marks_.word_is(next, "on")) return true;
    for (const Piece& piece : pieces_) {
      if (piece.is_role && piece.tokens.first >= next && piece.tokens.first <= next + 2) return true;
    }
    return false;
  }

  void link_successors() {
    std::size_t last = none;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role || pieces_[i].pronoun) continue;
      if (last != none) link(last, i);
      last = i;
    }
    // "Gabe takes his place", "Not Tess … Joss instead": the successor of whoever leaves.
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_role || pieces_[i].pronoun || standing_[i] != Standing::in_play || successor_of(i) != none)
        continue;
      if (!follows(i, Cue::in_their_place, 6) && !precedes(i, Cue::in_their_place, 2)) continue;
      std::size_t leaving = none;
      for (std::size_t k = 0; k < pieces_.size(); ++k) {
        if (k != i && !pieces_[k].is_role && (standing_[k] == Standing::out || standing_[k] == Standing::dismissed) &&
            successor_[k] == none) {
          leaving = k;
        }
      }
      if (leaving != none) {
        successor_[leaving] = i;
      } else if (!setting_.leaving.nobody() || !setting_.spoken_of.nobody()) {
        takes_over_[i] = true;
      }
    }
  }

  void link(std::size_t left, std::size_t right) {
    if (marks_.has_between(Cue::either, pieces_[left].tokens.end, pieces_[right].tokens.first)) return;
    const std::uint32_t from = pieces_[left].tokens.end;
    const std::uint32_t to = pieces_[right].tokens.first;
    if (marks_.has_between(Cue::yields_to, from, to) || marks_.arrow_between(from, to)) {
      successor_[left] = right;
      if (standing_[left] == Standing::in_play) standing_[left] = Standing::replaced;
      return;
    }
    if (marks_.cue_before(Cue::instead, to, from, 1) && marks_.words_between(from, to) <= words_to_successor_max) {
      if (pieces_[left].who.candidates.empty()) return;
      if (standing_[left] == Standing::out) return follow_in_order(left, right);
      if (precedes(left, Cue::replace, 1) && marks_.only_joins(from, to)) {
        successor_[left] = right;
        standing_[left] = Standing::replaced;
        return;
      }
      successor_[right] = left;
      standing_[right] = Standing::replaced;
      return;
    }
    if (precedes(left, Cue::replace, 1) && marks_.words_between(from, to) <= 1 && !marks_.only_joins(from, to)) {
      successor_[left] = right;
      standing_[left] = Standing::replaced;
      return;
    }
    // "Hannah out, Arjun in": one place changes hands.
    if (standing_[left] == Standing::out && standing_[right] == Standing::in_play &&
        (follows(right, Cue::in, 1) || marks_.word_is(to - 1, "it's") || marks_.word_is(to - 1, "'s"))) {
      successor_[left] = right;
    }
  }

  /// "Jimmy and Immy are swapped out for Toby and Ash": as many come as go, in the order named.
  void follow_in_order(std::size_t last_out, std::size_t first_in) {
    std::vector<std::size_t> leaving{last_out};
    for (std::size_t k = last_out; k > 0 && !pieces_[k - 1].is_role && standing_[k - 1] == Standing::out; --k)
      leaving.insert(leaving.begin(), k - 1);
    std::size_t next = first_in;
    for (const std::size_t gone : leaving) {
      if (next >= pieces_.size() || pieces_[next].is_role || standing_[next] != Standing::in_play) return;
      if (next > first_in && !marks_.only_joins(pieces_[next - 1].tokens.end, pieces_[next].tokens.first)) return;
      successor_[gone] = next++;
    }
  }

  [[nodiscard]] std::size_t successor_of(std::size_t i) const {
    for (std::size_t k = 0; k < successor_.size(); ++k) {
      if (successor_[k] == i) return k;
    }
    return none;
  }

  Claim claim(Act act, std::size_t person) const {
    Claim made;
    made.act = act;
    made.who = pieces_[person].who;
    made.part_of_list = out_.list_like;
    made.tokens = pieces_[person].tokens;
    return made;
  }

  void pair_up();
  void place_unpaired(std::size_t i, std::vector<std::pair<std::uint32_t, Claim>>& made,
                      const std::vector<RoleCandidate>& topic, bool others_paired);
  void add_leavers(std::vector<std::pair<std::uint32_t, Claim>>& made);

  /// "Samira's staying": no possessive after all.
  [[nodiscard]] bool says_something(std::size_t i) const {
    return follows(i, Cue::confirm, 0) || follows(i, Cue::in, 0) || follows(i, Cue::out, 0) ||
           follows(i, Cue::takes, 0);
  }
  /// "Mike's", and "teddys" of those who write no apostrophe
  [[nodiscard]] bool is_possessive(std::size_t i) const {
    if (pieces_[i].possessive) return true;
    const std::string_view last = analysis_.tokens[pieces_[i].tokens.end - 1].folded;
    return last.ends_with('s') && !pieces_[i].who.candidates.empty() &&
           fold(pieces_[i].who.candidates.front().member->name).find(last) == std::string::npos;
  }

  /// "Eleni or Lucia"
  [[nodiscard]] bool is_alternative(std::size_t i) const {
    return follows(i, Cue::either, 0) || precedes(i, Cue::either, 0);
  }

  static std::vector<const Role*> roles_of(const std::vector<RoleCandidate>& candidates) {
    std::vector<const Role*> roles;
    for (const RoleCandidate& candidate : candidates) roles.push_back(candidate.role);
    return roles;
  }

  const Analysis& analysis_;
  TokenRange range_;
  const Setting& setting_;
  WordMarks marks_;
  std::vector<Piece> pieces_;
  std::vector<Standing> standing_;
  std::vector<std::size_t> successor_;             ///< by who leaves: who comes
  std::vector<bool> takes_over_;                   ///< comes for the one who left in an earlier clause
  std::vector<std::vector<RoleCandidate>> title_;  ///< "Captain Haines": how he is called
  ClauseReading out_;
};

void Clause::pair_up() {
  std::vector<Piece> in_play;
  std::vector<std::size_t> original;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].is_role && standing_[i] != Standing::in_play) continue;
    in_play.push_back(pieces_[i]);
    original.push_back(i);
  }
  const Pairs pairs = pair(analysis_, in_play);
  std::vector<std::pair<std::uint32_t, Claim>> made;
  std::vector<std::size_t> unpaired;
  for (const std::size_t i : pairs.people) unpaired.push_back(original[i]);
  bool paired = false;
  for (const Pair& found : pairs.pairs) {
    const TokenRange words{in_play[found.role].tokens.first, in_play[found.people.front()].tokens.end};
    const bool only_title = found.is_title && !out_.list_like && !marks_.stands_alone(words);
    for (const std::size_t p : found.people) {
      const std::size_t i = original[p];
      if (only_title) {
        title_[i] = in_play[found.role].roles;
        unpaired.push_back(i);
        continue;
      }
      const TokenRange role = in_play[found.role].tokens;
      if (marks_.has_between(Cue::open, std::min(role.end, pieces_[i].tokens.end),
                             std::max(role.first, pieces_[i].tokens.first))) {
        continue;  // "Hostess: still open, Eleni or Lucia"
      }
      if (marks_.has_between(Cue::swap, std::min(role.end, pieces_[i].tokens.end),
                             std::max(role.first, pieces_[i].tokens.first))) {
        continue;  // "Jacko is swapping his deck spot with Kerry"
      }
      Claim one = claim(Act::put, i);
      one.roles = roles_of(in_play[found.role].roles);
      if (is_alternative(i)) one.doubt = "one of several who are named";
      made.emplace_back(pieces_[i].tokens.first, std::move(one));
      paired = true;
    }
  }
  // A role without anybody is what the text is about: "the second mate: Tommy in the morning, Frankie in the
  // afternoon".
  std::vector<RoleCandidate> topic = setting_.topic;
  if (!pairs.roles.empty()) {
    out_.topic = in_play[pairs.roles.back()].roles;
    topic = out_.topic;
  } else if (pairs.pairs.size() == 1) {
    out_.carried = in_play[pairs.pairs.front().role].roles;
  }
  std::sort(unpaired.begin(), unpaired.end());
  for (const std::size_t i : unpaired) place_unpaired(i, made, topic, paired);
  add_leavers(made);
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [at, one] : made) out_.claims.push_back(std::move(one));
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].is_role || pieces_[i].pronoun) continue;
    if (pieces_[i].who.candidates.empty()) continue;
    if (pieces_[i].tokens.first == range_.first) out_.addressed = pieces_[i].who;
    out_.spoken_of = pieces_[i].who;
  }
}

void Clause::place_unpaired(std::size_t i, std::vector<std::pair<std::uint32_t, Claim>>& made,
                            const std::vector<RoleCandidate>& topic, bool others_paired) {
  const Piece& piece = pieces_[i];
  // Somebody unknown, or hardly named at all, counts only beside a role.
  if (piece.who.candidates.empty() || piece.who.candidates.front().fit == NameFit::one_letter_off) return;
  Claim one = claim(Act::put, i);
  if (is_alternative(i)) one.doubt = "one of several who are named";
  const auto add = [&] { made.emplace_back(piece.tokens.first, std::move(one)); };
  const bool may_command = suits(piece.who, setting_.command) == 1;
  const bool takes = marks_.takes_charter(piece.tokens.end, next_person(i)) ||
                     (is_possessive(i) && marks_.belongs_to(piece.tokens.first)) ||
                     (!title_[i].empty() && marks_.context_follows(piece.tokens.end));
  if (takes) {
    if (may_command) one.roles = roles_of(setting_.command);
    one.weak = !may_command;
    return add();
  }
  if (piece.possessive && !says_something(i)) return;
  const bool lead = out_.list_like && others_paired && may_command;
  if (piece.pronoun) {
    if (!lead) return;
    one.roles = roles_of(setting_.command);
    one.weak = true;
    return add();
  }
  if (piece.doubtful && !out_.list_like) return;
  if (successor_of(i) != none || takes_over_[i]) return add();
  if (marks_.has(Cue::confirm) && !marks_.has(Cue::rest)) {
    one.act = Act::keep;
    one.roles = roles_of(title_[i]);
    return add();
  }
  if (follows(i, Cue::in, 1) || precedes(i, Cue::in_before, 1)) {
    takes_over_[i] = topic.empty() && !setting_.leaving.nobody();
    one.roles = roles_of(title_[i].empty() ? (out_.list_like || setting_.answer ? topic : setting_.topic) : title_[i]);
    one.weak = true;
    return add();
  }
  if (precedes(i, Cue::alone, 0) && marks_.names_charter() && may_command) {
    one.roles = roles_of(setting_.command);
    one.weak = true;
    return add();
  }
  if (lead && made.empty()) {
    one.roles = roles_of(setting_.command);
    one.weak = true;
    return add();
  }
  const bool first_word = marks_.opens(piece.tokens.first);
  if (!topic.empty() && (setting_.answer ? !marks_.names_charter() : (out_.list_like || first_word))) {
    one.roles = roles_of(topic);
    one.weak = others_paired;
    return add();
  }
  if (marks_.bare_list() && (others_paired || marks_.names_charter() || setting_.listing)) {
    one.weak = true;
    return add();
  }
}

void Clause::add_leavers(std::vector<std::pair<std::uint32_t, Claim>>& made) {
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].is_role || standing_[i] == Standing::in_play || pieces_[i].who.candidates.empty()) continue;
    const std::size_t next = successor_[i];
    if (next != none) {
      bool found = false;
      for (auto& [at, one] : made) {
        if (at != pieces_[next].tokens.first || one.act == Act::take_off) continue;
        one.act = Act::put;
        one.instead_of = pieces_[i].who;
        one.corrects = true;
        found = true;
      }
      if (!found) {
        Claim one = claim(Act::put, next);
        one.instead_of = pieces_[i].who;
        one.corrects = true;
        made.emplace_back(pieces_[next].tokens.first, std::move(one));
      }
    }
    if (standing_[i] == Standing::replaced && next != none) continue;
    Claim gone = claim(Act::take_off, i);
    gone.weak = standing_[i] == Standing::dismissed;
    made.emplace_back(pieces_[i].tokens.first, std::move(gone));
    if (next == none) out_.leaving = pieces_[i].who;
  }
  for (auto& [at, one] : made) {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (takes_over_[i] && at == pieces_[i].tokens.first && one.act == Act::put && !one.instead_of) {
        one.instead_of = setting_.leaving.nobody() ? setting_.spoken_of : setting_.leaving;
        one.corrects = true;
        out_.leaving = {};
      }
    }
  }
}

}  // namespace

ClauseReading read_clause(const Analysis& analysis, TokenRange clause, const Setting& setting) {
  return Clause(analysis, clause, setting).read();
}

}  // namespace scc::extract
