/// AllowedActions: what a role may do, by IAM's own simulation of its policies.
///
/// docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html, read 25 Nov 2026.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ports/http_transport.h"

namespace scc::aws {

/// Those of `actions` that `role` (an ARN) may do on `resource`. `transport` signs for the service "iam" in us-east-1.
/// Error stop: no such role, or iam:SimulatePrincipalPolicy is not allowed; retry: no answer.
[[nodiscard]] Result<std::set<std::string>> allowed_actions(HttpTransport& transport, const std::string& endpoint,
                                                            const std::string& role,
                                                            const std::vector<std::string>& actions,
                                                            const std::string& resource);

}  // namespace scc::aws
