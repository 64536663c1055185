/// EncodedWord: RFC 2047 header values, and transfer decoding of small texts.
///
/// Rationale: GMime 3.2.13 loses every base64 word after one that ends in "=", so names and
/// subjects are decoded here: each word alone, the bytes of neighbours with one charset joined,
/// then converted once (a character may be split over two words). Pure, any thread.
#pragma once

#include <string>
#include <string_view>

#include "mail/charset.h"

namespace scc::mail {

/// Lines that RFC 5322 folded, as one.
[[nodiscard]] std::string unfold(std::string_view raw);
/// `value` unfolded. Text that is no encoded word stays as it is.
[[nodiscard]] Converted decode_header(std::string_view value);
/// Everything that is no base64 character is passed over.
[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace scc::mail
