#include "extract/clause_pieces.h"

#include <algorithm>

#include "base/text.h"

namespace scc::extract {
namespace {

constexpr std::uint32_t words_to_as_max = 5;

class Collector {
 public:
  Collector(const Analysis& analysis, TokenRange range, const Setting& setting, const WordMarks& marks)
      : analysis_(analysis), range_(range), setting_(setting), marks_(marks) {}

  std::vector<Piece> take() {
    collect();
    return std::move(pieces_);
  }

 private:
  void collect() {
    for (const Item& item : analysis_.items_in(range_)) {
      Piece piece;
      piece.tokens = item.tokens;
      if (item.kind == MentionKind::person) {
        const PersonMention& person = analysis_.mentions.people[item.index];
        if ((person.possessive && is_kin(item.tokens.end + 1)) || is_place(item, person)) continue;
        piece.who = {person.candidates, person.written};
        piece.doubtful = person.doubtful;
        piece.possessive = person.possessive;
        piece.owns_next = person.possessive || owns_without_apostrophe(person);
        pieces_.push_back(std::move(piece));
      } else if (item.kind == MentionKind::role) {
        const RoleMention& role = analysis_.mentions.roles[item.index];
        if (role.candidates.empty() || is_left_behind(item.tokens.first) || is_somebodys(role) || has_her_thing(role) ||
            marks_.in_cue(Cue::same_again, item.tokens.first))
          continue;
        piece.is_role = true;
        piece.roles = role.candidates;
        piece.word = role.word;
        piece.plural = role.plural;
        pieces_.push_back(std::move(piece));
      }
    }
    drop_verbs_of_nouns();
    add_pronouns();
    std::stable_sort(pieces_.begin(), pieces_.end(),
                     [](const Piece& a, const Piece& b) { return a.tokens.first < b.tokens.first; });
  }

  /// "wanted in Portsmouth": a word that nobody is called, behind where one is
  [[nodiscard]] bool is_place(const Item& item, const PersonMention& person) const {
    constexpr std::string_view before[] = {"in", "at", "from", "near", "off"};
    return person.candidates.empty() && item.tokens.size() == 1 && item.tokens.first > range_.first &&
           std::find(std::begin(before), std::end(before), analysis_.tokens[item.tokens.first - 1].folded) !=
               std::end(before);
  }

  /// "has her", the boat, but not "has her mother coming"
  [[nodiscard]] bool has_her_thing(const RoleMention& role) const {
    const std::uint32_t next = role.tokens.end;
    if (analysis_.tokens[next - 1].folded != "her" || next >= range_.end) return false;
    return analysis_.tokens[next].kind == TokenKind::word &&
           (marks_.in_cue(Cue::kin, next) || (!marks_.in_item(next) && analysis_.cues_in({next, next + 1}).empty()));
  }

  /// "her driving test": no role of anybody's.
  [[nodiscard]] bool is_somebodys(const RoleMention& role) const {
    constexpr std::string_view owners[] = {"his", "her", "their", "my", "your"};
    return role.word == RoleWord::verb && role.tokens.size() == 1 && role.tokens.first > range_.first &&
           std::find(std::begin(owners), std::end(owners), analysis_.tokens[role.tokens.first - 1].folded) !=
               std::end(owners);
  }

  /// "to drive speedboat", where that is what a role is called: what is driven tells which role.
  void drop_verbs_of_nouns() {
    for (std::size_t i = 0; i + 1 < pieces_.size();) {
      const Piece& verb = pieces_[i];
      const Piece& noun = pieces_[i + 1];
      // "guiding the certified ones as dive master"
      const bool as = noun.tokens.first > verb.tokens.end && analysis_.tokens[noun.tokens.first - 1].folded == "as" &&
                      noun.tokens.first <= verb.tokens.end + words_to_as_max;
      const bool drives = verb.is_role && noun.is_role && verb.word == RoleWord::verb && noun.word == RoleWord::noun &&
                          (as || noun.tokens.first <= verb.tokens.end + 1);
      if (drives) pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(i));
      if (!drives) ++i;
    }
  }

  /// "rubes hand"
  [[nodiscard]] bool owns_without_apostrophe(const PersonMention& person) const {
    const std::string_view last = analysis_.tokens[person.tokens.end - 1].folded;
    if (last.size() <= 3 || !last.ends_with('s') || person.candidates.empty() || !person.lower_case) return false;
    const CrewMember& member = *person.candidates.front().member;
    const auto within = [&](const std::string& name) { return fold(name).find(last) != std::string::npos; };
    return !within(member.name) && std::none_of(member.aliases.begin(), member.aliases.end(), within);
  }

  /// "Sean's cousin": somebody else is meant.
  [[nodiscard]] bool is_kin(std::uint32_t next) const {
    return marks_.cue_after(Cue::kin, next, range_.end, 0).has_value();
  }

  /// "moves FROM deck to mate", "INSTEAD OF on deck": not the role that is given.
  [[nodiscard]] bool is_left_behind(std::uint32_t role) const {
    std::uint32_t from = range_.first;  // "from deck to mate": the word is the other role's
    for (const Item& item : analysis_.items_in({range_.first, role})) {
      if (item.kind == MentionKind::role) from = item.tokens.end;
    }
    return marks_.cue_before(Cue::from_role, role, from, 1);
  }

