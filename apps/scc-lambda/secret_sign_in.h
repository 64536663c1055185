/// SecretSignIn: Google's sign-in with the client secret of Secrets Manager, which is asked for when
/// the first person comes back from Google, and again when Google no longer knows it.
#pragma once

#include <memory>

#include "adapters/google_identity/google_sign_in.h"
#include "function.h"

namespace scc::app {

class SecretSignIn final : public IdentityProvider {
 public:
  explicit SecretSignIn(Function& function);
  std::string address_of(const SignInTry& attempt) const override { return client_->address_of(attempt); }
  Result<ProvenPerson> prove(const SignInTry& attempt, const std::string& code) override;

 private:
  [[nodiscard]] Outcome learn_secret();
  void make(const Secret& client_secret);

  Function& function_;
  bool knows_secret_ = false;
  std::unique_ptr<google::GoogleSignIn> client_;
};

}  // namespace scc::app
