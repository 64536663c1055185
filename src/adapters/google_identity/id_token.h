/// IdToken: is this JSON Web Token one that Google signed, for us, and still good?
///
/// RS256 only: the token's own "alg" chooses nothing (RFC 8725 section 3.1). OpenID Connect Core
/// section 3.1.3.7 and developers.google.com/identity/openid-connect/openid-connect (read
/// 24 Nov 2026) say what is checked. Pure, any thread. No token ever stands in an Error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace scc::google {

inline constexpr std::size_t token_bytes_max = 16 * 1024;
inline constexpr std::size_t keys_bytes_max = 256 * 1024;
inline constexpr std::size_t keys_max = 32;
/// Below this a key can be broken (NIST SP 800-131A).
inline constexpr std::size_t modulus_bytes_min = 256;
inline constexpr std::size_t modulus_bytes_max = 1024;
/// How far the clocks of two machines may differ.
inline constexpr Duration clock_skew_max = minutes(1);

/// A public RSA key that signs tokens, both numbers big-endian.
struct SigningKey {
  std::string id;
  std::string modulus;
  std::string exponent;
  bool operator==(const SigningKey&) const = default;
};

/// The usable keys of a JSON Web Key Set; others (EC, for encryption) are passed over. Error retry:
/// it is no key set, or holds no usable key.
[[nodiscard]] Result<std::vector<SigningKey>> read_key_set(std::string_view json);

struct TokenExpectations {
  std::vector<std::string> issuers{"https://accounts.google.com", "accounts.google.com"};
  std::string audience;              ///< our client id, or the address a push is sent to
  std::optional<std::string> nonce;  ///< of the sign-in that asked for the token
  std::string hosted_domain;         ///< the Workspace domain that the account must be of; "" = any
  std::string email;                 ///< the one account it must be (a push's service account); "" = any
};

struct TokenClaims {
  std::string issuer;
  std::string subject;  ///< the account's lasting id; an address may be given to somebody else
  std::string email;
  std::string name;
  std::string hosted_domain;
  Instant issued;
  Instant expires;
  bool operator==(const TokenClaims&) const = default;
};

/// Remedy resync: no key of that id, so the key set should be read anew; reauth: not a token to be
/// believed, `what` says why.
[[nodiscard]] Result<TokenClaims> verify_id_token(std::string_view token, const std::vector<SigningKey>& keys,
                                                  const TokenExpectations& expected, Instant now);

}  // namespace scc::google
