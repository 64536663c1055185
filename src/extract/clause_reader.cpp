#include "extract/clause_reader.h"

#include <algorithm>

#include "base/text.h"

#include "extract/clause_pieces.h"
#include "extract/clause_standing.h"
#include "extract/word_marks.h"

namespace scc::extract {
namespace {

/// "will be", "is going to be"
constexpr std::uint32_t auxiliary_words_max = 4;

class Clause {
 public:
  Clause(const Analysis& analysis, TokenRange range, const Setting& setting)
      : analysis_(analysis),
        range_(range),
        setting_(setting),
        marks_(analysis, range),
        pieces_(pieces_of(analysis, range, setting, marks_)),
        near_(marks_, pieces_, range) {
    standings_ = standings_of(analysis, range, setting, marks_, pieces_);
    title_.resize(pieces_.size());
  }

  ClauseReading read() {
    out_.addressed = setting_.addressed;
    out_.spoken_of = setting_.spoken_of;
    out_.leaving = setting_.leaving;
    out_.swaps = marks_.has(Cue::swap);
    out_.list_like = marks_.list_like();
    out_.people = std::any_of(pieces_.begin(), pieces_.end(),
                              [](const Piece& piece) { return !piece.is_role && !piece.pronoun; });
    if (!read_row()) pair_up();
    return std::move(out_);
  }

 private:
  Claim claim(Act act, std::size_t person) const {
    Claim made;
    made.act = act;
    made.who = pieces_[person].who;
    made.part_of_list = out_.list_like;
    made.tokens = pieces_[person].tokens;
    return made;
  }

  /// A row of names that a key gives their roles.
  bool read_row() {
    if (std::any_of(standings_.of.begin(), standings_.of.end(), [](Standing it) { return it != Standing::in_play; }))
      return false;
    for (const KeyedPerson& person : keyed_row(analysis_, range_, pieces_, setting_.key)) {
      Claim one = claim(Act::put, person.piece);
      one.roles = roles_of(person.roles);
      if (!one.who.candidates.empty() || suits(one.who, person.roles) >= 0) out_.claims.push_back(std::move(one));
    }
    return !out_.claims.empty();
  }
  void pair_up();
  void place_unpaired(std::size_t i, std::vector<std::pair<std::uint32_t, Claim>>& made,
                      const std::vector<RoleCandidate>& topic, bool others_paired);
  void add_leavers(std::vector<std::pair<std::uint32_t, Claim>>& made);

  /// "Samira's staying": no possessive after all.
  [[nodiscard]] bool says_something(std::size_t i) const {
    return near_.follows(i, Cue::confirm, 0) || near_.follows(i, Cue::in, 0) || near_.follows(i, Cue::out, 0) ||
           near_.follows(i, Cue::takes, 0);
  }
  /// "Mike's", and "teddys" of those who write no apostrophe
  [[nodiscard]] bool is_possessive(std::size_t i) const {
    if (pieces_[i].possessive) return true;
    const std::string_view last = analysis_.tokens[pieces_[i].tokens.end - 1].folded;
    return last.ends_with('s') && !pieces_[i].who.candidates.empty() &&
           fold(pieces_[i].who.candidates.front().member->name).find(last) == std::string::npos;
  }

  /// "is Stan's bill": a word right behind that is nothing named, no sign and no cue.
  [[nodiscard]] bool owns_thing(std::size_t i) const {
    std::uint32_t at = pieces_[i].tokens.end;
    while (at < range_.end && analysis_.tokens[at].kind == TokenKind::suffix) ++at;
    return at < range_.end && analysis_.tokens[at].kind == TokenKind::word && !marks_.in_item(at) &&
           analysis_.cues_in({at, at + 1}).empty();
  }

