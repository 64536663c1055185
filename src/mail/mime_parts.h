/// MimeParts: the readable parts of a mail, transfer and charset decoded, in reading order.
///
/// GMime finds the parts; before it sees a mail its nesting and number of parts are measured, so
/// that no mail makes it recurse or allocate without bound. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/message.h"
#include "mail/raw_headers.h"

namespace scc::mail {

enum class PartKind { plain, html, csv };

struct TextPart {
  PartKind kind = PartKind::plain;
  std::string text;       ///< valid UTF-8
  std::string file_name;  ///< of an attachment
  bool flowed = false;    ///< RFC 3676
  bool delete_space = false;
  bool attached_mail = false;  ///< inside of a message/rfc822 part
};

struct MimeParts {
  std::vector<TextPart> parts;
  bool alternative = false;                ///< a plain and an HTML part tell one text
  std::vector<ForwardedHeader> forwarded;  ///< of the first attached mail
  std::vector<std::string> problems;
};

[[nodiscard]] MimeParts read_mime_parts(std::string_view bytes, const RawHeaders& headers);

}  // namespace scc::mail
