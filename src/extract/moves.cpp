#include "extract/moves.h"

#include <algorithm>

#include "extract/doubt.h"

namespace scc::extract {
namespace {

/// Between "off" and the charter: "the", "the big".
constexpr std::uint32_t words_to_charter_max = 2;

bool tells_charter(MentionKind kind) {
  return kind == MentionKind::client || kind == MentionKind::date || kind == MentionKind::vessel ||
         kind == MentionKind::time;
}

enum class Side { none, from, to };

struct Sided {
  Item item;
  Side side = Side::none;
};

/// Which mark stands before an item, if any does.
Side marked(const Analysis& analysis, TokenRange sentence, std::uint32_t before, const Item& item, bool leads) {
  Side side = Side::none;
  std::uint32_t nearest = 0;
  for (const CueHit& hit : analysis.cues_in({std::max(before, sentence.first), item.tokens.first})) {
    if (hit.cue != Cue::from_charter && hit.cue != Cue::to_charter) continue;
    if (hit.tokens.end + words_to_charter_max < item.tokens.first || hit.tokens.end < nearest) continue;
    // "from Friday to Sunday" is a time, no move
    const bool of_days = item.kind == MentionKind::date || item.kind == MentionKind::time;
    if (of_days && !leads && !(item.kind == MentionKind::time && analysis.has(Cue::moving, sentence)) &&
        analysis.tokens[hit.tokens.first].folded == "from")
      continue;
    if (hit.tokens.end == nearest && side == Side::from) continue;  // "off" within "comes off on"
    side = hit.cue == Cue::from_charter ? Side::from : Side::to;
    nearest = hit.tokens.end;
  }
  return side;
}

/// "from TOMORROW'S Hillsmere trip": the day of what stands right behind.
bool leads_charter(const Analysis& analysis, const Item& day) {
  constexpr std::uint32_t reach = 3;  // "tomorrow's morning ferry"
  const auto next = analysis.items_in({day.tokens.end, day.tokens.end + reach});
  return std::any_of(next.begin(), next.end(), [](const Item& item) {
    return item.kind == MentionKind::client || item.kind == MentionKind::vessel;
  });
}

bool has_kind(const std::vector<Sided>& items, Side side, MentionKind kind) {
  return std::any_of(items.begin(), items.end(),
                     [&](const Sided& it) { return it.side == side && it.item.kind == kind; });
}

/// The clues of one side.
Clues clues_of(const Analysis& analysis, const std::vector<Sided>& items, Side side, bool with_shared_day) {
  Clues out;
  for (const Sided& it : items) {
    const bool shared =
        with_shared_day && it.item.kind == MentionKind::date && !has_kind(items, side, MentionKind::date);
    if (it.side == side || shared) out.add(clues_in(analysis, it.item.tokens));
  }
  return out;
}

/// A day that is said once counts for both sides, unless the other has none of that day.
Found place_of(const Analysis& analysis, const std::vector<Sided>& items, Side side, const WhereOf& where_of) {
  Found found = where_of(clues_of(analysis, items, side, true));
  if (found.verdict == Verdict::one) return found;
  return where_of(clues_of(analysis, items, side, false));
}

}  // namespace

std::vector<Claim> moved_in(const Analysis& analysis, const Sentence& sentence, const WhereOf& where_of,
                            const WhereOf& alone) {
  const PersonMention* who = nullptr;
  std::vector<const Role*> roles;
  std::vector<Sided> items;
  TokenRange name;
  Side side = Side::none;
  std::uint32_t before = sentence.tokens.first;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind == MentionKind::person) {
      // "Bay called …, so move Bay from …"
      const PersonMention& named = analysis.mentions.people[item.index];
      if (who != nullptr && who->candidates != named.candidates) return {};
      if (who != nullptr) items.clear();
      who = &analysis.mentions.people[item.index];
      name = item.tokens;
      side = Side::none;
    } else if (item.kind == MentionKind::role) {
      for (const RoleCandidate& role : analysis.mentions.roles[item.index].candidates) roles.push_back(role.role);
    } else if (tells_charter(item.kind)) {
      const Side mark = marked(analysis, sentence.tokens, before, item, leads_charter(analysis, item));
      if (mark != Side::none) side = mark;
      items.push_back({item, side});
    }
    before = item.tokens.end;
  }
  if (who == nullptr || who->candidates.empty() || sentence.question) return {};
  bool compete = false;
  for (const MentionKind kind : {MentionKind::client, MentionKind::vessel, MentionKind::date, MentionKind::time})
    compete = compete || (has_kind(items, Side::from, kind) && has_kind(items, Side::to, kind));
  const bool mixed =
      (has_kind(items, Side::from, MentionKind::client) || has_kind(items, Side::from, MentionKind::vessel)) &&
      (has_kind(items, Side::to, MentionKind::client) || has_kind(items, Side::to, MentionKind::vessel));
  if (!compete && !mixed) return {};
  Claim off;
  off.act = Act::take_off;
  off.who = {who->candidates, who->written};
  off.tokens = name;
  off.doubt = doubt_in(analysis, sentence.tokens);
  off.where = place_of(analysis, items, Side::from, where_of);
  Claim on = off;
  on.act = Act::put;
  on.roles = roles;
  on.where = place_of(analysis, items, Side::to, where_of);
  if (on.where.charters == off.where.charters) on.where = place_of(analysis, items, Side::to, alone);
  if (off.where.verdict != Verdict::one || on.where.verdict != Verdict::one) return {};
  if (off.where.charters == on.where.charters) return {};  // nobody moves from a charter to the same
  on.moved_from = off.where.charters;
  return {std::move(off), std::move(on)};
}

}  // namespace scc::extract
