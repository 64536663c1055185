/// Base64: RFC 4648, read strictly: one text for one row of bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scc {

enum class Base64 {
  standard,  ///< "+", "/", padded with "="
  url        ///< "-", "_", without padding, as in JWTs
};

[[nodiscard]] std::string base64_encode(std::string_view bytes, Base64 alphabet);
/// Nothing for a foreign character, wrong padding, or left-over bits that are not zero.
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text, Base64 alphabet);

}  // namespace scc
