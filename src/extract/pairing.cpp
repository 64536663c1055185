#include "extract/pairing.h"

#include <algorithm>
#include <optional>

#include "extract/parallel_lists.h"

namespace scc::extract {
namespace {

/// What stands between two neighbours.
struct Between {
  bool adjacent = true;  ///< nothing at all
  bool colon = false;
  bool mark = false;    ///< "-", "=", "(", ">", dots: what people draw between a name and a role
  bool closes = false;  ///< ")"
  bool comma = false;
  bool slash = false;   ///< "/" or "|"
  bool listed = false;  ///< "and", "&", "+"
  bool breaks = false;  ///< ";" or a full stop
  bool as = false;
  bool with = false;
  int copula = 0;   ///< "is", "will be", "on"
  int foreign = 0;  ///< other words
  int context = 0;  ///< a date, client, vessel or time
};

bool covered(const std::vector<CueHit>& hits, Cue cue, std::uint32_t token) {
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    return hit.cue == cue && token >= hit.tokens.first && token < hit.tokens.end;
  });
}

constexpr int foreign_words_max = 9;

class Weigher {
 public:
  Weigher(const Analysis& analysis, const std::vector<Piece>& pieces) : analysis_(analysis), pieces_(pieces) {}

  [[nodiscard]] Between between(std::size_t left, std::size_t right) const {
    Between out;
    const std::uint32_t end = pieces_[right].tokens.first;
    int dots = 0;
    for (std::uint32_t i = pieces_[left].tokens.end; i < end; ++i) {
      i = behind_denial(i, end);
      if (i >= end) break;
      const Token& token = analysis_.tokens[i];
      if (is_context(i) || joins_context(i)) {
        ++out.context;
        continue;
      }
      out.adjacent = false;
      if (token.kind == TokenKind::sign && !token.folded.empty()) {
        if (token.folded[0] == '.' && after_initial(i, pieces_[left].tokens.end)) continue;
        switch (token.folded[0]) {
          case ':': out.colon = true; break;
          case '=':
          case '(':
          case '[':
          case '>':
          case '*':
          case '_':
          case '~': out.mark = true; break;
          case '-': token.joins ? void() : void(out.mark = true); break;
          case ')':
          case ']': out.closes = true; break;
          case ',': out.comma = true; break;
          case '/':
          case '|': out.slash = true; break;
          case '&':
          case '+': out.listed = true; break;
          case ';':
          case '!':
          case '?': out.breaks = true; break;
          case '.': ++dots; break;
          default:
            if (token.folded.size() > 1) out.mark = true;  // an arrow or bullet
            break;
        }
        continue;
      }
      if (token.kind == TokenKind::emoji) continue;
      if (token.folded.size() == 1 && i + 1 < end && analysis_.tokens[i + 1].folded == ".") continue;  // an initial
      if (covered(analysis_.cues, Cue::asks_about, i)) out.breaks = true;
      if (token.folded == "as") out.as = true;
      if (token.folded == "with" || token.folded == "w") out.with = true;
      if (covered(analysis_.cues, Cue::list, i) && token.kind == TokenKind::word) {
        out.listed = true;
      } else if (covered(analysis_.cues, Cue::copula, i) || covered(analysis_.cues, Cue::in, i) ||
                 token.kind == TokenKind::suffix) {
        ++out.copula;
      } else if (++out.foreign > foreign_words_max) {
        out.breaks = true;
        break;
      }
    }
    if (dots == 1) out.breaks = out.breaks || !after_short_word(left);
    if (dots > 1) out.mark = true;
    return out;
  }

