/// Gauges: numbers worth seeing beside the health of the sources: what the last repair found and
/// healed, how old a consent is, how much of a quota is used. They decide nothing.
///
/// Each is written by whoever knows it, and shown where it was written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace scc::engine {

enum class GaugeKind {
  repair,  ///< used: differences healed, limit: found
  grant,   ///< since: when somebody consented, until: when it ends, if it does
  quota    ///< used of limit, since midnight of the operation's day
};
[[nodiscard]] const char* to_string(GaugeKind kind);

struct Gauge {
  GaugeKind kind = GaugeKind::repair;
  std::string of;  ///< "mail", "calendar"; the newest of a kind and name stays
  Instant at;      ///< when it was read
  std::optional<Instant> since;
  std::optional<Instant> until;
  std::int64_t used = 0;
  std::int64_t limit = 0;
  bool operator==(const Gauge&) const = default;
};

[[nodiscard]] Outcome write_gauge(Context& context, const Gauge& gauge);
/// By kind and name. One that a newer version wrote and this one can't read is left out.
[[nodiscard]] Result<std::vector<Gauge>> read_gauges(Store& store);

}  // namespace scc::engine
