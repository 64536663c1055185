/// PlainText: a text/plain part as lines: quote marks counted, flowed lines joined, lists and
/// headings found.
///
/// Pure, any thread.
#pragma once

#include <string_view>
#include <vector>

#include "mail/line.h"
#include "mail/mime_parts.h"

namespace scc::mail {

/// `part.text` already cleaned (LF line ends, no hidden characters).
[[nodiscard]] std::vector<Line> lines_of_plain(const TextPart& part);
/// The bullet, number or letter that opens a list item: how many bytes it takes with the space
/// behind it, 0 if there is none.
struct ListMark {
  enum class Kind { none, bullet, number, letter };
  Kind kind = Kind::none;
  int number = 0;  ///< letters count from 1
  std::size_t bytes = 0;
};
[[nodiscard]] ListMark list_mark_of(std::string_view text);

}  // namespace scc::mail
