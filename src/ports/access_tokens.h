/// AccessTokens: the short-lived tokens of one grant, whoever keeps the grant.
///
/// One thread at a time.
#pragma once

#include "base/result.h"
#include "base/secret.h"

namespace scc {

class AccessTokens {
 public:
  AccessTokens() = default;
  AccessTokens(const AccessTokens&) = delete;
  AccessTokens& operator=(const AccessTokens&) = delete;
  virtual ~AccessTokens() = default;
  /// A token that is good for at least a minute. Remedy reauth: the grant is gone, and `what`
  /// names the cause and the one command that heals; retry: the token endpoint did not answer.
  [[nodiscard]] virtual Result<Secret> access_token() = 0;
  /// The service refused `token` (401): the next access_token() is a fresh one.
  virtual void refused(const Secret& token) = 0;
};

}  // namespace scc
