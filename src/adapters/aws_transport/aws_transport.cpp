#include "adapters/aws_transport/aws_transport.h"

#include <algorithm>

namespace scc::aws {
namespace {

/// "ExpiredToken" and "ExpiredTokenException", in JSON or XML.
bool says_expired(const HttpResponse& answer) {
  return answer.status >= 400 && answer.status < 500 && answer.body.find("ExpiredToken") != std::string::npos;
}

}  // namespace

Result<HttpResponse> AwsTransport::send(const HttpRequest& request) {
  for (int attempt = 0;; ++attempt) {
    auto credentials = credentials_.credentials();
    if (!credentials) return credentials.error();
    auto answer = inner_.send(sign(request, *credentials, scope_, clock_.now()));
    if (!answer || attempt > 0 || !says_expired(*answer)) return answer;
    credentials_.refused();
  }
}

std::string endpoint_of(const Variables& variables, const std::string& service, const std::string& region) {
  std::string suffix = service;
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  for (const std::string& name : {"AWS_ENDPOINT_URL_" + suffix, std::string("AWS_ENDPOINT_URL")}) {
    const auto found = variables.find(name);
    if (found != variables.end() && !found->second.empty()) return found->second;
  }
  // These two have one address for all regions (docs.aws.amazon.com/general/latest/gr/cf_region.html, read 25 Nov
  // 2026).
  if (service == "cloudfront" || service == "iam") return "https://" + service + ".amazonaws.com";
  const bool is_china = region.starts_with("cn-");
  return "https://" + service + "." + region + (is_china ? ".amazonaws.com.cn" : ".amazonaws.com");
}

}  // namespace scc::aws
