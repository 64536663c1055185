/// Import: charters from the calendar, and people's edits inside our block.
#pragma once

#include "engine/engine.h"

namespace scc::engine {

struct ImportReport {
  std::size_t events = 0;
  std::size_t charters_new = 0, charters_changed = 0, charters_cancelled = 0;
  std::size_t block_edits = 0;     ///< found; each became a review item or facts
  std::size_t problems = 0;        ///< mangled fences, … : each became a review item
  std::vector<std::string> notes;  ///< for people
};

/// A source that suddenly shows no event at all while the store has coming charters is refused
/// (remedy stop), never taken as "all cancelled".
[[nodiscard]] Result<ImportReport> import_calendar(Context& context, Calendar& calendar);

}  // namespace scc::engine
