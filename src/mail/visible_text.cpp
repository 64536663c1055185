#include "mail/visible_text.h"

#include <algorithm>

#include "base/text.h"

namespace scc::mail {
namespace {

enum class Look { visible, space, nothing, override };

Look look_of(char32_t c) {
  if (c < 0x20) return c == '\n' || c == '\t' ? Look::visible : Look::nothing;
  if (c < 0x7F) return Look::visible;
  if (c < 0xA0) return Look::nothing;
  switch (c) {
    case 0xA0:
    case 0x2007:
    case 0x202F: return Look::space;
    case 0xAD:    // soft hyphen
    case 0x034F:  // combining grapheme joiner
    case 0x061C:  // Arabic letter mark
    case 0x115F:
    case 0x1160:
    case 0x3164:
    case 0xFFA0:  // Hangul fillers
    case 0x17B4:
    case 0x17B5:
    case 0x180E:
    case 0xFEFF: return Look::nothing;
    case 0x202D:
    case 0x202E: return Look::override;
    default: break;
  }
  if (c >= 0x2000 && c <= 0x200A) return Look::space;
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202C) || (c >= 0x2060 && c <= 0x206F))
    return Look::nothing;
  if (c == 0x2028 || c == 0x2029) return Look::space;
  if ((c >= 0xE0000 && c <= 0xE0FFF) || (c >= 0xFFF9 && c <= 0xFFFB)) return Look::nothing;
  return Look::visible;
}

/// Nearly every text: printable ASCII and line ends.
bool is_plain(std::string_view text) {
  for (const char c : text) {
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return false;
  }
  return true;
}

enum class Alphabet { none, latin, greek, cyrillic };

Alphabet alphabet_of(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return Alphabet::latin;
  if (c >= 0xC0 && c <= 0x24F) return c == 0xD7 || c == 0xF7 ? Alphabet::none : Alphabet::latin;
  if (c >= 0x1E00 && c <= 0x1EFF) return Alphabet::latin;
  if ((c >= 0x370 && c <= 0x3FF) || (c >= 0x1F00 && c <= 0x1FFF)) return Alphabet::greek;
  return c >= 0x400 && c <= 0x52F ? Alphabet::cyrillic : Alphabet::none;
}

void move_ranges(std::vector<Range>& ranges, const std::vector<std::size_t>& new_offset) {
  for (Range& range : ranges) range = {new_offset[range.begin], new_offset[range.end]};
  std::erase_if(ranges, [](const Range& range) { return range.begin >= range.end; });
}

}  // namespace

std::string clean_text(std::string_view utf8, TakenOut& taken_out, std::vector<Range>* struck) {
  if (is_plain(utf8)) return std::string(utf8);
  const bool moves = struck != nullptr && !struck->empty();
  std::vector<std::size_t> new_offset(moves ? utf8.size() + 1 : 0);
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const CodePoint at = code_point_at(utf8, i);
    if (moves) std::fill_n(new_offset.begin() + static_cast<std::ptrdiff_t>(i), at.bytes, out.size());
    Look look = look_of(at.value);
    if (at.value == '\r' && (i + 1 == utf8.size() || utf8[i + 1] != '\n')) {
      out += '\n';
      look = Look::nothing;
    }
    if (look == Look::visible) out.append(utf8.substr(i, at.bytes));
    if (look == Look::space) out += ' ';
    if (look == Look::override) taken_out.direction_override = true;
    i += at.bytes;
  }
  if (moves) {
    new_offset[utf8.size()] = out.size();
    move_ranges(*struck, new_offset);
  }
  return out;
}

std::string clean_line(std::string_view utf8) {
  TakenOut ignored;
  std::string out;
  bool space = false;
  for (const char c : clean_text(utf8, ignored)) {
    if (c == ' ' || c == '\n' || c == '\t') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

bool mixes_alphabets(std::string_view utf8) {
  constexpr char first_greek_lead = '\xCD';  // U+0340 and on
  if (std::none_of(utf8.begin(), utf8.end(), [](char c) { return c < 0 && c >= first_greek_lead; })) return false;
  constexpr int letters_min = 3;  // "kΩ" is a unit
  int letters = 0;
  bool mixed = false;
  Alphabet of_word = Alphabet::none;
  for (std::size_t i = 0; i < utf8.size();) {
    const CodePoint at = code_point_at(utf8, i);
    i += at.bytes;
    const Alphabet alphabet = alphabet_of(at.value);
    if (alphabet == Alphabet::none) {
      letters = 0;
      mixed = false;
      of_word = Alphabet::none;
      continue;
    }
    mixed = mixed || (of_word != Alphabet::none && of_word != alphabet);
    of_word = alphabet;
    if (++letters >= letters_min && mixed) return true;
  }
  return false;
}

}  // namespace scc::mail