  /// "Gene - Capt", "Angela as 1st", "Joss looking after the guests as hostess"
  [[nodiscard]] std::optional<double> person_then_role(std::size_t person, std::size_t role) const {
    const Between b = between(person, role);
    if (b.breaks || b.foreign > (unknown(person) ? strangers_words(person) : 7)) return std::nullopt;
    // "Bluey's driving", but not "Bluey's captain"
    if (b.adjacent && b.context == 0 && pieces_[person].owns_next && pieces_[role].word != RoleWord::verb)
      return std::nullopt;
    double weight = 3 - 0.6 * b.foreign - 0.1 * b.context;
    if (b.adjacent && b.context == 0) weight += 1.2;
    if (b.mark) weight += 1;
    if (b.colon) weight -= 1;
    if (b.comma) weight -= 1.5;
    if (b.slash) weight -= 3;
    if (b.listed) weight -= 2;
    if (b.closes && !b.mark) weight -= 1.5;
    if (b.as) weight += 1.5;
    if (b.copula > 0) weight += 0.8;
    if (pieces_[person].pronoun) {
      if (b.foreign > 0 || b.comma || b.slash) return std::nullopt;
    }
    return weight;
  }

  /// "Captain: Gene", "skipper Angela", "the second mate is Tommy"
  [[nodiscard]] std::optional<double> role_then_person(std::size_t role, std::size_t person) const {
    const Between b = between(role, person);
    if (b.breaks || b.foreign > (unknown(person) ? strangers_words(person) : 5)) return std::nullopt;
    if (tells_in_brackets(role, person)) return std::nullopt;
    double weight = 3 - 0.7 * b.foreign - 0.1 * b.context;
    if (b.adjacent && b.context == 0) weight += 0.3;
    if (b.colon) weight += 2;
    if (b.mark) weight += 1;
    if (b.comma) weight -= 1.7;
    if (b.slash) weight -= 3;
    if (b.listed) weight -= 4;
    if (b.closes && !b.mark) weight -= 1.5;
    if (b.as) weight -= 2;
    if (b.copula > 0) weight += 0.5;
    if (pieces_[role].word == RoleWord::verb && !b.colon) weight -= 1.5;
    if (follows_as(role) && !b.colon) weight -= 2.5;
    if (pieces_[person].pronoun && (b.foreign > 0 || b.comma)) return std::nullopt;
    return weight;
  }

  /// The next name of a list: "Fitz, Cilla and Ray"
  [[nodiscard]] std::optional<double> listed(std::size_t left, std::size_t right, const Piece& role) const {
    const Between b = between(left, right);
    if (b.breaks || b.foreign > 1 || b.colon || b.context > 0) return std::nullopt;
    double weight = 0.8 - 1.5 * b.foreign - 1.2 * b.copula;
    if (b.listed || b.comma || b.slash) weight += 0.4;
    if (b.mark) weight -= 1.5;
    const bool single = !role.roles.empty() && role.roles.front().role->max == 1 && !role.plural;
    if (single) weight -= 3;
    if (role.plural) weight += 0.8;
    return weight;
  }

  [[nodiscard]] double worth(std::size_t person, std::size_t role) const {
    const Piece& who = pieces_[person];
    double weight = 0;
    switch (suits(who.who, pieces_[role].roles)) {
      case 1: weight = 1; break;
      case -1: weight = -1.2; break;
      default: weight = who.who.candidates.empty() ? -0.8 : 0; break;
    }
    if (who.doubtful) weight -= 1.5;
    return weight;
  }

 private:
  /// "Tom H – skipper (Piet is back in Cape Town by then)": a sentence in brackets, not a name
  [[nodiscard]] bool tells_in_brackets(std::size_t role, std::size_t person) const {
    const std::uint32_t first = pieces_[person].tokens.first;
    const std::uint32_t next = pieces_[person].tokens.end;
    if (first == 0 || analysis_.tokens[first - 1].folded != "(" || first - 1 != pieces_[role].tokens.end) return false;
    return next < analysis_.tokens.size() && covered(analysis_.cues, Cue::copula, next) &&
           analysis_.tokens[next].kind == TokenKind::word && !covered(analysis_.cues, Cue::list, next);
  }
  /// How many words may stand between a role and somebody who is not on the roster.
  [[nodiscard]] int strangers_words(std::size_t person) const {
    return pieces_[person].who.written.find(' ') != std::string::npos ? 3 : 0;
  }
  [[nodiscard]] bool unknown(std::size_t person) const { return pieces_[person].who.candidates.empty(); }
  [[nodiscard]] bool is_context(std::uint32_t token) const {
    return std::any_of(analysis_.items.begin(), analysis_.items.end(), [&](const Item& item) {
      return item.kind != MentionKind::person && item.kind != MentionKind::role && token >= item.tokens.first &&
             token < item.tokens.end;
    });
  }

