/// The API function: API Gateway's requests, and the audit of what changed in the table.
#include "api/answer.h"
#include "api/browser_headers.h"
#include "api/service.h"
#include "audit.h"
#include "front_door.h"
#include "function.h"
#include "hosts/lambda/http_event.h"
#include "log.h"
#include "version.h"

namespace scc::app {
namespace {

api::ServiceSettings service_settings(const Configuration& configuration) {
  api::ServiceSettings settings;
  settings.version = std::string(version);
  settings.patience = minutes(configuration.sync.patience_minutes);
  settings.turnaround_min = minutes(configuration.sync.turnaround_minutes);
  settings.mail_link = configuration.serve.mail_link;
  return settings;
}

hosts::LambdaHandler serve_api(Function& function) {
  auto service =
      std::make_shared<api::Service>(function.store(), nullptr, function.clock(), function.entropy(),
                                     function.configuration().settings, service_settings(function.configuration()));
  auto door = std::make_shared<FrontDoor>(function);
  return [&function, service, door](const hosts::Invocation& invocation) -> Result<std::string> {
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
