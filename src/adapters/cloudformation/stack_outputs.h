/// StackOutputs: what a deployed stack says of itself: addresses, names of its bucket, table and functions.
///
/// docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html, read 25 Nov 2026.
#pragma once

#include <map>
#include <string>

#include "ports/http_transport.h"

namespace scc::aws {

/// `transport` signs for the service "cloudformation". Error stop: there is no such stack, or it may not be described;
/// retry: no answer.
[[nodiscard]] Result<std::map<std::string, std::string>> stack_outputs(HttpTransport& transport,
                                                                       const std::string& endpoint,
                                                                       const std::string& stack);

}  // namespace scc::aws
