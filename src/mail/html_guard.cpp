#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "mail/html_text.h"

namespace scc::mail {
namespace {

/// Elements that need no end tag: they do not nest by being left open.
bool closes_itself(std::string_view name) {
  static constexpr std::array<std::string_view, 22> names = {
      "br", "img", "hr", "meta",   "link",  "input", "col",   "p",    "li",   "td",  "tr",
      "th", "dt",  "dd", "option", "tbody", "thead", "tfoot", "area", "base", "wbr", "body"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool html_is_tame(std::string_view utf8) {
  int tags = 0;
  int depth = 0;
  std::map<std::string, int> open_by_name;
  for (std::size_t at = utf8.find('<'); at != std::string_view::npos; at = utf8.find('<', at)) {
    ++at;
    if (at >= utf8.size()) break;
    const bool closing = utf8[at] == '/';
    const std::size_t name_begin = at + (closing ? 1 : 0);
    std::size_t name_end = name_begin;
    while (name_end < utf8.size() && name_end < name_begin + 20 &&
           std::string_view(" \t\r\n\f/>").find(utf8[name_end]) == std::string_view::npos) {
      ++name_end;
    }
    if (name_end == name_begin) continue;
    if (++tags > html_tags_max) return false;
    const std::string name = ascii_lower(utf8.substr(name_begin, name_end - name_begin));
    int spaces = 0;
    char quote = 0;
    bool was_space = false;
    for (at = name_end; at < utf8.size(); ++at) {
      const char c = utf8[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        continue;
      }
      if (c == '>') break;
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/';
      if (!space && was_space && ++spaces > html_attributes_max) return false;
      if ((c == '"' || c == '\'') && at > name_end && utf8[at - 1] == '=') quote = c;
      was_space = space;
    }
    if (closes_itself(name)) continue;
    int& open = open_by_name[name];  // "</x>" closes no <div>
    if (!closing) {
      ++open;
      if (++depth > html_depth_max) return false;
    } else if (open > 0) {
      --open;
      --depth;
    }
  }
  return true;
}

}  // namespace scc::mail
