/// MailText: mails for tests, written in the place where they are tested.
#pragma once

#include <string>
#include <vector>

#include "mail/parse_message.h"

namespace scc::mail {

inline TrustPolicy carole_is_trusted() {
  return {{"carole@sailing.example"}, "mx.google.com", TrustPolicy::WithoutHeader::refuse};
}
inline std::string proven_headers() {
  return "Received: from a.example by mx.google.com with ESMTPS id 1; Tue, 9 Jun 2026 09:05:39 -0700\n"
         "Authentication-Results: mx.google.com; dkim=pass header.d=sailing.example; dmarc=pass "
         "header.from=sailing.example\n"
         "From: Carole Whitfield <carole@sailing.example>\nDate: Tue, 9 Jun 2026 09:05:36 -0700\n";
}
inline Message read(const std::string& bytes) {
  return parse_message(bytes, {MessageId("m1"), "", std::nullopt, {}}, carole_is_trusted());
}
inline Message read_plain(const std::string& text, const std::string& headers = "") {
  return read(proven_headers() + headers + "Content-Type: text/plain; charset=utf-8\n\n" + text);
}
inline Message read_html(const std::string& html, const std::string& headers = "") {
  return read(proven_headers() + headers + "Content-Type: text/html; charset=utf-8\n\n" + html);
}
/// The texts of one layer, in order.
inline std::vector<std::string> texts(const Message& message, Layer layer) {
  std::vector<std::string> out;
  for (const Body& body : message.bodies) {
    for (const Piece& piece : body.pieces) {
      if (piece.layer == layer && piece.kind != PieceKind::separator) out.push_back(piece.text);
    }
  }
  return out;
}
using Texts = std::vector<std::string>;

}  // namespace scc::mail
