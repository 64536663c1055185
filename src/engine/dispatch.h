/// Dispatch: writes due blocks into the calendar, If-Match the etag, and clears the outbox.
#pragma once

#include "engine/engine.h"

namespace scc::engine {

struct DispatchReport {
  std::size_t due = 0;
  std::size_t written = 0;
  std::size_t unchanged = 0;  ///< the event showed the right block already
  std::size_t waiting = 0;    ///< failed for now, stays in the outbox with its error
  std::size_t refused = 0;    ///< set aside as a review item
  std::vector<std::string> notes;
};

[[nodiscard]] Result<DispatchReport> dispatch(Context& context, Calendar& calendar);

}  // namespace scc::engine
