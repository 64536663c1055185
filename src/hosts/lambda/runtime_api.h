/// RuntimeApi: Lambda's side of a custom runtime, over HTTP: the next invocation, and its answer.
///
/// docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, version 2018-06-01 (read 24 Nov 2026).
/// One thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "ports/http_transport.h"

namespace scc::hosts {

/// Lambda's limit for an event and for its answer, both ways (gettingstarted-limits).
inline constexpr std::size_t payload_bytes_max = 6 * 1024 * 1024;

struct Invocation {
  std::string id;
  Instant deadline;  ///< after it the whole environment is stopped
  std::string trace;
  std::string payload;  ///< a JSON document
};

class RuntimeApi {
 public:
  /// `address`: "127.0.0.1:9001", as AWS_LAMBDA_RUNTIME_API has it.
  RuntimeApi(HttpTransport& transport, std::string address);

  /// Blocks until there is one; no time limit, since the environment may be frozen meanwhile.
  /// Any error means that the runtime is gone.
  [[nodiscard]] Result<Invocation> next();
  [[nodiscard]] Outcome answer(const Invocation& invocation, std::string body);
  [[nodiscard]] Outcome fail(const Invocation& invocation, const Error& error);
  /// Before the first next(): this environment can't work at all.
  [[nodiscard]] Outcome fail_to_start(const Error& error);

 private:
  [[nodiscard]] Outcome post(const std::string& path, std::string body, std::string_view error_type);

  HttpTransport& transport_;
  std::string root_;
};

}  // namespace scc::hosts
