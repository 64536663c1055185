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

bool contains_word(std::string_view line, std::string_view word) {
  return std::search(line.begin(), line.end(), word.begin(), word.end(), [](char a, char b) {
           return same_name(std::string_view(&a, 1), std::string_view(&b, 1));
         }) != line.end();
}

std::string_view boundary_in(std::string_view line) {
  constexpr std::string_view key = "boundary";
  for (std::size_t at = 0; at + key.size() < line.size(); ++at) {
    if (!same_name(line.substr(at, key.size()), key)) continue;
    std::string_view rest = line.substr(at + key.size());
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || equals > 8) continue;  // "boundary*0*="
    rest = trim(rest.substr(equals + 1));
    if (rest.starts_with('"')) return rest.substr(1, std::min(rest.find('"', 1), boundary_bytes_max) - 1);
    return rest.substr(0, std::min(rest.find_first_of("; \t\r\n"), boundary_bytes_max));
  }
  return {};
}

}  // namespace

MimeOutline outline_of(std::string_view bytes) {
  MimeOutline out;
  std::vector<std::string_view> open;
  int attached = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.size(), bytes.find('\n', at));
    const std::string_view line = bytes.substr(at, std::min<std::size_t>(end - at, 2000));
    at = end + 1;
    if (line.starts_with("--")) {
      const std::string_view rest = trim(line.substr(2));
      for (std::size_t i = open.size(); i-- > 0;) {
        if (!rest.starts_with(open[i])) continue;
        open.resize(rest == open[i] ? i + 1 : i);
        ++out.parts;
        break;
      }
    } else if (!line.empty() && (line[0] == 'C' || line[0] == 'c' || line[0] == ' ' || line[0] == '\t')) {
      if (line.find('=') != std::string_view::npos) {
        if (const std::string_view boundary = boundary_in(line); !boundary.empty()) open.push_back(boundary);
      }
      if (contains_word(line.substr(0, 200), "message/rfc822") ||
          contains_word(line.substr(0, 200), "message/global") || contains_word(line.substr(0, 200), "message/news")) {
        ++attached;
      }
    }
    out.depth = std::max(out.depth, static_cast<int>(open.size()) + attached);
    if (out.depth > part_depth_max || out.parts > parts_max) return out;
  }
  return out;
}

}  // namespace scc::mail
