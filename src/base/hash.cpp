#include "base/hash.h"

#include <openssl/sha.h>

#include <array>

namespace scc {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  constexpr std::string_view figures = "0123456789abcdef";
  std::string text;
  text.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    text += figures[byte >> 4];
    text += figures[byte & 15];
  }
  return text;
}

}  // namespace scc
