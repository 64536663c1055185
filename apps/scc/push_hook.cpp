#include "push_hook.h"

#include "api/answer.h"
#include "google_account.h"

namespace scc::app {
namespace {

constexpr std::string_view bearer = "Bearer ";

}  // namespace

PushHook::PushHook(const Configuration& configuration, Clock& clock, std::function<void()> wake)
    : configuration_(configuration),
      verifier_(curl_, clock, google_keys_address(configuration)),
      wake_(std::move(wake)) {}

api::Response PushHook::handle(const api::Request& request) {
  const auto& google = configuration_.google;
  if (google.push_topic.empty())
    return api::problem(404, "Not found", "This server takes no push: google.push_topic is not set.");
  if (request.method != "POST") {
    api::Response response = api::problem(405, "Not this method", "This address takes POST.");
    response.headers.emplace_back("allow", "POST");
    return response;
  }
  const std::string_view authorization = api::header(request.headers, "authorization");
  if (!authorization.starts_with(bearer))
    return api::problem(401, "Not signed", "A push carries a token of Google's; this one has none.");
  google::TokenExpectations expected;
  expected.audience = google.push_audience;
  expected.email = google.push_account;
  const auto claims = verifier_.verify(authorization.substr(bearer.size()), expected);
  if (!claims) {
    // Pub/Sub tries again later after any answer but 2xx, so a failing key server loses nothing.
    return claims.error().remedy == Remedy::retry ? api::problem(503, "Not now", claims.error().what)
                                                  : api::problem(401, "Not believed", claims.error().what);
  }
  wake_();
  api::Response response;
  response.status = 204;
  return response;
}

}  // namespace scc::app
