#include "adapters/google_identity/id_token.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <memory>

#include "base/base64.h"
#include "base/json/json_reader.h"
#include "base/text.h"

namespace scc::google {
namespace {

template <auto free>
struct FreeWith {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using PublicKey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

PublicKey public_key(const SigningKey& key) {
  using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
  const Number modulus(BN_bin2bn(bytes_of(key.modulus), static_cast<int>(key.modulus.size()), nullptr));
  const Number exponent(BN_bin2bn(bytes_of(key.exponent), static_cast<int>(key.exponent.size()), nullptr));
  const std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>> build(OSSL_PARAM_BLD_new());
  const std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  if (!modulus || !exponent || !build || !context ||
      OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
    return nullptr;
  const std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>> parameters(OSSL_PARAM_BLD_to_param(build.get()));
  EVP_PKEY* made = nullptr;
  if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
    return nullptr;
  return PublicKey(made);
}

/// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3).
bool signed_by(const SigningKey& key, std::string_view text, std::string_view signature) {
  const PublicKey rsa = public_key(key);
  const std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  return rsa && context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, rsa.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text), text.size()) == 1;
}

Error refused(std::string why) {
  return {Remedy::reauth, "The identity token is not accepted: " + std::move(why) + "."};
}

struct Parts {
  std::string header;
  std::string claims;
  std::string signature;
  std::string_view signed_text;
};

std::optional<Parts> parts_of(std::string_view token) {
  if (token.size() > token_bytes_max) return std::nullopt;
  const auto texts = split(token, '.');
  if (texts.size() != 3) return std::nullopt;
  const auto header = base64_decode(texts[0], Base64::url);
  const auto claims = base64_decode(texts[1], Base64::url);
  const auto signature = base64_decode(texts[2], Base64::url);
  if (!header || !claims || !signature) return std::nullopt;
  return Parts{*header, *claims, *signature, token.substr(0, texts[0].size() + 1 + texts[1].size())};
}

/// The id of the key that must have signed.
Result<std::string> key_id_of(const std::string& header) {
  const auto json = parse_json(header, "token header");
  if (!json) return refused(json.error().what);
  std::string problem;
  const JsonReader root(*json, "token header", problem);
  const std::string algorithm = root.at("alg").text();
  const std::string key = root.at("kid").text();
  if (!problem.empty()) return refused(problem);
  if (algorithm != "RS256") return refused("it is not signed with RS256");
  // RFC 7515 section 4.1.11: an extension that must be understood, and none is.
  if (!root.maybe("crit").missing()) return refused("it asks for an extension");
  return key;
}

struct ReadClaims {
  TokenClaims claims;
  std::string audience;
  std::string nonce;
  bool email_verified = false;
  std::optional<Instant> not_before;
};

/// Seconds since 1970; beyond what a date can be, the number is a lie.
Instant instant_of(const JsonReader& reader) {
  constexpr std::int64_t seconds_max = 253'402'300'800;  // the year 10000
  const std::int64_t number = reader.number();
  if (number < 0 || number > seconds_max) reader.complain("not a time");
  return {std::clamp<std::int64_t>(number, 0, seconds_max) * 1000};
}

Result<ReadClaims> read_claims(const std::string& text) {
  const auto json = parse_json(text, "claims");
  if (!json) return refused(json.error().what);
  std::string problem;
  const JsonReader root(*json, "claims", problem);
  ReadClaims read;
  read.claims.issuer = root.at("iss").text();
  read.claims.subject = root.at("sub").text();
  read.audience = root.at("aud").text();
  read.claims.expires = instant_of(root.at("exp"));
  read.claims.issued = instant_of(root.at("iat"));
  if (const auto from = root.maybe("nbf"); !from.missing()) read.not_before = instant_of(from);
  read.nonce = root.maybe("nonce").text();
  read.claims.email = root.maybe("email").text();
  read.email_verified = root.maybe("email_verified").flag();
  read.claims.name = root.maybe("name").text();
  read.claims.hosted_domain = root.maybe("hd").text();
  if (!problem.empty()) return refused(problem);
  return read;
}

/// "" when all is as expected.
std::string objection(const ReadClaims& read, const TokenExpectations& expected, Instant now) {
  const TokenClaims& claims = read.claims;
  if (std::find(expected.issuers.begin(), expected.issuers.end(), claims.issuer) == expected.issuers.end())
    return "another issuer made it";
  if (expected.audience.empty() || read.audience != expected.audience) return "it was made for another audience";
  if (claims.subject.empty()) return "it names no account";
  if (claims.expires + clock_skew_max <= now) return "it has expired; check this machine's clock";
  if (claims.issued - clock_skew_max > now) return "it is from the future; check this machine's clock";
  if (read.not_before && *read.not_before - clock_skew_max > now) return "it is not valid yet";
  if (expected.nonce && (expected.nonce->empty() || read.nonce != *expected.nonce))
    return "it belongs to another sign-in";
  if (claims.email.empty() || !read.email_verified) return "its address is not verified";
  if (!expected.hosted_domain.empty() && claims.hosted_domain != expected.hosted_domain)
    return "the account is not of " + expected.hosted_domain;
  if (!expected.email.empty() && claims.email != expected.email) return "it is not " + expected.email + "'s";
  return "";
}

}  // namespace

Result<std::vector<SigningKey>> read_key_set(std::string_view text) {
  if (text.size() > keys_bytes_max) return Error{Remedy::retry, "The key set is too large to be one."};
  const auto json = parse_json(text, "key set");
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  std::vector<SigningKey> keys;
  for (const JsonReader& entry : JsonReader(*json, "key set", problem).at("keys").items()) {
    const std::string use = entry.maybe("use").text();
    const std::string algorithm = entry.maybe("alg").text();
    if (entry.at("kty").text() != "RSA" || (!use.empty() && use != "sig") ||
        (!algorithm.empty() && algorithm != "RS256"))
      continue;
    const auto modulus = base64_decode(entry.at("n").text(), Base64::url);
    const auto exponent = base64_decode(entry.at("e").text(), Base64::url);
    const std::string id = entry.maybe("kid").text();
    if (id.empty() || !modulus || !exponent || exponent->empty() || modulus->size() < modulus_bytes_min ||
        modulus->size() > modulus_bytes_max || exponent->size() > sizeof(std::uint64_t))
      continue;
    if (keys.size() < keys_max) keys.push_back({id, *modulus, *exponent});
  }
  if (!problem.empty()) return Error{Remedy::retry, problem};
  if (keys.empty()) return Error{Remedy::retry, "The key set holds no RSA key that signs."};
  return keys;
}

Result<TokenClaims> verify_id_token(std::string_view token, const std::vector<SigningKey>& keys,
                                    const TokenExpectations& expected, Instant now) {
  const auto parts = parts_of(token);
  if (!parts) return refused("it is not a JSON Web Token");
  const auto key_id = key_id_of(parts->header);
  if (!key_id) return key_id.error();
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto& one) { return one.id == *key_id; });
  if (key == keys.end()) return Error{Remedy::resync, "No key of the issuer has the id that the token names."};
  if (!signed_by(*key, parts->signed_text, parts->signature)) return refused("its signature is wrong");
  auto read = read_claims(parts->claims);
  if (!read) return read.error();
  if (const std::string why = objection(*read, expected, now); !why.empty()) return refused(why);
  return std::move(read->claims);
}

}  // namespace scc::google
