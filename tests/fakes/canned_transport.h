/// CannedTransport: an HttpTransport with one answer per address, for tests of what asks.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ports/http_transport.h"

namespace scc::fakes {

class CannedTransport final : public HttpTransport {
 public:
  /// Answers by address without its query; anything else gets no answer (retry).
  std::map<std::string, HttpResponse> answers;
  std::vector<HttpRequest> asked;

  Result<HttpResponse> send(const HttpRequest& request) override {
    asked.push_back(request);
    const auto found = answers.find(request.url.substr(0, request.url.find('?')));
    if (found == answers.end()) return Error{Remedy::retry, "no answer from " + request.url};
    return found->second;
  }
};

}  // namespace scc::fakes
