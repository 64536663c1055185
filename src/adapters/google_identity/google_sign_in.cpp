#include "adapters/google_identity/google_sign_in.h"

#include <openssl/sha.h>

#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/json/json_reader.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::google {
namespace {

constexpr Duration exchange_timeout = seconds(8);
constexpr std::size_t answer_bytes_max = 64 * 1024;

std::string form_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string form;
  for (const auto& [name, value] : fields) form += (form.empty() ? "" : "&") + name + "=" + percent_encode(value);
  return form;
}

/// RFC 7636 section 4.2, S256.
std::string challenge_of(const Secret& verifier) {
  const std::string& text = verifier.reveal();
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  std::string challenge = base64_encode({reinterpret_cast<const char*>(digest), sizeof digest}, Base64::url);
  while (challenge.ends_with('=')) challenge.pop_back();
  return challenge;
}

std::string at(const std::string& root, const char* own, const char* path) {
  return (root.empty() ? own : root) + std::string(path);
}

Error refused(const HttpResponse& answer) {
  std::string error;
  if (const auto body = parse_json(answer.body, "answer"); body && body->is_object()) {
    std::string problem;
    error = JsonReader(*body, "answer", problem).maybe("error").text();
  }
  if (error == "invalid_grant") return {Remedy::reauth, "Google takes the code no more; sign in anew."};
  const std::string status = std::to_string(answer.status) + (error.empty() ? "" : " " + error);
  if (error == "invalid_client" || error == "unauthorized_client" || error == "redirect_uri_mismatch")
    return {Remedy::stop, "Google does not know this client (" + status +
                              "). Check serve.google_client_id and its secret, and the redirect address at Google."};
  return {Remedy::retry, "Google's token endpoint answered " + status + "."};
}

}  // namespace

GoogleSignIn::GoogleSignIn(HttpTransport& transport, Clock& clock, SignInClient client, const std::string& root)
    : transport_(transport),
      client_(std::move(client)),
      authorize_(at(root, "https://accounts.google.com", "/o/oauth2/v2/auth")),
      token_(at(root, "https://oauth2.googleapis.com", "/token")),
      verifier_(transport, clock, root.empty() ? google_keys_address : root + "/oauth2/v3/certs") {}

std::string GoogleSignIn::address_of(const SignInTry& attempt) const {
  std::vector<std::pair<std::string, std::string>> fields{{"client_id", client_.client_id},
                                                          {"redirect_uri", attempt.redirect_uri},
                                                          {"response_type", "code"},
                                                          {"scope", "openid email profile"},
                                                          {"state", attempt.state},
                                                          {"nonce", attempt.nonce},
                                                          {"code_challenge", challenge_of(attempt.code_verifier)},
                                                          {"code_challenge_method", "S256"},
                                                          {"prompt", "select_account"}};
  // A hint for Google's list of accounts; what counts is the claim.
  if (!client_.hosted_domain.empty()) fields.emplace_back("hd", client_.hosted_domain);
  return authorize_ + "?" + form_of(fields);
}

Result<std::string> GoogleSignIn::id_token_of(const SignInTry& attempt, const std::string& code) {
  HttpRequest request{"POST",
                      token_,
                      {{"content-type", "application/x-www-form-urlencoded"}},
                      form_of({{"grant_type", "authorization_code"},
                               {"code", code},
                               {"client_id", client_.client_id},
                               {"client_secret", client_.client_secret.reveal()},
                               {"redirect_uri", attempt.redirect_uri},
                               {"code_verifier", attempt.code_verifier.reveal()}})};
  request.timeout = exchange_timeout;
  request.body_bytes_max = answer_bytes_max;
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(*answer);
  const auto body = parse_json(answer->body, "answer");
  if (!body) return Error{Remedy::retry, body.error().what};
  std::string problem;
  std::string token = JsonReader(*body, "answer", problem).at("id_token").text();
  if (!problem.empty()) return Error{Remedy::retry, "Google's token endpoint: " + problem + "."};
  return token;
}

Result<ProvenPerson> GoogleSignIn::prove(const SignInTry& attempt, const std::string& code) {
  const auto token = id_token_of(attempt, code);
  if (!token) return token.error();
  TokenExpectations expected;
  expected.audience = client_.client_id;
  expected.nonce = attempt.nonce;
  expected.hosted_domain = client_.hosted_domain;
  const auto claims = verifier_.verify(*token, expected);
  if (!claims) return claims.error();
  return ProvenPerson{ascii_lower(claims->email), claims->name};
}

}  // namespace scc::google
