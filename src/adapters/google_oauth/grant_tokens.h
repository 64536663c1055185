/// GrantTokens: access tokens of the grant in a GrantFile, refreshed when due.
///
/// invalid_grant is final for a grant: it is written down, and Google is asked again at most once
/// an hour, until somebody signs in anew (another refresh token in the file). One thread at a time.
#pragma once

#include <optional>

#include "adapters/google_oauth/grant_file.h"
#include "adapters/google_oauth/oauth_client.h"
#include "ports/access_tokens.h"
#include "ports/clock.h"

namespace scc::google {

inline constexpr Duration token_reserve = minutes(1);   ///< a token is renewed this long before it ends
inline constexpr Duration dead_grant_pause = hours(1);  ///< between tries of a grant that Google refused

class GrantTokens final : public AccessTokens {
 public:
  GrantTokens(GrantFile& file, OauthClient& client, Clock& clock);
  Result<Secret> access_token() override;
  void refused(const Secret& token) override;

 private:
  GrantFile& file_;
  OauthClient& client_;
  Clock& clock_;
  Secret token_;
  Instant token_ends_;
  std::string token_grant_;  ///< hash of the refresh token that the access token came from
};

/// The tokens of a grant for one half of the work. Without its scope there is no token but an error
/// (reauth) that says what to tick, so that Google is not asked in vain and the other half works.
class HalfTokens final : public AccessTokens {
 public:
  HalfTokens(GrantTokens& tokens, GrantFile& file, Half half);
  Result<Secret> access_token() override;
  void refused(const Secret& token) override;

 private:
  GrantTokens& tokens_;
  GrantFile& file_;
  Half half_;
};

/// The days a grant still lives where Google set it an end; nothing when it has none.
[[nodiscard]] std::optional<std::int64_t> days_left(const Grant& grant, Instant now);

}  // namespace scc::google
