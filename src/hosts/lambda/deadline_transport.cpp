#include "hosts/lambda/deadline_transport.h"

#include <algorithm>

namespace scc::hosts {

Result<HttpResponse> DeadlineTransport::send(const HttpRequest& request) {
  if (deadline_.milliseconds == INT64_MAX) return inner_.send(request);
  const Duration left = deadline_ - answer_reserve - clock_.now();
  if (left.milliseconds <= 0) {
    return Error{Remedy::retry, request.method + " " + request.url.substr(0, request.url.find('?')) +
                                    ": no time is left in this invocation."};
  }
  HttpRequest bounded = request;
  bounded.timeout = request.timeout == wait_for_ever ? left : std::min(request.timeout, left);
  return inner_.send(bounded);
}

}  // namespace scc::hosts
