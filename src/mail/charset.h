/// Charset: bytes in whatever encoding a mail declares, or fails to, as UTF-8.
///
/// A declaration is believed unless the bytes prove it wrong; bytes without one are UTF-8 where
/// they can be, else windows-1252, as every mail program of the trade does. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scc::mail {

struct Converted {
  std::string text;  ///< valid UTF-8
  bool sure = true;  ///< false: bytes were lost, or the charset is one that hides text
};

/// `charset` as declared, "" if none.
[[nodiscard]] Converted to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace scc::mail
