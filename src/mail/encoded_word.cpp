#include "mail/encoded_word.h"

#include <gmime/gmime.h>

#include <optional>

#include "base/text.h"

namespace scc::mail {
namespace {

/// RFC 2047 says 75; mailers that split no word make longer ones.
constexpr std::size_t word_bytes_max = 8192;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The Q encoding: "_" is a space, "=C3" a byte.
std::string decode_q(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_') {
      out += ' ';
    } else if (text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct Word {
  std::string_view charset;
  std::string bytes;
  std::size_t end = 0;
};

/// The encoded word that begins at `at`, if one does.
std::optional<Word> word_at(std::string_view value, std::size_t at) {
  if (value.substr(at, 2) != "=?") return std::nullopt;
  const std::size_t charset_end = value.find('?', at + 2);
  if (charset_end == std::string_view::npos || charset_end == at + 2 || charset_end + 3 >= value.size() ||
      value[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const char encoding = value[charset_end + 1];
  const std::size_t text_begin = charset_end + 3;
  std::size_t text_end = value.find("?=", text_begin);
  if (text_end == std::string_view::npos || text_end - at > word_bytes_max) return std::nullopt;
  std::string_view charset = value.substr(at + 2, charset_end - at - 2);
  if (charset.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
  charset = charset.substr(0, charset.find('*'));  // RFC 2231: "utf-8*en"
  const std::string_view text = value.substr(text_begin, text_end - text_begin);
  if (encoding == 'B' || encoding == 'b') return Word{charset, decode_base64(text), text_end + 2};
  if (encoding == 'Q' || encoding == 'q') return Word{charset, decode_q(text), text_end + 2};
  return std::nullopt;
}

}  // namespace

std::string unfold(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\r' && i + 1 < raw.size() && raw[i + 1] == '\n') continue;
    if (raw[i] == '\n') continue;
    out += raw[i] == '\t' ? ' ' : raw[i];
  }
  return std::string(trim(out));
}

std::string decode_base64(std::string_view text) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  int state = 0;
  guint32 save = 0;
  // GMime's decoder stops at "=": texts joined after their padding are decoded piece by piece.
  std::size_t written = 0;
  while (!text.empty()) {
    std::size_t end = text.find('=');
    end = end == std::string_view::npos ? text.size() : text.find_first_not_of("=\r\n \t", end);
    if (end == std::string_view::npos) end = text.size();
    state = 0;
    save = 0;
    out.resize(std::max(out.size(), written + end / 4 * 3 + 6));
    written +=
        g_mime_encoding_base64_decode_step(reinterpret_cast<const unsigned char*>(text.data()), end,
                                           reinterpret_cast<unsigned char*>(out.data() + written), &state, &save);
    text.remove_prefix(end);
  }
  out.resize(written);
  return out;
}

Converted decode_header(std::string_view value) {
  Converted out;
  const auto append = [&out](std::string_view bytes, std::string_view charset) {
    const Converted piece = to_utf8(bytes, charset);
    out.text += piece.text;
    out.sure = out.sure && piece.sure;
  };
  std::string pending;  // bytes of neighbouring words in one charset
  std::string_view pending_charset;
  std::size_t plain_begin = 0;
  std::size_t at = 0;
  const auto flush = [&] {
    append(pending, pending_charset);
    pending.clear();
  };
  bool after_word = false;
  while (at < value.size()) {
    const std::size_t next = value.find("=?", at);
    if (next == std::string_view::npos) break;
    auto word = word_at(value, next);
    if (!word) {
      at = next + 2;
      continue;
    }
    const std::string_view between = value.substr(plain_begin, next - plain_begin);
    const bool joins = after_word && trim(between).empty();
    if (!joins || ascii_lower(word->charset) != ascii_lower(pending_charset)) flush();
    if (!joins) append(between, "");
    pending_charset = word->charset;
    pending += word->bytes;
    after_word = true;
    at = plain_begin = word->end;
  }
  flush();
  append(value.substr(plain_begin), "");
  return out;
}

}  // namespace scc::mail