  /// "host for Friday AND Saturday is Ema"
  [[nodiscard]] bool joins_context(std::uint32_t token) const {
    return token > 0 && token + 1 < analysis_.tokens.size() && covered(analysis_.cues, Cue::list, token) &&
           is_context(token - 1) && is_context(token + 1);
  }

  /// "Petter (not Peter!) is coxswain": what is denied in brackets stands between nothing.
  [[nodiscard]] std::uint32_t behind_denial(std::uint32_t open, std::uint32_t end) const {
    if (analysis_.tokens[open].folded != "(" || open + 1 >= end || !covered(analysis_.cues, Cue::negation, open + 1))
      return open;
    std::uint32_t close = open;
    while (close < end && analysis_.tokens[close].folded != ")") ++close;
    return close < end ? close + 1 : open;
  }

  [[nodiscard]] bool after_initial(std::uint32_t dot, std::uint32_t from) const {
    return dot > from && analysis_.tokens[dot - 1].kind == TokenKind::word &&
           analysis_.tokens[dot - 1].folded.size() == 1;
  }

  /// "capt.", "Mike D."
  [[nodiscard]] bool after_short_word(std::size_t piece) const {
    const Token& last = analysis_.tokens[pieces_[piece].tokens.end - 1];
    return last.range.end - last.range.begin <= (pieces_[piece].is_role ? 5u : 1u);
  }

  /// The role is told of somebody before it: "with Angela as 1st", "she is the mate"
  [[nodiscard]] bool follows_as(std::size_t role) const {
    std::uint32_t at = pieces_[role].tokens.first;
    while (at > 0) {
      const Token& before = analysis_.tokens[at - 1];
      if (before.kind != TokenKind::word) return false;
      if (before.folded == "as") return true;
      if (!covered(analysis_.cues, Cue::copula, at - 1)) return false;
      if (before.folded.size() > 3) return false;
      --at;
      if (pieces_[role].tokens.first - at > 2) return false;
    }
    return false;
  }

  const Analysis& analysis_;
  const std::vector<Piece>& pieces_;
};

struct Step {
  double total = 0;
  std::size_t from = 0;
  std::optional<Pair> pair;
};

constexpr std::size_t people_of_one_role_max = 12;
constexpr double strain = 2;
/// A group must be worth this much to be one.
constexpr double group_weight_min = 1.2;

}  // namespace

int suits(const Who& who, const std::vector<RoleCandidate>& roles) {
  bool known = false;
  for (const PersonCandidate& candidate : who.candidates) {
    if (is_exact(who.candidates.front().fit) && !is_exact(candidate.fit)) continue;
    if (!candidate.member->roles.empty()) known = true;
    for (const RoleCandidate& role : roles) {
      if (std::find(candidate.member->roles.begin(), candidate.member->roles.end(), role.role->id) !=
          candidate.member->roles.end()) {
        return 1;
      }
    }
  }
  return known && !roles.empty() ? -1 : 0;
}

namespace {

/// The heaviest grouping of the pieces from left to right.
class Grouping {
 public:
  Grouping(const Analysis& analysis, const std::vector<Piece>& pieces)
      : pieces_(pieces), weigher_(analysis, pieces), best_(pieces.size() + 1) {}

  Pairs find() {
    for (std::size_t i = 0; i <= pieces_.size(); ++i) {
      if (i > 0 && (!best_[i].pair || best_[i].total < best_[i - 1].total))
        best_[i] = {best_[i - 1].total, i - 1, std::nullopt};
      if (i == pieces_.size()) break;
      pieces_[i].is_role ? role_first(i) : people_first(i);
    }
    return trace_back();
  }

 private:
  void offer(std::size_t to, double total, std::size_t from, Pair made) {
    if (best_[to].pair && total <= best_[to].total) return;
    best_[to] = {total, from, std::move(made)};
  }

