/// Notifier: tells a person that something stands still, and when it is well again.
#pragma once

#include <string>

#include "base/result.h"

namespace scc {

struct Alarm {
  std::string key;     ///< what it is about: "mail", "calendar", "outbox", "morning"
  bool raised = true;  ///< false: well again
  std::string what;    ///< what stands still, since when; the first sentence can stand alone
  std::string cure;    ///< the one command or button that heals; "" when there is nothing to heal
  bool operator==(const Alarm&) const = default;
};

class Notifier {
 public:
  Notifier() = default;
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;
  virtual ~Notifier() = default;
  /// Says it, each time it is called: who was told what is the engine's to keep (engine/alarms.h).
  /// Remedy retry: nobody was reached. One thread at a time.
  [[nodiscard]] virtual Outcome notify(const Alarm& alarm) = 0;
};

}  // namespace scc
