/// ManualClock: a clock that a test sets; sleeping moves it on at once.
#pragma once

#include "ports/clock.h"

namespace scc::fakes {

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() override { return now_; }
  void sleep_for(Duration length) override {
    slept_ = slept_ + length.milliseconds;
    now_ = now_ + length;
  }
  void set(Instant now) { now_ = now; }
  void advance(Duration length) { now_ = now_ + length; }
  /// Milliseconds slept so far.
  [[nodiscard]] std::int64_t slept() const { return slept_; }

 private:
  Instant now_;
  std::int64_t slept_ = 0;
};

/// Entropy that counts: the same bytes in every run.
class CountingEntropy final : public Entropy {
 public:
  std::string random_bytes(std::size_t count) override {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i)
      bytes += static_cast<char>((next_ = next_ * 1103515245U + 12345U) >> 16);  // the lowest bits repeat soon
    return bytes;
  }

 private:
  unsigned next_ = 1;
};

}  // namespace scc::fakes
