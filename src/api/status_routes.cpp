#include "api/answer.h"
#include "api/wire.h"
#include "engine/gauges.h"
#include "engine/health.h"

namespace scc::api {
namespace json = boost::json;
namespace {

Response get_health(Call& call) {
  engine::Context context = call.desk.context();
  const auto health = engine::health(context, call.desk.service.patience);
  if (!health) return problem_of(health.error());
  const auto gauges = engine::read_gauges(call.desk.store);
  if (!gauges) return problem_of(gauges.error());
  json::object body = to_json(*health);
  body["gauges"] = list_json(*gauges);
  body["version"] = call.desk.service.version;
  return answer(call, body);
}

/// The host makes a stream of it; here is only decided who may listen.
Response listen(Call&) {
  Response response;
  response.headers = {{"content-type", "text/event-stream"}, {"cache-control", "no-store"}};
  return response;
}

}  // namespace

std::vector<Route> status_routes() {
  return {{"GET", "/health", get_health, Needs::viewer}, {"GET", "/events", listen, Needs::viewer}};
}

}  // namespace scc::api
