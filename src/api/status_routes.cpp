#include "api/answer.h"
#include "api/cookie.h"
#include "api/wire.h"
#include "engine/health.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t code_characters_max = 200;

Response get_session(Call& call) {
  return answer(call, json::object{{"actor", call.actor}});
}

Response sign_in(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const std::string code = JsonReader(*body, "body", complaint).at("code").text();
  if (!complaint.empty() || code.size() > code_characters_max) {
    return bad_request({Remedy::skip, "The body has to be {\"code\": \"…\"}, with the code of a sign-in link."});
  }
  const auto key = call.desk.sessions.redeem(code, call.desk.service.actor);
  if (!key) {
    return problem(403, "Not signed in",
                   "This link has been used or is older than 15 minutes; `scc serve` prints a new one.");
  }
  Response response = nothing();
  response.headers.emplace_back("set-cookie", cookie_text(*key, session_lives));
  return response;
}

Response sign_out(Call& call) {
  call.desk.sessions.end(cookie_of(call.request));
  Response response = nothing();
  response.headers.emplace_back("set-cookie", cookie_text("", Duration{0}));
  return response;
}

Response get_health(Call& call) {
  engine::Context context = call.desk.context();
  const auto health = engine::health(context, call.desk.service.patience);
  if (!health) return problem_of(health.error());
  json::object body = to_json(*health);
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
  return {{"GET", "/session", get_session},
          {"POST", "/session", sign_in, Route::Needs::nothing},
          {"DELETE", "/session", sign_out},
          {"GET", "/health", get_health},
          {"GET", "/events", listen}};
}

}  // namespace scc::api
