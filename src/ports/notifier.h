/// Notifier: tells a person that something stands still, and when it is well again.
#pragma once

#include <string>

#include "base/result.h"

namespace scc {

struct Alarm {
  std::string key;     ///< what it is about; one alarm per key until it is well
  bool raised = true;  ///< false: well again
  std::string what;    ///< what stands still, since when
  std::string cure;    ///< the one command or button that heals
  bool operator==(const Alarm&) const = default;
};

class Notifier {
 public:
  Notifier() = default;
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;
  virtual ~Notifier() = default;
  /// May be called again for the same alarm; says it once. One thread at a time.
  [[nodiscard]] virtual Outcome notify(const Alarm& alarm) = 0;
};

}  // namespace scc
