/// The API function: API Gateway's requests, and the audit of what changed in the table.
#include "api/answer.h"
#include "api/browser_headers.h"
#include "api/service.h"
#include "audit.h"
#include "front_door.h"
#include "function.h"
#include "hosts/lambda/http_event.h"
#include "log.h"
#include "secret_sign_in.h"
#include "service_settings.h"
#include "version.h"

namespace scc::app {
namespace {

hosts::LambdaHandler serve_api(Function& function) {
  const Configuration& configuration = function.configuration();
  auto identity = std::make_shared<SecretSignIn>(function);
  auto settings =
      service_settings(configuration, version, has_google_sign_in(configuration) ? identity.get() : nullptr);
  settings.sign_in = api::SignIn::one_time_link;  // what scc.toml says for a desk of one's own opens no door here
  auto service = std::make_shared<api::Service>(function.store(), nullptr, function.clock(), function.entropy(),
                                                configuration.settings, std::move(settings));
  auto door = std::make_shared<FrontDoor>(function);
  return [&function, identity, service, door](const hosts::Invocation& invocation) -> Result<std::string> {
    function.set_deadline(invocation.deadline);
    auto request = hosts::read_http_event(invocation.payload);
    if (!request) return request.error();
    const Instant began = function.clock().now();
    api::Response response;
    if (auto refusal = door->refusal(*request)) {
      response = std::move(*refusal);
    } else {
      response = service->handle(*request);
    }
    api::compress(*request, response);
    log_event({{"event", "request"},
               {"id", invocation.id},
               {"method", request->method},
               {"path", request->path},
               {"status", response.status},
               {"milliseconds", (function.clock().now() - began).milliseconds}});
    return hosts::http_answer(response);
  };
}

Result<hosts::LambdaHandler> handler_of(Function& function) {
  if (function.handler() == "audit") return audit_handler(function);
  if (function.handler() == "api") return serve_api(function);
  return Error{Remedy::stop, "The handler is \"" + function.handler() + "\"; this package has \"api\" and \"audit\"."};
}

}  // namespace
}  // namespace scc::app

int main() {
  return scc::app::serve_function(scc::app::Charsets::not_needed, scc::app::handler_of);
}