  /// "I", "you", "she" stand for somebody where it is known for whom.
  void add_pronouns() {
    std::vector<Piece> pronouns;
    for (const CueHit& hit : analysis_.cues_in(range_)) {
      const bool of_me = hit.cue == Cue::self;
      const bool of_you = hit.cue == Cue::you;
      const bool of_them = hit.cue == Cue::he;
      if (!of_me && !of_you && !of_them) continue;
      // "her spot" is nobody
      const std::uint32_t behind = hit.tokens.end;
      if (of_them && analysis_.tokens[hit.tokens.first].folded == "her" && behind < range_.end &&
          analysis_.tokens[behind].kind == TokenKind::word)
        continue;
      Who who = of_me    ? setting_.author
                : of_you ? addressed_before(hit.tokens.first)
                         : spoken_of_before(hit.tokens.first);
      if (!tells_who(who)) continue;
      // "comes with me" puts nobody anywhere.
      if (of_me && marks_.in_cue(Cue::me, hit.tokens.first) && !names_me(hit.tokens)) continue;
      Piece piece;
      piece.tokens = hit.tokens;
      piece.who = std::move(who);
      piece.pronoun = true;
      pronouns.push_back(std::move(piece));
    }
    pieces_.insert(pieces_.end(), pronouns.begin(), pronouns.end());
    add_ordinals();
  }

  /// "Ana and Carla, the first as mate and the second on deck": two who were named just before.
  void add_ordinals() {
    if (!marks_.has(Cue::former) || !marks_.has(Cue::latter)) return;
    std::vector<Piece> people;
    for (const CueHit& hit : analysis_.cues_in(range_)) {
      if (hit.cue != Cue::former && hit.cue != Cue::latter) continue;
      if (people.empty()) people = named_before(hit.tokens.first);
      const bool role_behind = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
        return piece.is_role && piece.tokens.first >= hit.tokens.end && piece.tokens.first <= hit.tokens.end + 2;
      });
      if (people.size() != 2 || !role_behind) continue;
      std::erase_if(pieces_, [&](const Piece& piece) {
        return inside(piece.tokens, hit.tokens) || (!piece.is_role && !piece.pronoun && named_as(piece, people));
      });
      Piece piece;
      piece.tokens = hit.tokens;
      piece.who = people[hit.cue == Cue::former ? 0 : 1].who;
      piece.pronoun = true;
      pieces_.push_back(std::move(piece));
    }
  }
  [[nodiscard]] std::vector<Piece> named_before(std::uint32_t token) const {
    std::vector<Piece> people;
    for (const Piece& piece : pieces_) {
      if (!piece.is_role && !piece.pronoun && piece.tokens.end <= token) people.push_back(piece);
    }
    if (people.size() > 2) people.erase(people.begin(), people.end() - 2);
    return people;
  }
  [[nodiscard]] static bool named_as(const Piece& piece, const std::vector<Piece>& people) {
    return std::any_of(people.begin(), people.end(), [&](const Piece& one) { return one.tokens == piece.tokens; });
  }

  /// "captain: me", "tickets me", "me n Bobo", "swap me and Earl", but not "come with me", "tell me"
  [[nodiscard]] bool names_me(TokenRange me) const {
    if (me.first == range_.first || analysis_.tokens[me.first - 1].kind != TokenKind::word) return true;
    const std::uint32_t before = me.first - 1;
    if (marks_.cue_before(Cue::alone, me.first, range_.first, 0) ||
        marks_.cue_before(Cue::swap, me.first, range_.first, 0))
      return true;
    const bool behind_item = std::any_of(analysis_.items.begin(), analysis_.items.end(), [&](const Item& item) {
      return before >= item.tokens.first && before < item.tokens.end;
    });
    const bool joined = marks_.cue_before(Cue::list, me.first, range_.first, 0);
    const std::string_view word = analysis_.tokens[before].folded;
    if (marks_.cue_before(Cue::along_with, me.first, range_.first, 0)) return false;
    return behind_item || (joined && word != "with" && word != "w" && word != "along");
  }

  [[nodiscard]] Who spoken_of_before(std::uint32_t token) const {
    Who who = setting_.spoken_of;
    std::uint32_t named = range_.first;
    for (const Piece& piece : pieces_) {
      if (piece.is_role || piece.tokens.end > token || !tells_who(piece.who)) continue;
      who = piece.who;
      named = piece.tokens.end;
    }
    for (const CueHit& hit : analysis_.cues_in({named, token})) {  // "my brother says he …" is about neither
      const bool mine = hit.tokens.first > range_.first &&
                        (marks_.word_is(hit.tokens.first - 1, "my") || marks_.word_is(hit.tokens.first - 1, "our"));
      if (hit.cue == Cue::kin && mine) return {};
    }
    return who;
  }
  [[nodiscard]] Who addressed_before(std::uint32_t token) const {
    for (const Piece& piece : pieces_) {
      if (!piece.is_role && piece.tokens.end <= token && marks_.is_address(piece.tokens)) return piece.who;
    }
    return setting_.addressed;
  }

  const Analysis& analysis_;
  TokenRange range_;
  const Setting& setting_;
  const WordMarks& marks_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> pieces_of(const Analysis& analysis, TokenRange range, const Setting& setting,
                             const WordMarks& marks) {
  return Collector(analysis, range, setting, marks).take();
}

}  // namespace scc::extract
