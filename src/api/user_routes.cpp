#include "api/answer.h"
#include "api/wire.h"
#include "base/json/json_reader.h"

namespace scc::api {
namespace json = boost::json;
namespace {

Users users_of(Call& call) {
  return {call.desk.store, call.desk.clock};
}

Response no_admin_left() {
  return problem(409, "The last admin", "Nobody else may say who signs in; make somebody else an admin first.");
}

Response list_users(Call& call) {
  const auto users = users_of(call).all();
  if (!users) return problem_of(users.error());
  return answer(call, json::object{{"items", list_json(*users)}});
}

Response put_user(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const auto access = parse_access(JsonReader(*body, "body", complaint).at("access").text());
  if (complaint.empty() && !access) complaint = "access: has to be viewer, operator or admin";
  if (complaint.empty() && !email_of(call.path[0])) complaint = "the address has to name an e-mail address";
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  const auto user = users_of(call).put(call.path[0], *access, call.who.actor);
  if (!user) return problem_of(user.error());
  return user->has_value() ? answer(call, to_json(**user)) : no_admin_left();
}

Response remove_user(Call& call) {
  const auto removal = users_of(call).remove(email_of(call.path[0]).value_or(""));
  if (!removal) return problem_of(removal.error());
  switch (*removal) {
    case Users::Removal::unknown: return not_found("There is no user " + call.path[0] + ".");
    case Users::Removal::last_admin: return no_admin_left();
    case Users::Removal::gone: break;
  }
  return nothing();
}

}  // namespace

std::vector<Route> user_routes() {
  return {{"GET", "/users", list_users, Needs::administers},
          {"PUT", "/users/{email}", put_user, Needs::administers},
          {"DELETE", "/users/{email}", remove_user, Needs::administers}};
}

}  // namespace scc::api
