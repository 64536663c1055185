/// Invalidation: CloudFront forgets one path.
///
/// docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html, read 25 Nov 2026.
#pragma once

#include <string>

#include "ports/http_transport.h"

namespace scc::aws {

/// The invalidation's id; it is done some seconds later. The same `reference` again changes nothing. `transport` signs
/// for the service "cloudfront" in us-east-1. Error stop: no such distribution, or not allowed; retry: no answer.
[[nodiscard]] Result<std::string> invalidate(HttpTransport& transport, const std::string& endpoint,
                                             const std::string& distribution, const std::string& path,
                                             const std::string& reference);

}  // namespace scc::aws
