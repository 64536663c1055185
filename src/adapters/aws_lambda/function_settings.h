/// FunctionSettings: how a Lambda function is set up, as far as a check of it asks.
///
/// docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html, read 25 Nov 2026.
#pragma once

#include <map>
#include <string>

#include "ports/http_transport.h"

namespace scc::aws {

struct FunctionSettings {
  std::string role;                                ///< its ARN
  std::map<std::string, std::string> environment;  ///< the function's own variables
};

/// `transport` signs for the service "lambda". Error stop: no such function, or not allowed; retry: no answer.
[[nodiscard]] Result<FunctionSettings> function_settings(HttpTransport& transport, const std::string& endpoint,
                                                         const std::string& function);

}  // namespace scc::aws
