#include "mail/raw_headers.h"

#include <algorithm>

#include "base/text.h"
#include "mail/parse_message.h"

namespace scc::mail {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c != ':' && c != 0x7F; });
}

}  // namespace

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

RawHeaders scan_headers(std::string_view bytes) {
  RawHeaders out;
  std::size_t at = 0;
  if (bytes.starts_with("From ")) at = std::min(bytes.size(), bytes.find('\n') + 1);  // an mbox line
  const std::size_t begin = at;
  while (at < bytes.size()) {
    const std::size_t line_end = std::min(bytes.size() - 1, bytes.find('\n', at)) + 1;
    if (line_end - begin > header_bytes_max || out.all.size() > headers_max) {
      out.too_long = true;
      return out;
    }
    const std::string_view line = without_line_end(bytes.substr(at, line_end - at));
    if (line.empty()) {
      out.body_begin = line_end;
      return out;
    }
    at = line_end;
    if (line.find('\r') != std::string_view::npos || line.find('\0') != std::string_view::npos) out.broken = true;
    if (line.front() == ' ' || line.front() == '\t') {
      if (out.all.empty()) {
        out.broken = true;
      } else {
        std::string_view& value = out.all.back().value;
        value = std::string_view(value.data(), line.data() + line.size() - value.data());
      }
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string_view name = trim(line.substr(0, colon));
    if (colon == std::string_view::npos || !is_name(name)) {
      out.broken = true;
      continue;
    }
    out.all.push_back({name, line.substr(colon + 1)});
  }
  out.body_begin = bytes.size();
  return out;
}

std::vector<std::string_view> values_of(const RawHeaders& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const RawHeader& header : headers.all) {
    if (same_name(header.name, name)) values.push_back(header.value);
  }
  return values;
}

}  // namespace scc::mail
