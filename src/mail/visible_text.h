/// VisibleText: what of a text a person sees: no zero-width, control or direction characters.
///
/// Pure, any thread.
#pragma once

#include <string>
#include <string_view>

#include "mail/message.h"

namespace scc::mail {

/// What was taken out, where it changes how the text reads.
struct TakenOut {
  bool direction_override = false;  ///< "21/03" may have been shown as "12/03"
};

/// Valid UTF-8 in, the visible part of it out; no-break spaces of every width become spaces, line
/// ends LF. `struck`, if given, moves with the text.
[[nodiscard]] std::string clean_text(std::string_view utf8, TakenOut& taken_out, std::vector<Range>* struck = nullptr);
/// The same on one line, white space collapsed, without a note: names and subjects.
[[nodiscard]] std::string clean_line(std::string_view utf8);
/// Whether one of its words is of letters of two alphabets, and so may look like another word.
[[nodiscard]] bool mixes_alphabets(std::string_view utf8);

}  // namespace scc::mail
