#include "adapters/system/system_clock.h"

#include <chrono>
#include <thread>

namespace scc {

Instant SystemClock::now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

void SystemClock::sleep_for(Duration length) {
  if (length > Duration{0}) std::this_thread::sleep_for(std::chrono::milliseconds(length.milliseconds));
}

}  // namespace scc
