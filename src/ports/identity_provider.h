/// IdentityProvider: somebody who knows who people are, and says so to us when they sign in there.
///
/// OpenID Connect's code flow with PKCE (RFC 7636). One thread at a time. No token, code or verifier
/// ever stands in an Error.
#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace scc {

/// One try to sign in: what must match when the browser comes back.
struct SignInTry {
  std::string redirect_uri;
  std::string state;
  std::string nonce;
  Secret code_verifier;  ///< 43 to 128 characters
};

/// Who somebody is, as the provider has proven it.
struct ProvenPerson {
  std::string email;  ///< verified, in lower case
  std::string name;
  bool operator==(const ProvenPerson&) const = default;
};

class IdentityProvider {
 public:
  IdentityProvider() = default;
  IdentityProvider(const IdentityProvider&) = delete;
  IdentityProvider& operator=(const IdentityProvider&) = delete;
  virtual ~IdentityProvider() = default;
  /// Where the browser goes.
  [[nodiscard]] virtual std::string address_of(const SignInTry& attempt) const = 0;
  /// `code`: what the browser came back with. Remedy reauth: it proves nothing, `what` says why;
  /// retry: the provider can't be asked now; stop: it does not know us.
  [[nodiscard]] virtual Result<ProvenPerson> prove(const SignInTry& attempt, const std::string& code) = 0;
};

}  // namespace scc