  /// Whom the roster itself calls "Captain Nikos".
  [[nodiscard]] std::vector<RoleCandidate> title_within(std::size_t i) const {
    const TokenRange name = pieces_[i].tokens;
    for (const RoleMention& role : analysis_.mentions.roles) {
      if (role.tokens.first == name.first && role.tokens.end < name.end) return role.candidates;
    }
    return {};
  }
  /// "Liv will be coming along": "in" behind nothing but auxiliaries
  [[nodiscard]] bool comes_along(std::size_t i) const {
    const std::uint32_t from = pieces_[i].tokens.end;
    for (std::uint32_t at = from; at < near_.next_person(i) && at <= from + auxiliary_words_max; ++at) {
      if (at > from && marks_.cue_after(Cue::in, at, near_.next_person(i), 0)) return true;
      if (!marks_.in_cue(Cue::copula, at)) return false;
    }
    return false;
  }
  /// "Rebecca is in", but not "Rebecca is in Spain"
  [[nodiscard]] bool comes_in(std::size_t i) const {
    const auto in = marks_.cue_after(Cue::in, pieces_[i].tokens.end, near_.next_person(i), 1);
    if (!in) return false;
    const bool open = marks_.word_is(*in - 1, "in") && *in < range_.end;
    return !open || analysis_.tokens[*in].kind != TokenKind::word || analysis_.tokens[*in].capital == Capital::none ||
           marks_.in_item(*in);
  }
  /// "Eleni or Lucia"
  [[nodiscard]] bool is_alternative(std::size_t i) const {
    return near_.follows(i, Cue::either, 0) || near_.precedes(i, Cue::either, 0);
  }

  /// Of several roles that command, those that are theirs.
  void put_in_command(Claim& one) const {
    std::vector<RoleCandidate> theirs;
    for (const RoleCandidate& role : setting_.command) {
      if (suits(one.who, {role}) == 1) theirs.push_back(role);
    }
    one.roles = roles_of(theirs.empty() ? setting_.command : theirs);
    one.commands = true;
  }

