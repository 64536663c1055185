/// HttpTransport: one HTTP request and its answer, nothing of what they mean.
///
/// One thread at a time. Answers are untrusted: at most `body_bytes_max` are read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace scc {

/// A request that waits for its answer however long it takes, as a long poll on this machine does.
inline constexpr Duration wait_for_ever = {0};

struct HttpRequest {
  std::string method;  ///< "GET", "POST", "PATCH", …
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Duration timeout = seconds(30);
  std::size_t body_bytes_max = 64u * 1024 * 1024;  ///< of the answer
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;                                          ///< decompressed
};

class HttpTransport {
 public:
  HttpTransport() = default;
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;
  virtual ~HttpTransport() = default;
  /// Any answer, whatever its status, is a value. Remedy retry: no answer came, so what the
  /// request did is unknown; stop: the address can't be right.
  [[nodiscard]] virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

}  // namespace scc
