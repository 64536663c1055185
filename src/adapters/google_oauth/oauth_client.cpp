#include "adapters/google_oauth/oauth_client.h"

#include <sodium.h>

#include "base/json/json_reader.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::google {
namespace {

std::string base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

std::string sha256(std::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string form_of(const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  std::string form;
  for (const auto& [name, value] : fields)
    form += (form.empty() ? "" : "&") + std::string(name) + "=" + percent_encode(value);
  return form;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const auto word : split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

/// The likely causes of invalid_grant (developers.google.com/identity/protocols/oauth2#expiration,
/// read 24 Nov 2026); Google's own description first where it gives one.
Error dead_grant(const std::string& description) {
  return {Remedy::reauth, "Google says the sign-in is no longer valid (invalid_grant" +
                              (description.empty() ? "" : ": " + description) +
                              "). It was revoked, the password was changed, it was unused for six months, or the app "
                              "is in Testing status, where it "
                              "ends after seven days. Sign in again: scc auth login"};
}

Result<TokenAnswer> read_tokens(const std::string& body) {
  const auto json = parse_json(body, "the token endpoint's answer");
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  const JsonReader root(*json, "the token endpoint's answer", problem);
  TokenAnswer answer;
  answer.access_token = Secret(root.at("access_token").text());
  answer.lifetime = seconds(root.at("expires_in").number());
  if (const auto refresh = root.maybe("refresh_token"); !refresh.missing())
    answer.refresh_token = Secret(refresh.text());
  answer.scopes = words_of(root.maybe("scope").text());
  if (const auto ends = root.maybe("refresh_token_expires_in"); !ends.missing())
    answer.refresh_token_lifetime = seconds(ends.number());
  if (!problem.empty()) return Error{Remedy::retry, problem};
  return answer;
}

bool is_json(const HttpResponse& answer) {
  for (const auto& [name, value] : answer.headers) {
    if (name == "content-type") return ascii_lower(value).starts_with("application/json");
  }
  return false;
}

}  // namespace

Endpoints endpoints_at(const std::string& root) {
  if (root.empty()) return {};
  return {root + "/o/oauth2/v2/auth", root + "/token", root + "/tokeninfo", root + "/revoke"};
}

OauthClient::OauthClient(HttpTransport& transport, Endpoints endpoints)
    : transport_(transport), endpoints_(std::move(endpoints)) {}

ConsentRequest OauthClient::new_consent(const std::string& random_64, std::string redirect_uri,
                                        std::vector<std::string> scopes) {
  return {Secret(base64url(std::string_view(random_64).substr(0, 48))),
          base64url(std::string_view(random_64).substr(48)), std::move(redirect_uri), std::move(scopes)};
}

std::string OauthClient::consent_address(const OauthApp& app, const ConsentRequest& request) const {
  const std::string scopes = joined(request.scopes);
  const std::string challenge = base64url(sha256(request.code_verifier.reveal()));
  return endpoints_.authorize + "?" +
         form_of({{"client_id", app.client_id},
                  {"redirect_uri", request.redirect_uri},
                  {"response_type", "code"},
                  {"scope", scopes},
                  {"code_challenge", challenge},
                  {"code_challenge_method", "S256"},
                  {"state", request.state},
                  {"access_type", "offline"},
                  // Google gives a refresh token on the first consent only, unless asked anew.
                  {"prompt", "consent"}});
}

Result<TokenAnswer> OauthClient::ask_for_token(const std::string& form) {
  HttpRequest request{"POST", endpoints_.token, {{"content-type", "application/x-www-form-urlencoded"}}, form};
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status == 200) {
    if (!is_json(*answer))
      return Error{Remedy::retry,
                   "What answered in place of Google's token endpoint gave no JSON (a captive portal?)."};
    return read_tokens(answer->body);
  }
  std::string problem;
  std::string error;
  std::string description;
  if (const auto json = parse_json(answer->body, "answer"); json && json->is_object()) {
    const JsonReader root(*json, "answer", problem);
    error = root.maybe("error").text();
    description = root.maybe("error_description").text();
  }
  if (error == "invalid_grant") return dead_grant(description);
  if (error == "invalid_client" || error == "unauthorized_client" || error == "deleted_client") {
    return Error{Remedy::stop,
                 "Google does not know this client (" + error + "). Check google.client_id and google.client_secret."};
  }
  if (error == "admin_policy_enforced") {
    return Error{
        Remedy::reauth,
        "The Workspace administrator does not allow this app to use Gmail or Calendar (admin_policy_enforced)."};
  }
  const std::string status = std::to_string(answer->status) + (error.empty() ? "" : " " + error);
  if (answer->status == 429 || answer->status >= 500 || error.empty())
    return Error{Remedy::retry, "Google's token endpoint answered " + status + "."};
  return Error{Remedy::stop,
               "Google's token endpoint answered " + status + (description.empty() ? "" : ": " + description) + "."};
}

Result<TokenAnswer> OauthClient::redeem(const OauthApp& app, const ConsentRequest& request, const std::string& code) {
  return ask_for_token(form_of({{"grant_type", "authorization_code"},
                                {"code", code},
                                {"redirect_uri", request.redirect_uri},
                                {"client_id", app.client_id},
                                {"client_secret", app.client_secret.reveal()},
                                {"code_verifier", request.code_verifier.reveal()}}));
}

Result<TokenAnswer> OauthClient::refresh(const OauthApp& app, const Secret& refresh_token) {
  return ask_for_token(form_of({{"grant_type", "refresh_token"},
                                {"refresh_token", refresh_token.reveal()},
                                {"client_id", app.client_id},
                                {"client_secret", app.client_secret.reveal()}}));
}

Result<std::vector<std::string>> OauthClient::granted_scopes(const Secret& access_token) {
  const auto answer = transport_.send(
      {"GET", endpoints_.token_info + "?access_token=" + percent_encode(access_token.reveal()), {}, {}});
  if (!answer) return answer.error();
  if (answer->status != 200)
    return Error{Remedy::retry, "Google's tokeninfo answered " + std::to_string(answer->status) + "."};
  const auto json = parse_json(answer->body, "tokeninfo");
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  const std::string scope = JsonReader(*json, "tokeninfo", problem).at("scope").text();
  if (!problem.empty()) return Error{Remedy::retry, problem};
  return words_of(scope);
}

Outcome OauthClient::revoke(const Secret& token) {
  const auto answer = transport_.send({"POST",
                                       endpoints_.revoke,
                                       {{"content-type", "application/x-www-form-urlencoded"}},
                                       form_of({{"token", token.reveal()}})});
  if (!answer) return answer.error();
  // 400: the token is dead already, which is what was asked for.
  if (answer->status == 200 || answer->status == 400) return done();
  return Error{Remedy::retry, "Google's revoke endpoint answered " + std::to_string(answer->status) + "."};
}

}  // namespace scc::google
