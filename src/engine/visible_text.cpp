#include "engine/visible_text.h"

#include "base/text.h"
#include "engine/roster.h"

namespace scc::engine {
namespace {

/// Longer names are a trick, not a name.
constexpr std::size_t actor_bytes_max = 120;

std::string text_of(const mail::Piece& piece) {
  if (piece.kind != mail::PieceKind::table) {
    return (piece.kind == mail::PieceKind::list_item
                ? std::string(2 * static_cast<std::size_t>(piece.indent), ' ') + "- "
                : std::string()) +
           piece.text;
  }
  std::string out;
  for (const mail::Row& row : piece.rows) {
    if (!out.empty()) out += '\n';
    for (const mail::Cell& cell : row) out += (&cell == &row.front() ? "" : " | ") + on_one_line(cell.text);
  }
  return out;
}

void cut(std::string& text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
}

}  // namespace

std::string visible_text(const mail::Message& message, std::size_t bytes_max) {
  std::string out;
  bool body_read = false;
  for (const mail::Body& body : message.bodies) {
    // Of two alternatives of one text the first is enough.
    const bool alternative = message.alternative && body.file_name.empty();
    if (alternative && body_read) continue;
    body_read = body_read || alternative;
    for (const mail::Piece& piece : body.pieces) {
      if (out.size() > bytes_max) break;
      if (piece.layer != mail::Layer::fresh && piece.layer != mail::Layer::forwarded) continue;
      const std::string text = text_of(piece);
      if (text.empty()) continue;
      if (!out.empty()) out += piece.kind == mail::PieceKind::list_item ? "\n" : "\n\n";
      out += text;
    }
  }
  cut(out, bytes_max);
  return out;
}

std::string sender_of(const mail::Message& message) {
  std::string name = on_one_line(message.from.display_name);
  if (message.from.mailbox.empty()) return name;
  return name.empty() ? message.from.mailbox : name + " <" + message.from.mailbox + ">";
}

std::string actor_of(const mail::Message& message) {
  std::string name = on_one_line(message.from.display_name);
  cut(name, actor_bytes_max);
  return name.empty() ? message.from.mailbox : name;
}

}  // namespace scc::engine
