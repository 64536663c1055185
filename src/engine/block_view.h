/// BlockView: what an event's description shows of its charter's crew, and what a person changed
/// inside our block. Pure, any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace scc::engine {

enum class BlockStanding {
  absent,   ///< no block, and we never wrote one there
  current,  ///< shows exactly the crew of the store
  stale,    ///< ours, untouched, but the crew has changed since
  edited,   ///< a person changed it, or it came from elsewhere (a copied event)
  ahead,    ///< ours, untouched, and of a later version than the store's: an older copy of the store was restored
  removed,  ///< we wrote one and a person took it out
  mangled,  ///< a fence is missing or doubled
};

struct BlockView {
  BlockStanding standing = BlockStanding::absent;
  std::string rendered;  ///< the block as it should be
  std::string text;      ///< the block as it is
  std::string problem;   ///< mangled: what is wrong
};
[[nodiscard]] BlockView view_block(const CalendarEvent& event, const CharterRecord& record, const Operation& operation);

/// The mark of a block that shows this charter's crew at this version.
[[nodiscard]] BlockMark mark_of(const std::string& rendered, const CharterId& charter, std::int64_t version);

/// A person's edit as changes: the edited block against the block that the person saw.
struct BlockEdit {
  std::vector<Proposal> proposals;
  /// Every difference is a known role with names in it: fit to be accepted without a question.
  bool understood = true;
  /// When it was made; never before the facts that the person saw in the block.
  Instant said;
};
/// `facts` are all of the charter: the block that was seen is found again among its past states.
[[nodiscard]] BlockEdit read_block_edit(const CalendarEvent& event, const BlockView& view, const Charter& charter,
                                        std::span<const Fact> facts, const Operation& operation);

/// How many changes one edit or review item may hold.
inline constexpr std::size_t proposals_max = 200;

}  // namespace scc::engine
