/// Clock and Entropy: time and chance come in from outside, so a simulation can own them.
#pragma once

#include <string>

#include "base/time.h"

namespace scc {

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  /// The wall clock. Decides nothing about correctness (leases are fenced). Any thread.
  [[nodiscard]] virtual Instant now() = 0;
  /// Blocks the caller.
  virtual void sleep_for(Duration length) = 0;
};

class Entropy {
 public:
  Entropy() = default;
  Entropy(const Entropy&) = delete;
  Entropy& operator=(const Entropy&) = delete;
  virtual ~Entropy() = default;
  /// `count` unpredictable bytes. Any thread.
  [[nodiscard]] virtual std::string random_bytes(std::size_t count) = 0;
};

}  // namespace scc
