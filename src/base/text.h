/// Text: small helpers on UTF-8 text that know no word of the trade.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scc {

[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// Each broken byte becomes U+FFFD; valid text comes back as it is.
[[nodiscard]] std::string scrub_utf8(std::string_view text);
/// The code point at `offset` and its length in bytes; a broken byte gives {0xFFFD, 1}.
struct CodePoint {
  char32_t value = 0;
  unsigned bytes = 0;
};
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);
void append_utf8(std::string& out, char32_t code_point);

/// ASCII white space off both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// A–Z to a–z, nothing else.
[[nodiscard]] std::string ascii_lower(std::string_view text);
/// Case, accents, ligatures, full-width forms folded; Greek and Cyrillic transliterated; zero-width
/// and combining marks dropped; typographic quotes and dashes to ASCII: what two spellings of one
/// name have in common ("Siobhán" → "siobhan", "Γιώργος" → "giorgos", "Straße" → "strasse").
[[nodiscard]] std::string fold(std::string_view utf8);
/// Lower-case ASCII letters, digits and single hyphens: "Gene O'Neal" → "gene-oneal".
[[nodiscard]] std::string slug(std::string_view utf8);
/// How many code points valid text has: what `maxLength` of JSON Schema counts.
[[nodiscard]] std::size_t code_point_count(std::string_view utf8);
/// How many UTF-16 code units the text takes: browsers count in them, so the API does.
[[nodiscard]] std::size_t utf16_length(std::string_view utf8);

}  // namespace scc
