/// TokenMint: an issuer of JSON Web Tokens for tests: signs with OpenSSL what a test makes up.
#pragma once

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>

#include "base/base64.h"

namespace scc::fakes {

class TokenMint {
 public:
  explicit TokenMint(std::string key_id, unsigned bits = 2048) : key_id_(std::move(key_id)), key_(EVP_RSA_gen(bits)) {}
  ~TokenMint() { EVP_PKEY_free(key_); }
  TokenMint(const TokenMint&) = delete;
  TokenMint& operator=(const TokenMint&) = delete;

  [[nodiscard]] std::string key_json() const {
    return R"({"kty":"RSA","use":"sig","alg":"RS256","kid":")" + key_id_ + R"(","n":")" +
           number(OSSL_PKEY_PARAM_RSA_N) + R"(","e":")" + number(OSSL_PKEY_PARAM_RSA_E) + R"("})";
  }
  [[nodiscard]] std::string key_set() const { return R"({"keys":[)" + key_json() + "]}"; }

  /// Signed whatever the header says.
  [[nodiscard]] std::string token(const std::string& claims, const std::string& header) const {
    const std::string text = base64_encode(header, Base64::url) + "." + base64_encode(claims, Base64::url);
    return text + "." + base64_encode(signature(text), Base64::url);
  }
  [[nodiscard]] std::string token(const std::string& claims) const {
    return token(claims, R"({"alg":"RS256","typ":"JWT","kid":")" + key_id_ + R"("})");
  }

 private:
  [[nodiscard]] std::string number(const char* name) const {
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key_, name, &value);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return base64_encode(bytes, Base64::url);
  }
  [[nodiscard]] std::string signature(const std::string& text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t length = static_cast<std::size_t>(EVP_PKEY_get_size(key_));
    std::string bytes(length, '\0');
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_);
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(bytes.data()), &length,
                   reinterpret_cast<const unsigned char*>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    bytes.resize(length);
    return bytes;
  }

  std::string key_id_;
  EVP_PKEY* key_;
};

}  // namespace scc::fakes
