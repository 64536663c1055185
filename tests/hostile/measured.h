/// Measured: a piece of work in a process of its own, with the time and memory it took.
#pragma once

#include <functional>
#include <string>

namespace scc::hostile {

struct Measurement {
  bool survived = false;    ///< ended by itself, not by a signal
  std::string report;       ///< what the work gave back
  double milliseconds = 0;  ///< of the processor
  double mebibytes = 0;     ///< how far the resident memory rose above where it began
};

/// Runs `work` in a forked child. `report` may hold 64 KiB.
[[nodiscard]] Measurement measure(const std::function<std::string()>& work);
/// A sanitizer makes everything slower and bigger; limits are for the program as shipped.
[[nodiscard]] constexpr bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
  return false;
#endif
}

}  // namespace scc::hostile
