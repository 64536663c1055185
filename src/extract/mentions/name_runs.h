/// NameRuns: words written as a name is, of somebody who is not on the roster.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/mentions/word_sorts.h"

namespace scc::extract {

/// No name is longer.
inline constexpr std::uint32_t name_words_max = 4;

struct NameRun {
  std::uint32_t end = 0;  ///< the first token behind the name; where it would begin: no name
  std::uint32_t words = 0;
  bool doubtful = false;  ///< one word, or of no common first name: needs a context that wants a person
};

/// "Keely Hoyt", "Rocky Kalama", "J. van der Berg" from token `at` on.
[[nodiscard]] NameRun name_run(const Tokens& tokens, const WordSorts& sorts, std::uint32_t at);
/// The end of a surname that token `at` begins and that is nobody's on the roster; `at`: there is none.
[[nodiscard]] std::uint32_t surname_run(const Tokens& tokens, const WordSorts& sorts, std::uint32_t at);
/// Whether token `at` stands on the same line, one space or a hyphen behind the one before.
[[nodiscard]] bool follows_by_a_space(const Tokens& tokens, std::uint32_t at);
/// White space of any kind and length as one space.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace scc::extract
