/// SystemClock: this machine's clock. Any thread.
#pragma once

#include "ports/clock.h"

namespace scc {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() override;
  void sleep_for(Duration length) override;
};

}  // namespace scc
