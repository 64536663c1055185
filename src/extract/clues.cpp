// What the words of a stretch of text tell about which charter is meant.
#include <algorithm>

#include "extract/charter_search.h"

namespace scc::extract {
namespace {

/// "Sanderson" is a name; "dinner" and "wedding" are words of many titles, and so is what is typed
/// without a capital.
bool sure(const ClientMention& mention, const Tokens& tokens, bool capitals) {
  if (mention.doubtful) return false;
  bool capital = false;
  for (std::uint32_t i = mention.name.first; i < mention.name.end; ++i)
    capital = capital || tokens[i].capital != Capital::none;
  if (capitals && !capital) return false;
  if (mention.candidates.empty()) return true;
  const ClientFit fit = mention.candidates.front().fit;
  if (fit == ClientFit::title_words || fit == ClientFit::initials) return false;
  return fit != ClientFit::client_words || mention.name.size() > 1 ||
         tokens[mention.name.first].capital != Capital::none;
}
bool sure(const DateMention& mention) {
  return !mention.weak && mention.form != DateForm::month && mention.form != DateForm::week;
}

}  // namespace

void ClueWords::add(const ClueWords& other) {
  clients.insert(clients.end(), other.clients.begin(), other.clients.end());
  dates.insert(dates.end(), other.dates.begin(), other.dates.end());
  vessels.insert(vessels.end(), other.vessels.begin(), other.vessels.end());
  times.insert(times.end(), other.times.begin(), other.times.end());
}

void Clues::add(const Clues& other) {
  sure.add(other.sure);
  faint.add(other.faint);
  if (turn == Turn::any) turn = other.turn;
  both = both || other.both;
  two = two || other.two;
}

namespace {

/// A client that is named like a vessel may be the vessel.
void add_vessel_of_same_name(const Analysis& analysis, const Item& item, Clues& clues) {
  for (const VesselMention& vessel : analysis.mentions.vessels) {
    if (vessel.tokens.first >= item.tokens.first && vessel.tokens.end <= item.tokens.end)
      clues.faint.vessels.push_back(&vessel);
  }
}

}  // namespace

namespace {

constexpr std::uint32_t likened_words_max = 2;
constexpr int denial_words_max = 3;

/// "Mate same as TUCKER TODAY": what it is likened to, up to the next mark.
bool compared(const Analysis& analysis, TokenRange range, const Item& item) {
  for (const CueHit& hit : analysis.cues_in({range.first, item.tokens.first})) {
    // "same as Tucker", but not "same as you have it for Tucker"
    const bool same = hit.cue == Cue::confirm && hit.tokens.size() == 2 &&
                      analysis.tokens[hit.tokens.first].folded == "same" &&
                      item.tokens.first <= hit.tokens.end + likened_words_max;
    const bool likens = hit.cue == Cue::same_as || same;
    // "Same crew on the two o'clock AS on the eleven"
    const auto words = analysis.tokens.all().subspan(hit.tokens.first, item.tokens.first - hit.tokens.first);
    const bool named = std::any_of(words.begin(), words.end(), [](const Token& token) { return token.folded == "as"; });
    if (!named) continue;
    if (!likens) continue;
    const auto between = analysis.tokens.all().subspan(hit.tokens.end, item.tokens.first - hit.tokens.end);
    const bool marked = std::any_of(between.begin(), between.end(),
                                    [](const Token& token) { return token.kind == TokenKind::sign && !token.joins; });
    if (!marked) return true;
  }
  return false;
}

/// "Françoise cooks, since Gwen is on the Thornburys": where somebody else is, and why.
bool in_reason(const Analysis& analysis, TokenRange range, const Item& item) {
  for (const CueHit& hit : analysis.cues_in({range.first, item.tokens.first})) {
    if (hit.cue != Cue::because || hit.tokens.first == range.first) continue;
    bool person = false;
    for (const Item& between : analysis.items_in({hit.tokens.end, item.tokens.first}))
      person = person || between.kind == MentionKind::person;
    const auto words = analysis.tokens.all().subspan(hit.tokens.end, item.tokens.first - hit.tokens.end);
    const bool ended = std::any_of(words.begin(), words.end(), [](const Token& token) {
      return token.kind == TokenKind::sign && !token.joins && token.folded != "'";
    });
    if (person && !ended) return true;
  }
  return false;
}

}  // namespace

Clues::Turn turn_of(std::string_view word) {
  if (word == "first" || word == "1st" || word == "early" || word == "earlier") return Clues::Turn::first;
  if (word == "second" || word == "2nd") return Clues::Turn::second;
  if (word == "third" || word == "3rd") return Clues::Turn::third;
  return word == "last" || word == "late" || word == "later" ? Clues::Turn::last : Clues::Turn::any;
}

Clues clues_in(const Analysis& analysis, TokenRange range) {
  Clues clues;
  const auto from_there = [&](const Item& item) {  // "comes back from Sorrento"
    return item.tokens.first > range.first && analysis.tokens[item.tokens.first - 1].folded == "from";
  };
  const auto is_somebodys = [&](const Item& item, const ClientMention& client) {  // "has moved his wedding"
    constexpr std::string_view owners[] = {"his", "her", "their", "my"};
    return item.tokens.first > range.first && !sure(client, analysis.tokens, analysis.capitals) &&
           std::find(std::begin(owners), std::end(owners), analysis.tokens[item.tokens.first - 1].folded) !=
               std::end(owners);
  };
  const auto incidental = [&](const Item& item) {  // "on leave until the 10th"
    return std::any_of(analysis.cues.begin(), analysis.cues.end(),
                       [&](const CueHit& hit) { return hit.cue == Cue::until && hit.tokens.end == item.tokens.first; });
  };
  const auto owns = [&](const Item& item) {  // "Sunday's meeting", but "tomorrow's 10 o'clock"
    const auto next = analysis.items_in({item.tokens.end, item.tokens.end + 2});
    if (!next.empty() && next.front().kind == MentionKind::time) return false;
    if (analysis.tokens[item.tokens.end - 1].kind == TokenKind::suffix) return true;
    if (item.tokens.end < analysis.tokens.size() && analysis.tokens[item.tokens.end].kind == TokenKind::suffix)
      return true;
    return analysis.tokens[item.tokens.end - 1].folded.ends_with("'s");
  };
  const auto denied = [&](const Item& item) {  // "for that one, not for the 7pm"
    std::uint32_t at = item.tokens.first;
    for (int words = 0; words < denial_words_max && at > range.first; ++words, --at) {
      const std::string_view word = analysis.tokens[at - 1].folded;
      if (word == "not") return true;
      if (word != "for" && word != "on" && word != "the" && word != "at") return false;
    }
    return false;
  };
  for (const Item& item : analysis.items_in(range)) {
    if (compared(analysis, range, item) || in_reason(analysis, range, item)) continue;
    if (item.kind == MentionKind::time && denied(item)) continue;
    switch (item.kind) {
      case MentionKind::client: {
        const ClientMention& client = analysis.mentions.clients[item.index];
        const bool has_weekday =  // "the Saturday of the regatta"
            item.tokens.first > 0 &&
            std::any_of(analysis.mentions.dates.begin(), analysis.mentions.dates.end(), [&](const DateMention& date) {
              const std::uint32_t of = date.tokens.end;
              return date.form == DateForm::weekday && of < item.tokens.first && of + 2 >= item.tokens.first &&
                     analysis.tokens[of].folded == "of";
            });
        if (!from_there(item) && !is_somebodys(item, client))
          (has_weekday || sure(client, analysis.tokens, analysis.capitals) ? clues.sure : clues.faint)
              .clients.push_back(&client);
        add_vessel_of_same_name(analysis, item, clues);
        break;
      }
      case MentionKind::date: {
        const DateMention& date = analysis.mentions.dates[item.index];
        if (date.past || incidental(item)) break;
        (sure(date) && !owns(item) ? clues.sure : clues.faint).dates.push_back(&date);
        for (const TimeMention& time : analysis.mentions.times) {  // "this morning" is a day and a part of it
          if (inside(time.tokens, date.tokens)) clues.faint.times.push_back(&time);
        }
        break;
      }
      case MentionKind::vessel: {
        const VesselMention& vessel = analysis.mentions.vessels[item.index];
        (vessel.doubtful ? clues.faint : clues.sure).vessels.push_back(&vessel);
        break;
      }
      case MentionKind::time:
        if (!incidental(item)) clues.faint.times.push_back(&analysis.mentions.times[item.index]);
        break;
      default: break;
    }
  }
  using Turn = Clues::Turn;
  for (const auto& [cue, turn] : {std::pair{Cue::earlier, Turn::first}, std::pair{Cue::second, Turn::second},
                                  std::pair{Cue::third, Turn::third}, std::pair{Cue::later, Turn::last}}) {
    if (analysis.has(cue, range)) clues.turn = turn;
  }
  for (std::uint32_t i = range.first; i + 1 < range.end && clues.turn == Turn::any; ++i) {  // "2nd: Pekka skipper"
    const bool free = std::none_of(analysis.items.begin(), analysis.items.end(),
                                   [&](const Item& item) { return i >= item.tokens.first && i < item.tokens.end; });
    if (free && analysis.tokens[i + 1].folded == ":") clues.turn = turn_of(analysis.tokens[i].folded);
  }
  for (const Item& item : analysis.items_in(range)) {  // "the second whirlpool trip"
    if (item.kind != MentionKind::client || item.tokens.first == range.first || clues.turn != Turn::any) continue;
    clues.turn = turn_of(analysis.tokens[item.tokens.first - 1].folded);
  }
  const Item* before = nullptr;
  const std::vector<Item> named = analysis.items_in(range);
  for (const Item& item : named) {
    if (item.kind != MentionKind::client && item.kind != MentionKind::vessel) continue;
    if (before != nullptr && before->kind == item.kind && before->tokens.end + 2 >= item.tokens.first &&
        analysis.has(Cue::either, {before->tokens.end, item.tokens.first}))
      clues.either = true;
    before = &item;
  }
  clues.two = analysis.has(Cue::two, range);
  clues.both = analysis.has(Cue::both, range) ||
               std::any_of(clues.sure.vessels.begin(), clues.sure.vessels.end(), [](const auto* m) { return m->all; });
  return clues;
}

}  // namespace scc::extract
