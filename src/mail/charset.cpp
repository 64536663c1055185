#include "mail/charset.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "base/text.h"

namespace scc::mail {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// 0x80 to 0x9F of windows-1252; the five holes are no characters.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool is_ascii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

Converted from_windows_1252(std::string_view bytes) {
  Converted out;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t value = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80U] : byte;
    out.sure = out.sure && value != replacement;
    append_utf8(out.text, value);
  }
  return out;
}

/// A lead byte with something that wants to continue it: meant as UTF-8, if badly.
bool looks_like_broken_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const auto next = static_cast<unsigned char>(bytes[i + 1]);
    if (lead >= 0xC0 && next >= 0x80 && next < 0xC0) return true;
  }
  return false;
}

Converted from_undeclared(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return {std::string(bytes), true};
  if (looks_like_broken_utf8(bytes)) return {scrub_utf8(bytes), false};
  return from_windows_1252(bytes);
}

std::string canonical(std::string_view charset) {
  std::string name = ascii_lower(trim(charset));
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == ' '; });
  constexpr std::size_t name_max = 40;
  return name.size() <= name_max ? name : "x-too-long";
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// glibc's iconv through GMime's names for charsets; nothing for one it does not know.
std::optional<Converted> by_iconv(std::string_view bytes, const std::string& charset) {
  const iconv_t converter = g_mime_iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  Converted out;
  char* from = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  std::array<char, 4096> buffer;
  while (left > 0) {
    char* to = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t lost = iconv(converter, &from, &left, &to, &room);
    const int why = errno;
    out.text.append(buffer.data(), buffer.size() - room);
    if (lost != static_cast<std::size_t>(-1)) break;
    if (why == E2BIG) continue;
    append_utf8(out.text, replacement);
    out.sure = false;
    if (why != EILSEQ) break;  // an unfinished character at the end
    ++from;
    --left;
  }
  g_mime_iconv_close(converter);
  if (!is_valid_utf8(out.text)) out = {scrub_utf8(out.text), false};
  return out;
}

}  // namespace

Converted to_utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = canonical(charset);
  const bool wide = name.starts_with("utf-16") || name.starts_with("utf-32") || name.starts_with("ucs-") ||
                    name.starts_with("utf-7") || name.starts_with("utf7") || name.starts_with("iso-2022") ||
                    name.starts_with("hz");
  if (!wide && is_ascii(bytes)) return {std::string(bytes), true};
  if (is_one_of(name, {"", "us-ascii", "ascii", "ansi_x3.4-1968", "utf-8", "utf8", "iso-8859-1", "latin1", "iso8859-1",
                       "windows-1252", "cp1252", "unknown-8bit", "8bit", "binary", "default"})) {
    return from_undeclared(bytes);
  }
  auto converted = name == "x-unknown" ? std::nullopt : by_iconv(bytes, name);  // GMime would take the machine's own
  if (!converted) {
    converted = from_undeclared(bytes);
    converted->sure = false;
  }
  // What hides ASCII in ASCII, or depends on a byte order nobody states, reads differently elsewhere.
  if (name.starts_with("utf-7") || name.starts_with("utf7")) converted->sure = false;
  if (name == "utf-16" || name == "utf-32") {
    const bool marked = bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") ||
                        bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4));
    converted->sure = converted->sure && marked;
  }
  return *converted;
}

}  // namespace scc::mail
