/// DeadlineClock: a Clock whose sleeps end before the invocation does, so that waiting for another
/// try never takes the time for the answer. One thread at a time.
#pragma once

#include "hosts/lambda/deadline_transport.h"

namespace scc::hosts {

class DeadlineClock final : public Clock {
 public:
  explicit DeadlineClock(Clock& inner) : inner_(inner) {}
  void set_deadline(Instant deadline) { deadline_ = deadline; }
  Instant now() override { return inner_.now(); }
  /// At most until answer_reserve before the deadline; not at all after.
  void sleep_for(Duration length) override;

 private:
  Clock& inner_;
  Instant deadline_{INT64_MAX};
};

}  // namespace scc::hosts
