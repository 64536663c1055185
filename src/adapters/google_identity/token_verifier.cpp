#include "adapters/google_identity/token_verifier.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace scc::google {

Duration keys_lifetime(std::string_view cache_control) {
  for (std::string_view part : split(cache_control, ',')) {
    part = trim(part);
    constexpr std::string_view max_age = "max-age=";
    if (ascii_lower(part.substr(0, max_age.size())) != max_age) continue;
    part.remove_prefix(max_age.size());
    std::int64_t age = 0;
    if (std::from_chars(part.data(), part.data() + part.size(), age).ec != std::errc{}) break;
    const std::int64_t longest = keys_kept_max.milliseconds / 1000;
    return std::max(keys_kept_min, seconds(std::clamp<std::int64_t>(age, 0, longest)));
  }
  return keys_kept_min;
}

TokenVerifier::TokenVerifier(HttpTransport& transport, Clock& clock, std::string keys_address)
    : transport_(transport), clock_(clock), keys_address_(std::move(keys_address)) {}

Outcome TokenVerifier::fetch_keys() {
  HttpRequest request{"GET", keys_address_, {{"accept", "application/json"}}, {}};
  request.timeout = keys_timeout;
  request.body_bytes_max = keys_bytes_max;
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200) {
    return Error{Remedy::retry,
                 "The signing keys (" + keys_address_ + ") were answered with " + std::to_string(answer->status) + "."};
  }
  auto keys = read_key_set(answer->body);
  if (!keys) return keys.error();
  keys_ = std::move(*keys);
  fetched_ = clock_.now();
  kept_until_ = fetched_ + keys_kept_min;
  for (const auto& [name, value] : answer->headers) {
    if (name == "cache-control") kept_until_ = fetched_ + keys_lifetime(value);
  }
  return done();
}

Result<TokenClaims> TokenVerifier::verify(std::string_view token, const TokenExpectations& expected) {
  const Instant now = clock_.now();
  if (keys_.empty() || now >= kept_until_) {
    if (auto fetched = fetch_keys(); !fetched) return fetched.error();
  }
  auto claims = verify_id_token(token, keys_, expected, now);
  if (claims || claims.error().remedy != Remedy::resync) return claims;
  if (now >= fetched_ + keys_kept_min) {
    if (auto fetched = fetch_keys(); !fetched) return fetched.error();
    claims = verify_id_token(token, keys_, expected, now);
  }
  if (!claims && claims.error().remedy == Remedy::resync)
    return Error{Remedy::reauth, "The identity token is not accepted: no key of the issuer signed it."};
  return claims;
}

}  // namespace scc::google
