#include "base/xml.h"

#include <array>
#include <utility>

namespace scc {
namespace {

constexpr std::array entities{std::pair('&', std::string_view("&amp;")), std::pair('<', std::string_view("&lt;")),
                              std::pair('>', std::string_view("&gt;")), std::pair('"', std::string_view("&quot;")),
                              std::pair('\'', std::string_view("&apos;"))};

std::string resolved(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char letter = text.front();
    std::size_t length = 1;
    for (const auto& [plain, entity] : entities) {
      if (!text.starts_with(entity)) continue;
      letter = plain;
      length = entity.size();
    }
    out += letter;
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::vector<std::string_view> xml_elements(std::string_view document, std::string_view name) {
  const std::string open = "<" + std::string(name) + ">";
  const std::string close = "</" + std::string(name) + ">";
  std::vector<std::string_view> found;
  while (found.size() < xml_elements_max) {
    const std::size_t begin = document.find(open);
    if (begin == std::string_view::npos) break;
    const std::size_t end = document.find(close, begin + open.size());
    if (end == std::string_view::npos) break;
    found.push_back(document.substr(begin + open.size(), end - begin - open.size()));
    document.remove_prefix(end + close.size());
  }
  return found;
}

std::string xml_text(std::string_view document, std::string_view name) {
  const auto found = xml_elements(document, name);
  return found.empty() ? "" : resolved(found.front());
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    std::string_view written(&c, 1);
    for (const auto& [plain, entity] : entities) written = c == plain ? entity : written;
    out += written;
  }
  return out;
}

}  // namespace scc