  void role_first(std::size_t role) {
    double total = 0;
    Pair made{role, {}, false};
    for (std::size_t j = role + 1; j < pieces_.size() && !pieces_[j].is_role; ++j) {
      if (made.people.size() >= people_of_one_role_max) break;
      const auto weight =
          made.people.empty() ? weigher_.role_then_person(role, j) : weigher_.listed(j - 1, j, pieces_[role]);
      if (!weight) break;
      total += *weight + weigher_.worth(j, role);
      made.people.push_back(j);
      const Between b = weigher_.between(role, role + 1);
      made.is_title =
          made.people.size() == 1 && b.adjacent && pieces_[role].word == RoleWord::noun && !pieces_[role].plural;
      if (total >= group_weight_min) offer(j + 1, best_[role].total + total, role, made);
    }
  }

  /// "Len, Shelby, Bo and Nani on deck": the role is that of the last names only, when it is nothing the first
  /// ones do, or they would be too many.
  [[nodiscard]] double strains(std::size_t role, std::size_t person, std::size_t count) const {
    const Piece& piece = pieces_[role];
    const bool unfit = suits(pieces_[person].who, piece.roles) == -1;
    const bool crowd =
        !piece.roles.empty() && count > static_cast<std::size_t>(std::max(1, piece.roles.front().role->max));
    const bool leads = person + 1 < role && weigher_.between(person, person + 1).with;  // "Rob with Ana and Bo on deck"
    return unfit && (crowd || leads) ? strain : 0;
  }

  void people_first(std::size_t first) {
    std::vector<std::size_t> people;
    std::size_t role = first;
    for (; role < pieces_.size() && !pieces_[role].is_role; ++role) people.push_back(role);
    if (role == pieces_.size() || people.size() > people_of_one_role_max) return;
    const auto weight = weigher_.person_then_role(role - 1, role);
    if (!weight) return;
    double total = *weight + weigher_.worth(role - 1, role);
    for (std::size_t k = role - 1; k > first; --k) {  // the names before the last one join it
      const auto link = weigher_.listed(k - 1, k, pieces_[role]);
      if (!link) return;
      total += *link + weigher_.worth(k - 1, role) - strains(role, k - 1, role - k + 1);
    }
    if (total >= group_weight_min) offer(role + 1, best_[first].total + total, first, {role, std::move(people), false});
  }

  Pairs trace_back() {
    Pairs out;
    std::vector<bool> used(pieces_.size(), false);
    for (std::size_t i = pieces_.size(); i > 0;) {
      const std::size_t from = best_[i].from;
      if (best_[i].pair) {
        used[best_[i].pair->role] = true;
        for (const std::size_t person : best_[i].pair->people) used[person] = true;
        out.pairs.push_back(std::move(*best_[i].pair));
      }
      i = from;
    }
    std::reverse(out.pairs.begin(), out.pairs.end());
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (!used[i]) (pieces_[i].is_role ? out.roles : out.people).push_back(i);
    }
    return out;
  }

  const std::vector<Piece>& pieces_;
  Weigher weigher_;
  std::vector<Step> best_;
};

}  // namespace

Pairs pair(const Analysis& analysis, const std::vector<Piece>& all) {
  std::vector<bool> used(all.size(), false);
  std::vector<Pair> parallel = parallel_lists(analysis, all, used);
  std::vector<Piece> rest;
  std::vector<std::size_t> original;
  for (std::size_t i = 0; i < all.size() && rest.size() < pieces_max; ++i) {
    if (used[i]) continue;
    rest.push_back(all[i]);
    original.push_back(i);
  }
  Pairs out = Grouping(analysis, rest).find();
  for (Pair& found : out.pairs) {
    found.role = original[found.role];
    for (std::size_t& person : found.people) person = original[person];
  }
  for (std::size_t& i : out.people) i = original[i];
  for (std::size_t& i : out.roles) i = original[i];
  out.pairs.insert(out.pairs.begin(), std::make_move_iterator(parallel.begin()),
                   std::make_move_iterator(parallel.end()));
  return out;
}

}  // namespace scc::extract
