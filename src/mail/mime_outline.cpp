#include "mail/mime_outline.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "mail/parse_message.h"
#include "mail/raw_headers.h"

namespace scc::mail {
namespace {

/// RFC 2046 allows 70.
constexpr std::size_t boundary_bytes_max = 200;

struct Boundary {
  std::string_view text;
  bool cut = false;  ///< a folded header: it goes on in the next line
};

/// "message/rfc822" and its like: a mail inside of this one.
bool names_mail(std::string_view line) {
  constexpr std::string_view media = "message";
  for (std::size_t slash = line.find('/'); slash != std::string_view::npos; slash = line.find('/', slash + 1)) {
    if (slash < media.size() || !same_name(line.substr(slash - media.size(), media.size()), media)) continue;
    const std::string_view rest = line.substr(slash + 1);
    for (const std::string_view kind : {"rfc822", "global", "news"}) {
      if (same_name(rest.substr(0, kind.size()), kind)) return true;
    }
  }
  return false;
}

Boundary boundary_in(std::string_view line) {
  constexpr std::string_view key = "boundary";
  for (std::size_t at = 0; at + key.size() < line.size(); ++at) {
    if ((line[at] != 'b' && line[at] != 'B') || !same_name(line.substr(at, key.size()), key)) continue;
    std::string_view rest = line.substr(at + key.size());
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || equals > 8) continue;  // "boundary*0*="
    rest = trim(rest.substr(equals + 1));
    if (!rest.starts_with('"'))
      return {rest.substr(0, std::min(rest.find_first_of("; \t\r\n"), boundary_bytes_max)), false};
    const std::size_t quote = rest.find('"', 1);
    return {rest.substr(1, std::min(quote, boundary_bytes_max) - 1), quote == std::string_view::npos};
  }
  return {};
}

/// A line "--rest" against the open boundaries, innermost first.
void delimiter(std::string_view rest, std::vector<Boundary>& open, MimeOutline& out) {
  for (std::size_t i = open.size(); i-- > 0;) {
    if (!rest.starts_with(open[i].text)) continue;
    const std::string_view behind = rest.substr(open[i].text.size());
    if (!open[i].cut && !behind.empty() && behind != "--") continue;
    open.resize(behind.ends_with("--") ? i : i + 1);
    ++out.parts;
    return;
  }
  for (const Boundary& boundary : open) out.ambiguous = out.ambiguous || rest.starts_with(boundary.text);
}

}  // namespace

MimeOutline outline_of(std::string_view bytes) {
  MimeOutline out;
  std::vector<Boundary> open;
  int attached = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.size(), bytes.find('\n', at));
    const std::string_view line = bytes.substr(at, std::min<std::size_t>(end - at, 2000));
    at = end + 1;
    if (line.starts_with("--")) {
      if (open.empty()) continue;
      delimiter(trim(line.substr(2)), open, out);
    } else if (!line.empty() && (line[0] == 'C' || line[0] == 'c' || line[0] == ' ' || line[0] == '\t')) {
      if (line.find('=') != std::string_view::npos) {
        if (const Boundary boundary = boundary_in(line); !boundary.text.empty()) open.push_back(boundary);
      }
      if (names_mail(line.substr(0, 200))) ++attached;
    }
    out.depth = std::max(out.depth, static_cast<int>(open.size()) + attached);
    if (out.depth > part_depth_max || out.parts > parts_max) return out;
  }
  return out;
}

}  // namespace scc::mail
