#include <algorithm>

#include "api/answer.h"
#include "api/cookie.h"
#include "base/hash.h"
#include "base/percent.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t destination_bytes_max = 500;
constexpr std::size_t code_bytes_max = 2'048;
/// Time to choose an account and give a second factor.
constexpr Duration try_lives = minutes(10);

/// What belongs to one try follows from the one secret that this browser alone has, so nothing is
/// kept for whoever only opens the address: RFC 6749 section 10.12, RFC 7636.
SignInTry try_of(const Call& call, const std::string& secret) {
  return {call.desk.service.origins.own + "/api/v1/sign-in/google/callback", sha256_hex("state " + secret),
          sha256_hex("nonce " + secret), Secret(sha256_hex("verifier " + secret))};
}

/// A path of our own page: "//elsewhere.example" and "/\elsewhere.example" are none.
std::string destination_of(const std::string& asked) {
  const bool own = asked.starts_with('/') && asked.size() <= destination_bytes_max &&
                   asked.find("//") == std::string::npos &&
                   std::all_of(asked.begin(), asked.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
  return own ? asked : "/";
}

Response go_to(const std::string& address) {
  Response response;
  response.status = 303;
  response.headers = {{"location", address}, {"cache-control", "no-store"}};
  return response;
}

Response no_google() {
  return not_found("This server has no sign-in with Google: serve.google_client_id is not set.");
}

Response ways(Call& call) {
  json::array ways;
  if (call.desk.service.identity != nullptr) ways.emplace_back("google");
  ways.emplace_back("link");
  return answer(call, json::object{{"ways", std::move(ways)}});
}

Response start(Call& call) {
  if (call.desk.service.identity == nullptr) return no_google();
  const std::string secret = random_key(call.desk.entropy);
  Response response = go_to(call.desk.service.identity->address_of(try_of(call, secret)));
  response.headers.emplace_back(
      "set-cookie", cookie_text(try_cookie, secret + "." + percent_encode(destination_of(call.asked("to"))), try_lives,
                                call.desk.service.cookies));
  return response;
}

Response refused(Call& call, const std::string& why) {
  Response response = go_to("/sign-in?refused=" + why);
  response.headers.emplace_back("set-cookie", cookie_text(try_cookie, "", Duration{0}, call.desk.service.cookies));
  return response;
}

Response finish(Call& call) {
  Desk& desk = call.desk;
  if (desk.service.identity == nullptr) return no_google();
  const std::string kept = cookie_of(call.request, try_cookie, desk.service.cookies);
  const std::size_t dot = kept.find('.');
  if (dot == std::string::npos) return refused(call, "late");
  const SignInTry attempt = try_of(call, kept.substr(0, dot));
  if (call.asked("state") != attempt.state) return refused(call, "late");
  if (!call.asked("error").empty()) return refused(call, "declined");
  const std::string code = call.asked("code");
  if (code.empty() || code.size() > code_bytes_max) return refused(call, "google");
  const auto person = desk.service.identity->prove(attempt, code);
  if (!person) return refused(call, "google");
  const auto user = Users(desk.store, desk.clock).find(person->email);
  if (!user) return problem_of(user.error());
  if (!user->has_value()) return refused(call, "unknown");
  const auto key = desk.sessions.begin(**user);
  if (!key) return problem_of(key.error());
  const auto destination = percent_decode(kept.substr(dot + 1), Plus::literal);
  Response response = go_to(destination_of(destination.value_or("/")));
  response.headers.emplace_back("set-cookie", cookie_text(session_cookie, *key, session_lives, desk.service.cookies));
  response.headers.emplace_back("set-cookie", cookie_text(try_cookie, "", Duration{0}, desk.service.cookies));
  return response;
}

}  // namespace

std::vector<Route> sign_in_routes() {
  return {{"GET", "/sign-in", ways, Needs::nothing},
          {"GET", "/sign-in/google", start, Needs::nothing},
          {"GET", "/sign-in/google/callback", finish, Needs::nothing}};
}

}  // namespace scc::api
