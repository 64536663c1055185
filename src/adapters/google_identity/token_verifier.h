/// TokenVerifier: verify_id_token with the issuer's keys, fetched when needed and kept.
///
/// Keys are kept as long as the answer's Cache-Control allows, between a minute and a day. A key
/// that is not among them (the issuer rotates) has the set read anew, at most once a minute, so
/// that made-up key ids do not turn into requests. One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "adapters/google_identity/id_token.h"
#include "ports/clock.h"
#include "ports/http_transport.h"

namespace scc::google {

inline constexpr const char* google_keys_address = "https://www.googleapis.com/oauth2/v3/certs";
inline constexpr Duration keys_kept_min = minutes(1);
inline constexpr Duration keys_kept_max = days(1);
inline constexpr Duration keys_timeout = seconds(5);

class TokenVerifier {
 public:
  TokenVerifier(HttpTransport& transport, Clock& clock, std::string keys_address);
  /// Remedy reauth: not to be believed; retry: the keys could not be had.
  [[nodiscard]] Result<TokenClaims> verify(std::string_view token, const TokenExpectations& expected);

 private:
  [[nodiscard]] Outcome fetch_keys();

  HttpTransport& transport_;
  Clock& clock_;
  std::string keys_address_;
  std::vector<SigningKey> keys_;
  Instant fetched_;
  Instant kept_until_;
};

/// How long an answer with this Cache-Control may be kept, within the limits above.
[[nodiscard]] Duration keys_lifetime(std::string_view cache_control);

}  // namespace scc::google
