#include "hosts/lambda/lambda_loop.h"

#include <exception>

namespace scc::hosts {
namespace {

Result<std::string> handled(const LambdaHandler& handler, const Invocation& invocation) {
  try {
    return handler(invocation);
  } catch (const std::exception& bug) {
    return Error{Remedy::stop, std::string("A fault of the program, please report it: ") + bug.what()};
  }
}

}  // namespace

Error run_lambda(RuntimeApi& runtime, const LambdaHandler& handler) {
  while (true) {
    const auto invocation = runtime.next();
    if (!invocation) return invocation.error();
    auto answer = handled(handler, *invocation);
    auto told = answer ? runtime.answer(*invocation, std::move(*answer)) : runtime.fail(*invocation, answer.error());
    // An answer that is refused (too large, too late) is a failure of that invocation.
    if (!told && told.error().remedy == Remedy::skip) told = runtime.fail(*invocation, told.error());
    if (!told && told.error().remedy == Remedy::stop) return told.error();
  }
}

}  // namespace scc::hosts
