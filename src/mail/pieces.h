/// Pieces: lines with their layers become paragraphs, list items, headings and tables.
///
/// Pure, any thread.
#pragma once

#include <vector>

#include "mail/line.h"

namespace scc::mail {

/// Whether a mailer may have wrapped the lines.
enum class Wrapping {
  none,      ///< format=flowed says where lines go on
  rare,      ///< HTML: only where a sentence plainly goes on
  possible,  ///< plain text
};

[[nodiscard]] std::vector<Piece> pieces_of(const std::vector<Line>& lines, Wrapping wrapping);

}  // namespace scc::mail
