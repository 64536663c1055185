/// MimeOutline: how deep and how wide a mail's parts are, measured on its lines alone.
///
/// A rough reader that never says less than there is, in one pass and constant space: what it
/// finds too deep or too wide is not given to the MIME library. Pure, any thread.
#pragma once

#include <string_view>

namespace scc::mail {

struct MimeOutline {
  int depth = 0;           ///< multiparts inside of each other, attached mails included
  int parts = 0;           ///< delimiter lines
  bool ambiguous = false;  ///< a line that some programs take for a delimiter and others do not
};

[[nodiscard]] MimeOutline outline_of(std::string_view bytes);

}  // namespace scc::mail
