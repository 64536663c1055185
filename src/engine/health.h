/// Health: when each source last succeeded, and whether that is too long ago.
///
/// Absence of success is the alarm, not the presence of an error.
#pragma once

#include "engine/engine.h"

namespace scc::engine {

struct SourceHealth {
  std::string source;  ///< "mail", "calendar", "outbox"
  bool well = true;
  std::optional<Instant> last_success;
  Instant expected_by;  ///< the next success is due by then
  std::string problem;  ///< "" when well
  std::string cure;     ///< the one command or button that heals
  bool operator==(const SourceHealth&) const = default;
};

struct Health {
  bool well = true;
  std::vector<SourceHealth> sources;
  std::size_t outbox_waiting = 0;
  std::size_t reviews_open = 0;
  Instant at;
};

/// `patience`: how long a source may go without success.
[[nodiscard]] Result<Health> health(Context& context, Duration patience);

}  // namespace scc::engine
