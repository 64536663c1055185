/// Hash: SHA-256, and bytes in figures that a person can copy.
#pragma once

#include <string>
#include <string_view>

namespace scc {

/// Two lower-case figures a byte.
[[nodiscard]] std::string hexadecimal(std::string_view bytes);

/// 64 characters.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace scc
