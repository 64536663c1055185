/// Token: the words, numbers and signs of a text, each with its place, in one pass.
///
/// Everything that finds something in a mail works on these, so a range found anywhere begins and
/// ends where a token does. White space, zero-width marks and bidi controls are in no token of
/// their own. Pure, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scc::extract {

/// Bytes of a text, [begin, end).
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TextRange&) const = default;
};

/// Tokens of a text, [first, end).
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - first; }
  auto operator<=>(const TokenRange&) const = default;
};

/// Parts that a hyphen, slash, dot or colon ties together are tokens of their own ("Mei" "-" "Lin",
/// "4" "/" "18", "Fri" "-" "Sun"); the sign between them has `joins`.
enum class TokenKind : std::uint8_t {
  word,     ///< letters, apostrophes within: "O'Neal", "Siobhán", "don't", "o'clock"
  number,   ///< digits only: "12", "1400"
  mixed,    ///< digits and letters without a gap: "12th", "2pm", "RW2"
  suffix,   ///< what an apostrophe ties to a word: "'s", "'ll", "'re", "'m", "'d", "'ve", and the "'" of "Sandersons'"
  sign,     ///< one punctuation mark or symbol, folded: "–" is "-", "’" is "'"
  emoji,    ///< one picture with its modifiers
  address,  ///< a whole e-mail or web address: names within are nobody's
};

/// How a word is written. A single capital letter is `first`.
enum class Capital : std::uint8_t { none, first, all, mixed };

struct Token {
  TextRange range;
  std::string_view folded;  ///< base/text.h fold: "siobhan", "o'neal"
  std::uint32_t word = 0;   ///< its number in the vocabulary given, 0 when it is in none
  TokenKind kind = TokenKind::sign;
  Capital capital = Capital::none;
  bool glued = false;                   ///< nothing stands between it and the token before
  bool joins = false;                   ///< a sign with a word or number glued to both sides
  std::uint8_t line_breaks_before = 0;  ///< 0 same line, 1 next line, 2 after an empty line; 0 for the first token
};

class Vocabulary;

/// Tokens of one text. `text` must outlive it. Movable; the views stay valid.
class Tokens {
 public:
  /// `text` should be valid UTF-8 (each broken byte is a sign of its own) and shorter than 4 GB;
  /// linear in its length. Words get their numbers from `vocabulary`.
  Tokens(std::string_view text, const Vocabulary& vocabulary);
  Tokens(Tokens&&) noexcept = default;
  Tokens& operator=(Tokens&&) noexcept = default;
  Tokens(const Tokens&) = delete;
  Tokens& operator=(const Tokens&) = delete;
  ~Tokens() = default;

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::span<const Token> all() const { return tokens_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  [[nodiscard]] const Token& operator[](std::size_t i) const { return tokens_[i]; }
  [[nodiscard]] TextRange bytes(TokenRange tokens) const;
  /// The exact words of some tokens, with what stands between them.
  [[nodiscard]] std::string_view written(TokenRange tokens) const;

 private:
  std::string_view text_;
  std::vector<char> folded_;
  std::vector<Token> tokens_;
};

}  // namespace scc::extract
