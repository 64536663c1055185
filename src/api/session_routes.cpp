#include "api/answer.h"
#include "api/cookie.h"
#include "base/json/json_reader.h"
#include "engine/roster.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t code_characters_max = 200;
constexpr std::size_t name_bytes_max = 120;

Response get_session(Call& call) {
  return answer(call, json::object{{"actor", call.who.actor}, {"access", to_string(call.who.access)}});
}

Response sign_in(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const std::string code = JsonReader(*body, "body", complaint).at("code").text();
  if (!complaint.empty() || code.size() > code_characters_max) {
    return bad_request({Remedy::skip, "The body has to be {\"code\": \"…\"}, with the code of a sign-in link."});
  }
  const auto key = call.desk.sessions.redeem(code);
  if (!key) return problem_of(key.error());
  if (!key->has_value()) {
    return problem(403, "Not signed in",
                   "This link has been used or is older than 15 minutes; `scc serve` prints a new one.");
  }
  Response response = nothing();
  response.headers.emplace_back("set-cookie",
                                cookie_text(session_cookie, **key, session_lives, call.desk.service.cookies));
  return response;
}

Response sign_out(Call& call) {
  const auto ended = call.desk.sessions.end(cookie_of(call.request, session_cookie, call.desk.service.cookies));
  if (!ended) return problem_of(ended.error());
  Response response = nothing();
  response.headers.emplace_back("set-cookie", cookie_text(session_cookie, "", Duration{0}, call.desk.service.cookies));
  return response;
}

/// A link for somebody else, who may do no more than its maker says.
Response make_sign_in_link(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const JsonReader reader(*body, "body", complaint);
  const std::string name = engine::on_one_line(reader.at("name").text());
  const auto access = parse_access(reader.at("access").text());
  if (complaint.empty() && (name.empty() || name.size() > name_bytes_max)) complaint = "name: has to be 1 to 120 bytes";
  if (complaint.empty() && !access) complaint = "access: has to be viewer, operator or admin";
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  const auto code = call.desk.sessions.new_code({name + " (page)", *access});
  if (!code) return problem_of(code.error());
  return answer(call, json::object{{"path", "/sign-in?code=" + *code},
                                   {"until", to_rfc3339(call.desk.clock.now() + code_lives)}});
}

}  // namespace

std::vector<Route> session_routes() {
  return {{"GET", "/session", get_session, Needs::viewer},
          {"POST", "/session", sign_in, Needs::nothing},
          {"DELETE", "/session", sign_out, Needs::viewer},
          {"POST", "/sign-in-links", make_sign_in_link, Needs::administers}};
}

}  // namespace scc::api
