#include "base/text.h"

#include <algorithm>
#include <array>

namespace scc {
namespace {

struct FoldRow {
  char32_t code_point;
  const char* folded;
};
constexpr FoldRow fold_rows[] = {
#include "base/fold_table.inc"
};

/// Code points below this are looked up by index; above it, by binary search.
constexpr char32_t direct_max = 0x530;

const std::array<const char*, direct_max>& direct_folds() {
  static const auto table = [] {
    std::array<const char*, direct_max> direct{};
    for (const FoldRow& row : fold_rows) {
      if (row.code_point < direct_max) direct[row.code_point] = row.folded;
    }
    return direct;
  }();
  return table;
}

/// Null: folds to itself.
const char* fold_of(char32_t code_point) {
  if (code_point < direct_max) return direct_folds()[code_point];
  const auto* row = std::lower_bound(std::begin(fold_rows), std::end(fold_rows), code_point,
                                     [](const FoldRow& r, char32_t value) { return r.code_point < value; });
  return row != std::end(fold_rows) && row->code_point == code_point ? row->folded : nullptr;
}

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
  constexpr CodePoint broken{0xFFFD, 1};
  const unsigned char lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1};
  const unsigned length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) return broken;
  char32_t value = lead & (0xFFU >> (length + 1));
  for (unsigned i = 1; i < length; ++i) {
    const unsigned char next = byte_at(text, offset + i);
    if ((next & 0xC0) != 0x80) return broken;
    value = (value << 6) | (next & 0x3FU);
  }
  const char32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return broken;
  return {value, length};
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = code_point_at(text, i);
    if (at.bytes == 1 && at.value == 0xFFFD) return false;
    i += at.bytes;
  }
  return true;
}

std::string scrub_utf8(std::string_view text) {
  if (is_valid_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = code_point_at(text, i);
    append_utf8(out, at.value);
    i += at.bytes;
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const unsigned char c = byte_at(utf8, i);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      ++i;
      continue;
    }
    const CodePoint at = code_point_at(utf8, i);
    if (const char* folded = fold_of(at.value)) {
      out += folded;
    } else {
      append_utf8(out, at.value);
    }
    i += at.bytes;
  }
  return out;
}

std::string slug(std::string_view utf8) {
  std::string out;
  for (const char c : fold(utf8)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (c != '\'' && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::size_t code_point_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t utf16_length(std::string_view utf8) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const CodePoint at = code_point_at(utf8, i);
    length += at.value >= 0x10000 ? 2 : 1;
    i += at.bytes;
  }
  return length;
}

}  // namespace scc
