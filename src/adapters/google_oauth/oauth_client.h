/// OauthClient: Google's OAuth2 endpoints for a desktop app: consent address with PKCE, code for
/// tokens, refresh, what was really granted, revoke.
///
/// RFC 8252, RFC 7636, developers.google.com/identity/protocols/oauth2/native-app (24 Nov 2026).
/// One thread at a time. No token ever stands in an Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "ports/http_transport.h"

namespace scc::google {

/// Where the endpoints are. All under one root for tests and emulators.
struct Endpoints {
  std::string authorize = "https://accounts.google.com/o/oauth2/v2/auth";
  std::string token = "https://oauth2.googleapis.com/token";
  std::string token_info = "https://oauth2.googleapis.com/tokeninfo";
  std::string revoke = "https://oauth2.googleapis.com/revoke";
};
/// `root` without a final slash; "" = Google's own.
[[nodiscard]] Endpoints endpoints_at(const std::string& root);

/// The app as it is registered at Google (desktop type).
struct OauthApp {
  std::string client_id;
  Secret client_secret;
};

/// One try of a consent: what must match when the browser comes back.
struct ConsentRequest {
  Secret code_verifier;  ///< PKCE, 43 to 128 characters
  std::string state;
  std::string redirect_uri;  ///< http://127.0.0.1:PORT
  std::vector<std::string> scopes;
};

/// What the token endpoint gave.
struct TokenAnswer {
  Secret access_token;
  Duration lifetime;
  std::optional<Secret> refresh_token;             ///< absent on most refreshes: keep the old one
  std::vector<std::string> scopes;                 ///< empty when the answer does not say
  std::optional<Duration> refresh_token_lifetime;  ///< Testing status: 7 days
};

class OauthClient {
 public:
  OauthClient(HttpTransport& transport, Endpoints endpoints);

  /// `random_64`: 64 fresh random bytes.
  [[nodiscard]] static ConsentRequest new_consent(const std::string& random_64, std::string redirect_uri,
                                                  std::vector<std::string> scopes);
  [[nodiscard]] std::string consent_address(const OauthApp& app, const ConsentRequest& request) const;
  [[nodiscard]] Result<TokenAnswer> redeem(const OauthApp& app, const ConsentRequest& request, const std::string& code);
  /// Remedy reauth: Google says invalid_grant, with the cause as far as it tells; retry: no answer.
  [[nodiscard]] Result<TokenAnswer> refresh(const OauthApp& app, const Secret& refresh_token);
  /// The scopes that a token really has.
  [[nodiscard]] Result<std::vector<std::string>> granted_scopes(const Secret& access_token);
  /// Ends the grant at Google. An already dead one is fine.
  [[nodiscard]] Outcome revoke(const Secret& token);

 private:
  [[nodiscard]] Result<TokenAnswer> ask_for_token(const std::string& form);
  HttpTransport& transport_;
  Endpoints endpoints_;
};

}  // namespace scc::google
