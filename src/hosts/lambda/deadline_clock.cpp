#include "hosts/lambda/deadline_clock.h"

#include <algorithm>

namespace scc::hosts {

void DeadlineClock::sleep_for(Duration length) {
  if (deadline_.milliseconds == INT64_MAX) return inner_.sleep_for(length);
  const Duration left = deadline_ - answer_reserve - inner_.now();
  if (left.milliseconds > 0) inner_.sleep_for(std::min(length, left));
}

}  // namespace scc::hosts
