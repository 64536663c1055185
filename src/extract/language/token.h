/// Token: the words, numbers and signs of a text, each with its place, in one pass.
///
/// Everything that finds something in a mail works on these, so a range found anywhere begins and
/// ends where a token does. White space, zero-width marks and bidi controls are in no token of
/// their own. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scc::extract {

enum class TokenKind {
  word,         ///< letters, with apostrophes within: "O'Neal", "Siobhán", "don't", "o'clock"
  number,       ///< begins with a digit: "12", "1400", "12th", "2pm", "1st"
  suffix,       ///< what an apostrophe ties to the word before: "'s", "'ll", "'re", "'m", "'d", "'ve",
                ///< and the "'" of "Sandersons'"
  punctuation,  ///< one sign or symbol
  emoji,        ///< one picture with its modifiers
  line_end,     ///< LF; an empty line is two of them, and more than two are two
};

/// Parts that a hyphen, slash, dot or colon ties together are tokens of their own ("Mei" "-" "Lin",
/// "4" "/" "18", "Fri" "-" "Sun"); the sign between them has `joins`.
struct Token {
  std::size_t begin = 0;  ///< bytes of the text
  std::size_t end = 0;
  TokenKind kind = TokenKind::word;
  std::string folded;        ///< base fold(): "siobhan", "o'neal"; "–" is "-", "’s" is "'s"
  bool capital = false;      ///< first letter is upper case
  bool all_capital = false;  ///< every letter is upper case, at least two
  bool glued = false;        ///< nothing stands between this token and the one before
  bool joins = false;        ///< punctuation with a word or number glued to both sides
};

/// Linear in the text's length. Broken UTF-8 is taken as one sign per broken byte.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

}  // namespace scc::extract
