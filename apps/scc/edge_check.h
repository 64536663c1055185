/// EdgeCheck: the AWS edition as a browser meets it: what the page's address answers, with which headers.
///
/// One thread.
#pragma once

#include <string>
#include <vector>

#include "finding.h"
#include "ports/http_transport.h"

namespace scc::app {

/// The cure of what is otherwise than infra/ makes it.
inline constexpr const char* deploy_stack = "cd infra && npx cdk deploy; what was changed by hand: npx cdk drift";

class EdgeCheck {
 public:
  /// `address` is where requests go; `origin` is the page's own, which may be another before the domain points there.
  EdgeCheck(HttpTransport& transport, std::string address, std::string origin)
      : transport_(transport), address_(std::move(address)), origin_(std::move(origin)) {}

  /// index.html: asked for anew; the file that was deployed (`index_sha256`, "" = unknown).
  [[nodiscard]] Finding page(const std::string& index_sha256);
  /// A file with a hash in its name: kept a year, compressed.
  [[nodiscard]] std::vector<Finding> asset();
  [[nodiscard]] Finding security_headers();
  /// Answers of the API are kept nowhere, and other pages' changes are refused but those of `allowed` origins.
  [[nodiscard]] Finding api_is_not_kept();
  [[nodiscard]] std::vector<Finding> origins(const std::vector<std::string>& allowed);
  /// Whoever comes past CloudFront, at `api`, is refused.
  [[nodiscard]] Finding closed(const std::string& api);

 private:
  [[nodiscard]] Result<HttpResponse> ask(const std::string& method, const std::string& path,
                                         std::vector<std::pair<std::string, std::string>> headers = {},
                                         const std::string& body = "");

  HttpTransport& transport_;
  std::string address_;
  std::string origin_;
};

/// A header's value; "" when there is none. `name` in lower case.
[[nodiscard]] std::string header_of(const HttpResponse& answer, std::string_view name);

}  // namespace scc::app
