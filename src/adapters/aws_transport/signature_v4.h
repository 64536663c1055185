/// SignatureV4: AWS's signature of an HTTP request. Pure, any thread.
///
/// Rules: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, read
/// 24 Nov 2026; held by AWS's published vectors and by botocore in tests/dynamodb.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/aws_transport/credentials.h"
#include "ports/http_transport.h"

namespace scc::aws {

/// S3 signs a path as it is sent; every other service its normal form, encoded once more.
enum class PathRule { normalised, as_sent };

struct SigningScope {
  std::string region;
  std::string service;  ///< "dynamodb"
  PathRule path = PathRule::normalised;
};

/// The first of the three steps, for tests and for finding out why a signature is refused.
/// `headers` are all that are signed, "host" among them.
[[nodiscard]] std::string canonical_request(std::string_view method, std::string_view url,
                                            const std::vector<std::pair<std::string, std::string>>& headers,
                                            std::string_view body, PathRule rule);

/// The request with the headers that sign it: x-amz-date, x-amz-security-token where there is one,
/// and authorization. All its own headers and its host are signed.
[[nodiscard]] HttpRequest sign(HttpRequest request, const Credentials& credentials, const SigningScope& scope,
                               Instant now);

}  // namespace scc::aws
