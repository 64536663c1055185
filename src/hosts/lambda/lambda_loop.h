/// LambdaLoop: takes one invocation after the other and answers each.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "hosts/lambda/runtime_api.h"

namespace scc::hosts {

/// The answer's JSON, or an Error that Lambda counts as a failure of the function.
using LambdaHandler = std::function<Result<std::string>(const Invocation&)>;

/// Handles until the runtime API is gone, which is how an environment ends; says why. A handler
/// that throws has failed this one invocation only.
[[nodiscard]] Error run_lambda(RuntimeApi& runtime, const LambdaHandler& handler);

}  // namespace scc::hosts
