/// Alarms: somebody hears once when a source stands still, once more when it is well again, and, if
/// the operator wishes, each morning which coming sails lack crew.
///
/// What was told stands in the store, for each bell of its own, so that a new process does not tell
/// it again and a bell that failed is rung again without the others.
#pragma once

#include <string>
#include <vector>

#include "engine/health.h"
#include "ports/notifier.h"

namespace scc::engine {

/// One way to reach people: "webhook", "mail".
struct Bell {
  std::string name;
  Notifier& notifier;
};

/// How many were told. Error: the first bell that could not be rung; the others were.
[[nodiscard]] Result<std::size_t> ring(Context& context, const Health& health, const std::vector<Bell>& bells);

struct MorningSettings {
  TimeOfDay at;  ///< in the operation's zone
  int days = 3;  ///< looks this far ahead, today included
};

/// Once a day, at the first call after `at`. The message also says when nothing is missing, so that
/// its absence means something.
[[nodiscard]] Result<std::size_t> ring_in_the_morning(Context& context, const MorningSettings& settings,
                                                      const std::vector<Bell>& bells);

}  // namespace scc::engine
