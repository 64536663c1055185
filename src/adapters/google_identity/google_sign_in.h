/// GoogleSignIn: Google as the IdentityProvider.
///
/// developers.google.com/identity/openid-connect/openid-connect (read 24 Nov 2026).
#pragma once

#include <string>

#include "adapters/google_identity/token_verifier.h"
#include "ports/identity_provider.h"

namespace scc::google {

struct SignInClient {
  std::string client_id;  ///< of type "web application"
  Secret client_secret;
  std::string hosted_domain;  ///< the Workspace domain that accounts must be of; "" = any
};

class GoogleSignIn final : public IdentityProvider {
 public:
  /// `root`: where all endpoints are, for tests and emulators; "" = Google's own.
  GoogleSignIn(HttpTransport& transport, Clock& clock, SignInClient client, const std::string& root);
  std::string address_of(const SignInTry& attempt) const override;
  Result<ProvenPerson> prove(const SignInTry& attempt, const std::string& code) override;

 private:
  [[nodiscard]] Result<std::string> id_token_of(const SignInTry& attempt, const std::string& code);

  HttpTransport& transport_;
  SignInClient client_;
  std::string authorize_;
  std::string token_;
  TokenVerifier verifier_;
};

}  // namespace scc::google
