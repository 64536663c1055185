/// PushHook: where Google's Pub/Sub says that there is new mail.
///
/// A hint only: the token in the Authorization header has to be Google's, signed for this address
/// and by the configured service account; the body is not even read for what it says. A believed
/// hint makes the next run begin at once. One thread at a time.
///
/// docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions, read 24 Nov 2026.
#pragma once

#include <functional>
#include <string_view>

#include "adapters/curl/curl_transport.h"
#include "adapters/google_identity/token_verifier.h"
#include "api/http.h"
#include "configuration.h"
#include "ports/clock.h"

namespace scc::app {

inline constexpr std::string_view push_path = "/api/v1/hooks/gmail";

class PushHook {
 public:
  PushHook(const Configuration& configuration, Clock& clock, std::function<void()> wake);
  [[nodiscard]] api::Response handle(const api::Request& request);

 private:
  const Configuration& configuration_;
  CurlTransport curl_{CurlSettings{}};
  google::TokenVerifier verifier_;
  std::function<void()> wake_;
};

}  // namespace scc::app
