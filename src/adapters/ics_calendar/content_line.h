/// ContentLine: RFC 5545 lines with the bytes they came from: unfolding, escaping, and back.
///
/// Every decoded byte knows where in the file it stands, so that a value is changed by replacing
/// only the bytes that differ. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::ics {

/// One logical line: its bytes in the file, line end and folds included.
struct ContentLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;  ///< "DESCRIPTION", upper case, without parameters
};

/// Text with the place of each byte in the file; `from` has one more: where the text ends.
struct Placed {
  std::string text;
  std::vector<std::size_t> from;
};

/// The logical line that begins at `begin`; an empty name for a line without a value.
[[nodiscard]] ContentLine content_line_at(std::string_view file, std::size_t begin);
/// Without folds and line end.
[[nodiscard]] Placed unfold(std::string_view file, const ContentLine& line);
/// The value with its TEXT escapes undone (RFC 5545 section 3.3.11).
[[nodiscard]] Placed text_value(std::string_view file, const ContentLine& line);
/// As it stands in the file, unfolded, escapes left: for times and rules.
[[nodiscard]] std::string raw_value(std::string_view file, const ContentLine& line);
/// The value of one parameter, without quotes; "" when the line has none of that name.
[[nodiscard]] std::string parameter(std::string_view file, const ContentLine& line, std::string_view name);

/// Bytes [begin, end) of a file and what takes their place.
struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string bytes;
};
/// Sets a TEXT value, leaving every byte of it that stays the same as it is. `line_end` is the
/// file's own. Lines are folded at 75 octets, never inside a character.
[[nodiscard]] Replacement replace_text(std::string_view file, const ContentLine& line, std::string_view text,
                                       std::string_view line_end);
/// A new property line, folded, with its line end.
[[nodiscard]] std::string make_line(std::string_view name, std::string_view text, std::string_view line_end);
/// `replacements` must not overlap.
[[nodiscard]] std::string apply(std::string_view file, std::vector<Replacement> replacements);

}  // namespace scc::ics
