/// DeadlineTransport: an HttpTransport whose calls end before the invocation does.
///
/// Lambda stops the environment at the deadline, in the midst of anything; a call that was given up
/// a moment earlier still leaves time to say so. One thread at a time.
#pragma once

#include "ports/clock.h"
#include "ports/http_transport.h"

namespace scc::hosts {

/// What is left for answering once the outside world has had its time.
inline constexpr Duration answer_reserve = {500};

class DeadlineTransport final : public HttpTransport {
 public:
  DeadlineTransport(HttpTransport& inner, Clock& clock) : inner_(inner), clock_(clock) {}
  void set_deadline(Instant deadline) { deadline_ = deadline; }
  /// Error retry when there is no time left to ask.
  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  HttpTransport& inner_;
  Clock& clock_;
  Instant deadline_{INT64_MAX};
};

}  // namespace scc::hosts