  using RoleShared = std::vector<const Role*>;
  /// The role of somebody said just before, that holds several: "Duarte is on deck along with Rui".
  [[nodiscard]] RoleShared role_shared(std::size_t i, const std::vector<std::pair<std::uint32_t, Claim>>& made) const {
    if (made.empty() || i < 2 || !pieces_[i - 1].is_role || !near_.precedes(i, Cue::along_with, 0)) return {};
    if (marks_.words_between(pieces_[i - 1].tokens.end, pieces_[i].tokens.first) > 3) return {};
    const Claim& before = made.back().second;
    if (before.roles.empty() || before.roles.front()->max < 2 || suits(pieces_[i].who, pieces_[i - 1].roles) != 1)
      return {};
    return before.roles.front() == pieces_[i - 1].roles.front().role ? before.roles : RoleShared{};
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
  PieceMarks near_;
  Standings standings_;
  std::vector<std::vector<RoleCandidate>> title_;  ///< "Captain Haines": how he is called
  ClauseReading out_;
};

void Clause::pair_up() {
  std::vector<Piece> in_play;
  std::vector<std::size_t> original;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (standings_.of[i] != Standing::in_play) continue;
    in_play.push_back(pieces_[i]);
    original.push_back(i);
  }
  const Pairs pairs = pair(analysis_, in_play);
  std::vector<std::pair<std::uint32_t, Claim>> made;
  std::vector<std::size_t> unpaired;
  for (const std::size_t i : pairs.people) unpaired.push_back(original[i]);
  bool paired = false;
  std::optional<std::uint32_t> told_until;  ///< where what was and is no more ends
  for (const Pair& found : pairs.pairs) {
    const TokenRange words{in_play[found.role].tokens.first, in_play[found.people.front()].tokens.end};
    const bool only_title = found.is_title && !out_.list_like && !marks_.stands_alone(words);
    for (const std::size_t p : found.people) {
      const std::size_t i = original[p];
      // "Pip takes it", who is no captain: what they do already.
      const bool idiom = in_play[found.role].word == RoleWord::common &&
                         suits(pieces_[i].who, in_play[found.role].roles) == -1 && !out_.list_like;
      if (idiom) {
        unpaired.push_back(i);
        continue;
      }
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
      const std::uint32_t first = std::min(role.first, pieces_[i].tokens.first);
      const std::uint32_t end = std::max(role.end, pieces_[i].tokens.end);
      if (marks_.has_between(Cue::was, first, end) || (told_until && marks_.words_between(*told_until, first) <= 1 &&
                                                       !marks_.has_between(Cue::copula, *told_until, end))) {
        told_until = end;
        continue;  // "when Conor was skipper and Evie host"
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
    const auto other = [&](std::size_t role) {
      return in_play[role].roles.front().role != in_play[pairs.roles.back()].roles.front().role;
    };
    const bool everybody = in_play[pairs.roles.back()].word == RoleWord::common;  // "the crew for Saturday"
    // Of several roles none is what the text is about.
    if ((out_.people || std::none_of(pairs.roles.begin(), pairs.roles.end(), other)) && !everybody)
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
    if (!tells_who(pieces_[i].who)) continue;
    if (marks_.is_address(pieces_[i].tokens)) out_.addressed = pieces_[i].who;
    out_.spoken_of = pieces_[i].who;
  }
}

void Clause::place_unpaired(std::size_t i, std::vector<std::pair<std::uint32_t, Claim>>& made,
                            const std::vector<RoleCandidate>& topic, bool others_paired) {
  const Piece& piece = pieces_[i];
  // "New deckhand Arvin Salonga starts with the regatta": unknown, but called what they are.
  if (piece.who.candidates.empty() && !title_[i].empty() && tells_who(piece.who) && near_.follows(i, Cue::in, 0) &&
      marks_.names_charter()) {
    Claim one = claim(Act::put, i);
    one.roles = roles_of(title_[i]);
    made.emplace_back(piece.tokens.first, std::move(one));
    return;
  }
  // Somebody unknown, or hardly named at all, counts only beside a role.
  if (piece.who.candidates.empty() || piece.who.candidates.front().fit == NameFit::one_letter_off) return;
  Claim one = claim(Act::put, i);
  if (is_alternative(i)) one.doubt = "one of several who are named";
  const auto add = [&] { made.emplace_back(piece.tokens.first, std::move(one)); };
  const bool may_command = suits(piece.who, setting_.command) == 1;
  const bool takes = marks_.takes_charter(piece.tokens.end, near_.next_person(i)) ||
                     (is_possessive(i) && !owns_thing(i) && marks_.belongs_to(piece.tokens.first)) ||
                     (!title_[i].empty() && marks_.context_follows(piece.tokens.end)) ||
                     (near_.precedes(i, Cue::takes_before, 0) && marks_.context_follows(piece.tokens.end));
  if (takes) {
    if (may_command) put_in_command(one);
    if (!may_command && suits(piece.who, topic) == 1) one.roles = roles_of(topic);  // "Gemma has the first", as guide
    one.weak = !may_command;
    return add();
  }
  if (piece.owns_next && !says_something(i)) return;
  if (others_paired && marks_.stands_alone(piece.tokens) && !title_within(i).empty()) {
    one.roles = roles_of(title_within(i));
    return add();
  }
  // Under a heading that says the role nobody leads a list: "Deckhands", "Saturday: Magnus".
  const bool lead = out_.list_like && may_command &&
                    (others_paired || (marks_.bare_list() && marks_.names_charter() && suits(piece.who, topic) != 1));
  if (setting_.answer && !topic.empty() && near_.bare_answer(i)) {  // "I do."
    one.roles = roles_of(topic);
    return add();
  }
  if (piece.pronoun) {
    if (!lead) return;
    put_in_command(one);
    one.weak = true;
    return add();
  }
  if ((piece.doubtful && !out_.list_like) || marks_.is_greeted(piece.tokens)) return;
  if (i + 1 < pieces_.size() && !pieces_[i + 1].is_role && near_.joins(i)) {
    const Piece& other = pieces_[i + 1];
    one.beside = other.pronoun ? near_.named_before(piece.tokens, piece.who, setting_.spoken_of) : other.who;
    return add();
  }
  if (standings_.predecessor_of(i) != no_piece || standings_.takes_over[i]) return add();
  const bool added = marks_.has(Cue::same_again) && near_.follows(i, Cue::in, 0);  // "same less Oh, Sol in"
  if (marks_.has(Cue::confirm) && !marks_.has(Cue::rest) && !added) {
    one.act = Act::keep;
    one.roles = roles_of(title_[i]);
    return add();
  }
  if (comes_in(i) || near_.precedes(i, Cue::in_before, 1) || comes_along(i)) {
    standings_.takes_over[i] = standings_.takes_over[i] || (topic.empty() && !setting_.leaving.nobody());
    one.roles = roles_of(title_[i].empty() ? (out_.list_like || setting_.answer ? topic : setting_.topic) : title_[i]);
    one.weak = true;
    return add();
  }
  if (near_.precedes(i, Cue::alone, 0) && marks_.names_charter() && may_command) {
    put_in_command(one);
    one.weak = true;
    return add();
  }
  if (lead && made.empty()) {
    put_in_command(one);
    one.weak = true;
    return add();
  }
  if (const RoleShared shared = role_shared(i, made); !shared.empty()) {  // "Duarte is on deck along with Rui"
    one.roles = shared;
    return add();
  }
  const bool turn = near_.follows(i, Cue::earlier, 0) || near_.follows(i, Cue::second, 0) ||
                    near_.follows(i, Cue::third, 0) || near_.follows(i, Cue::later, 0) ||  // "Bo for the second"
                    (!setting_.topic.empty() && pieces_.size() == 1 && marks_.context_follows(piece.tokens.end));
  if (setting_.follows_claim && topic.empty() && pieces_.size() == 1 && marks_.context_follows(piece.tokens.end)) {
    one.weak = true;  // "Dec does the morning one and Johan the afternoon"
    return add();
  }
  const bool first_word = turn || marks_.opens(piece.tokens.first);
  // "MK, she has done three weddings already": the name is the answer, the rest is talk
  const bool answers_first =
      piece.tokens.first == range_.first && piece.tokens.end < range_.end && marks_.word_is(piece.tokens.end, ",");
  if (!topic.empty() && (setting_.answer ? answers_first || !marks_.names_charter() : (out_.list_like || first_word))) {
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
    const Standing standing = standings_.of[i];
    if (pieces_[i].is_role || standing == Standing::in_play || standing == Standing::spoken_of ||
        pieces_[i].who.candidates.empty()) {
      continue;
    }
    const std::size_t next = standings_.successor[i];
    if (standings_.of[i] == Standing::swapped) {
      if (next == no_piece) continue;
      Claim both = claim(Act::swap, i);
      both.instead_of = pieces_[next].who;
      made.emplace_back(pieces_[i].tokens.first, std::move(both));
      continue;
    }
    if (next != no_piece) {
      bool found = false;
      for (auto& [at, one] : made) {
        if (at != pieces_[next].tokens.first || one.act == Act::take_off) continue;
        one.act = Act::put;
        one.instead_of = pieces_[i].who;
        one.either_way = standings_.either_way[next];
        one.corrects = true;
        found = true;
      }
      if (!found) {
        Claim one = claim(Act::put, next);
        one.instead_of = pieces_[i].who;
        one.either_way = standings_.either_way[next];
        one.corrects = true;
        made.emplace_back(pieces_[next].tokens.first, std::move(one));
      }
    }
    if (standings_.of[i] == Standing::replaced && next != no_piece) continue;
    Claim gone = claim(Act::take_off, i);
    gone.weak = standings_.of[i] == Standing::dismissed;
    gone.roles = roles_of(standings_.denied[i]);
    made.emplace_back(pieces_[i].tokens.first, std::move(gone));
    if (next == no_piece) out_.leaving = pieces_[i].who;
  }
  for (auto& [at, one] : made) {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (standings_.takes_over[i] && at == pieces_[i].tokens.first && one.act == Act::put && !one.instead_of) {
        // "… for him", "in her place": whoever was said to leave, else who was named last.
        const bool known = is_another(setting_.leaving, one.who);
        const Who before = known ? setting_.leaving : near_.named_before(one.tokens, one.who, setting_.spoken_of);
        if (before.nobody()) continue;
        one.instead_of = before;
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
