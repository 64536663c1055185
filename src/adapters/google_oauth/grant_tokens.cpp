#include "adapters/google_oauth/grant_tokens.h"

#include "base/hash.h"

namespace scc::google {

GrantTokens::GrantTokens(GrantFile& file, OauthClient& client, Clock& clock)
    : file_(file), client_(client), clock_(clock) {}

Result<Secret> GrantTokens::access_token() {
  auto loaded = file_.load();
  if (!loaded) return loaded.error();
  if (!*loaded) return Error{Remedy::reauth, "Nobody has signed in to Google yet. Sign in: scc auth login"};
  Grant grant = **loaded;
  const Instant now = clock_.now();
  const std::string grant_hash = sha256_hex(grant.refresh_token.reveal());
  if (!token_.empty() && token_grant_ == grant_hash && now + token_reserve < token_ends_) return token_;
  if (!grant.broken.empty() && grant.broken_at && now < *grant.broken_at + dead_grant_pause)
    return Error{Remedy::reauth, grant.broken};

  auto answer = client_.refresh({grant.client_id, grant.client_secret}, grant.refresh_token);
  if (!answer) {
    if (answer.error().remedy == Remedy::reauth) {
      grant.broken = answer.error().what;
      grant.broken_at = now;
      if (const auto saved = file_.save(grant); !saved) return saved.error();
    }
    return answer.error();
  }
  token_ = answer->access_token;
  token_ends_ = now + answer->lifetime;
  grant.last_refresh = now;
  grant.broken.clear();
  grant.broken_at.reset();
  if (answer->refresh_token && !answer->refresh_token->empty()) grant.refresh_token = *answer->refresh_token;
  if (!answer->scopes.empty()) grant.scopes = answer->scopes;
  if (grant.scopes.empty()) {  // imported, and the answer did not say: ask
    if (auto scopes = client_.granted_scopes(token_)) grant.scopes = std::move(*scopes);
  }
  if (answer->refresh_token_lifetime) grant.ends = now + *answer->refresh_token_lifetime;
  token_grant_ = sha256_hex(grant.refresh_token.reveal());
  if (const auto saved = file_.save(grant); !saved) return saved.error();
  return token_;
}

void GrantTokens::refused(const Secret& token) {
  if (token.reveal() == token_.reveal()) token_ = Secret();
}

HalfTokens::HalfTokens(GrantTokens& tokens, GrantFile& file, Half half) : tokens_(tokens), file_(file), half_(half) {}

Result<Secret> HalfTokens::access_token() {
  auto token = tokens_.access_token();
  if (!token) return token;
  const auto grant = file_.load();
  // An imported grant of which nothing is known yet: Google decides.
  if (!grant || !*grant || (*grant)->scopes.empty() || covers(**grant, half_)) return token;
  const bool gmail = half_ == Half::gmail;
  return Error{Remedy::reauth, std::string("The sign-in does not cover ") + (gmail ? "Gmail" : "Google Calendar") +
                                   ": the box for it was not ticked, so " +
                                   (gmail ? "no mail is read" : "no calendar is read or written") +
                                   ". Sign in again and leave every box ticked: scc auth login"};
}

void HalfTokens::refused(const Secret& token) {
  tokens_.refused(token);
}

std::optional<std::int64_t> days_left(const Grant& grant, Instant now) {
  if (!grant.ends) return std::nullopt;
  return (*grant.ends - now).milliseconds / days(1).milliseconds;
}

}  // namespace scc::google
