#include "extract/segments.h"

#include <algorithm>

namespace scc::extract {
namespace {

bool tells_charter(MentionKind kind) {
  return kind == MentionKind::client || kind == MentionKind::date || kind == MentionKind::vessel ||
         kind == MentionKind::time;
}

bool is_break(const Analysis& analysis, std::uint32_t token) {
  const Token& it = analysis.tokens[token];
  if (it.kind == TokenKind::sign) {
    return !it.joins && !it.folded.empty() &&
           (it.folded[0] == ',' || it.folded[0] == ';' || it.folded[0] == '-' || it.folded[0] == '/' ||
            it.folded[0] == '|' || it.folded[0] == ':' || it.folded[0] == '(' || it.folded[0] == '.');
  }
  return std::any_of(analysis.cues.begin(), analysis.cues.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::list && token >= hit.tokens.first && token < hit.tokens.end;
  });
}

/// The best place to cut between two items: behind the last mark or "and" between them.
std::uint32_t cut_between(const Analysis& analysis, const Item& left, const Item& right) {
  for (std::uint32_t at = right.tokens.first; at > left.tokens.end; --at) {
    if (is_break(analysis, at - 1)) return at;
  }
  return right.tokens.first;
}

/// "…, since | Filipa has the wedding": the word that says it is a reason goes with it.
std::uint32_t with_reason(const Analysis& analysis, std::uint32_t cut) {
  for (const CueHit& hit : analysis.cues) {
    if (hit.cue == Cue::because && hit.tokens.end == cut) return hit.tokens.first;
  }
  return cut;
}

/// Whether two stretches name the same kind of thing, so that they can't be one charter's.
bool compete(const Analysis& analysis, const std::vector<Item>& items, std::size_t first, std::size_t middle,
             std::size_t last) {
  const auto says_hour = [&](const Item& item) {  // "the morning trip" of a client of that name
    return item.kind == MentionKind::time ||
           (item.kind == MentionKind::client &&
            std::any_of(analysis.mentions.times.begin(), analysis.mentions.times.end(),
                        [&](const TimeMention& time) { return inside(time.tokens, item.tokens); }));
  };
  for (std::size_t i = first; i < middle; ++i) {
    for (std::size_t k = middle; k < last; ++k) {
      if (tells_charter(items[i].kind) && items[i].kind == items[k].kind) return true;
      if (says_hour(items[i]) && says_hour(items[k])) return true;
    }
  }
  return false;
}

/// "I take the Star, he takes the Belle": whoever acts is somebody, if two of them do; "on the way out" tells a
/// charter.
void add_pronouns(const Analysis& analysis, TokenRange sentence, std::vector<Item>& items) {
  const std::vector<CueHit> cues = analysis.cues_in(sentence);
  std::vector<Item> acting;
  for (const CueHit& hit : cues) {
    if (hit.cue != Cue::self && hit.cue != Cue::he && hit.cue != Cue::you) continue;
    const bool acts = std::any_of(cues.begin(), cues.end(), [&](const CueHit& next) {
      return (next.cue == Cue::takes || next.cue == Cue::confirm) && next.tokens.first == hit.tokens.end;
    });
    if (acts) acting.push_back({MentionKind::person, 0, hit.tokens});
  }
  for (const CueHit& hit : cues) {  // "Ana on the first and Bo on the second"
    if (hit.cue == Cue::earlier || hit.cue == Cue::second || hit.cue == Cue::third || hit.cue == Cue::later)
      acting.push_back({MentionKind::time, 0, hit.tokens});
  }
  if (acting.empty()) return;
  items.insert(items.end(), acting.begin(), acting.end());
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.tokens.first < b.tokens.first; });
}

/// "… Ana has it Bo does the afternoon" of those who set no marks: somebody, what they do and when, behind others.
std::optional<std::uint32_t> own_clause_in(const Analysis& analysis, TokenRange sentence) {
  constexpr std::uint32_t words_between_max = 4;
  std::vector<Item> items = analysis.items_in(sentence);
  add_pronouns(analysis, sentence, items);
  for (std::size_t i = 1; i + 1 < items.size(); ++i) {
    const Item& what = items[i + 1];
    if (items[i].kind != MentionKind::person || !tells_charter(what.kind) ||
        what.tokens.first > items[i].tokens.end + words_between_max)
      continue;
    const TokenRange between{items[i].tokens.end, what.tokens.first};
    if (!analysis.has(Cue::takes, between) && !analysis.has(Cue::confirm, between)) continue;
    const auto before = [&](auto holds) {
      return std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(i), holds);
    };
    const bool joined = is_break(analysis, items[i].tokens.first - 1);
    // Behind a charter of its own kind, or behind somebody who has a role.
    const bool complete =
        before([&](const Item& item) { return item.kind == what.kind || item.kind == MentionKind::role; });
    if (!joined && complete && before([](const Item& item) { return item.kind == MentionKind::person; }))
      return with_reason(analysis, items[i].tokens.first);
  }
  return std::nullopt;
}

/// "Ana sails the Saturday but on the Sunday it's Bruno": each side has its people and its own day.
std::optional<std::uint32_t> turn_in(const Analysis& analysis, TokenRange sentence) {
  const auto two_sides = [&](std::uint32_t at) {
    const std::vector<Item> left = analysis.items_in({sentence.first, at});
    const std::vector<Item> right = analysis.items_in({at, sentence.end});
    const auto person = [](const Item& item) { return item.kind == MentionKind::person; };
    // "… keeps the 2 o'clock as mate; Eli is mate in the morning": who keeps it was named before.
    const bool acts =
        analysis.has(Cue::takes, {sentence.first, at}) || analysis.has(Cue::confirm, {sentence.first, at});
    if ((std::none_of(left.begin(), left.end(), person) && !acts) || std::none_of(right.begin(), right.end(), person))
      return false;
    return std::any_of(left.begin(), left.end(), [&](const Item& item) {
      return tells_charter(item.kind) &&
             std::any_of(right.begin(), right.end(), [&](const Item& other) { return other.kind == item.kind; });
    });
  };
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    if (hit.cue == Cue::but && two_sides(hit.tokens.first)) return hit.tokens.first;
  }
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (analysis.tokens[i].folded == ";" && two_sides(i + 1)) return i + 1;
  }
  return own_clause_in(analysis, sentence);
}

/// "N still cap on Tucker, R.M. still cap for Lori": the first of them is named in a way nobody knows, but
/// their role stands where they do.
bool leads_with_role(const Analysis& analysis, TokenRange sentence, std::vector<Item>& items) {
  if (items.size() < 2 || !tells_charter(items.front().kind)) return false;
  // "Captain for the first is Ana": the role leads to her.
  const std::uint32_t behind = items.front().tokens.end;
  const bool leads_on = items[1].kind == MentionKind::person && items[1].tokens.first <= behind + 1 &&
                        analysis.has(Cue::copula, {behind, items[1].tokens.first});
  if (leads_on) return false;
  for (const Item& item : analysis.items_in({sentence.first, items.front().tokens.first})) {
    if (item.kind != MentionKind::role) continue;
    const RoleMention& role = analysis.mentions.roles[item.index];
    if (role.candidates.empty() || role.word == RoleWord::common) continue;
    items.insert(items.begin(), Item{MentionKind::person, 0, item.tokens});
    return true;
  }
  return false;
}

/// "Regata Storica, Sunday the 6th: …": where what a sentence begins with ends, if others of its kind follow.
std::uint32_t behind_heading(const Analysis& analysis, TokenRange sentence) {
  std::uint32_t colon = sentence.first;
  while (colon < sentence.end && analysis.tokens[colon].folded != ":") ++colon;
  if (colon + 1 >= sentence.end || analysis.tokens[colon].joins) return sentence.first;
  const auto heading = analysis.items_in({sentence.first, colon});
  const bool only_tells = !heading.empty() && std::all_of(heading.begin(), heading.end(),
                                                          [](const Item& item) { return tells_charter(item.kind); });
  bool person = false;
  std::vector<Item> behind = analysis.items_in({colon + 1, sentence.end});
  add_pronouns(analysis, {colon + 1, sentence.end}, behind);
  for (const Item& item : behind) {
    person = person || item.kind == MentionKind::person;
    // Who stands first there leads what follows.
    if (tells_charter(item.kind)) return only_tells && person ? colon + 1 : sentence.first;
  }
  return sentence.first;
}

}  // namespace

std::vector<TokenRange> segments_of(const Analysis& analysis, TokenRange sentence) {
  if (const auto turn = turn_in(analysis, sentence)) {
    std::vector<TokenRange> out = segments_of(analysis, {sentence.first, *turn});
    for (const TokenRange range : segments_of(analysis, {*turn, sentence.end})) out.push_back(range);
    return out;
  }
  const std::uint32_t body = behind_heading(analysis, sentence);
  std::vector<Item> items;
  for (const Item& item : analysis.items_in({body, sentence.end})) {
    if (tells_charter(item.kind) || item.kind == MentionKind::person) items.push_back(item);
  }
  add_pronouns(analysis, {body, sentence.end}, items);
  const bool role_leads = leads_with_role(analysis, sentence, items);
  std::vector<TokenRange> out;
  std::uint32_t start = sentence.first;
  if (!items.empty()) {
    const bool charter_first = tells_charter(items.front().kind);
    std::size_t first = 0;
    for (std::size_t i = 1; i < items.size(); ++i) {
      const bool was_person = items[i - 1].kind == MentionKind::person;
      const bool is_person = items[i].kind == MentionKind::person;
      // Charter words lead their people, or follow them, the same way all through the sentence.
      const bool turn = charter_first ? was_person && !is_person : !was_person && is_person;
      if (!turn) continue;
      // Up to the next turn.
      std::size_t last = i + 1;
      while (last < items.size()) {
        const bool before = items[last - 1].kind == MentionKind::person;
        const bool now = items[last].kind == MentionKind::person;
        if (charter_first ? before && !now : !before && now) break;
        ++last;
      }
      const bool people_behind =
          std::any_of(items.begin() + static_cast<std::ptrdiff_t>(i), items.begin() + static_cast<std::ptrdiff_t>(last),
                      [](const Item& item) { return item.kind == MentionKind::person; });
      if (!people_behind || !compete(analysis, items, first, i, last)) continue;
      const std::uint32_t at = with_reason(analysis, cut_between(analysis, items[i - 1], items[i]));
      // "Captain for Lima is Gene" is not to be cut before Gene.
      if (at <= start || (role_leads && out.empty() && !is_break(analysis, at - 1))) continue;
      out.push_back({start, at});
      start = at;
      first = i;
    }
  }
  out.push_back({start, sentence.end});
  return out;
}

}  // namespace scc::extract
