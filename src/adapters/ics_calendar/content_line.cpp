#include "adapters/ics_calendar/content_line.h"

#include <algorithm>

#include "base/text.h"

namespace scc::ics {
namespace {

/// RFC 5545 section 3.1: lines longer than this many octets SHOULD be folded.
constexpr std::size_t line_octets_max = 75;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// End of the physical line at `begin`, its line end included.
std::size_t physical_end(std::string_view file, std::size_t begin) {
  const std::size_t lf = file.find('\n', begin);
  return lf == std::string_view::npos ? file.size() : lf + 1;
}

std::size_t content_end(std::string_view file, std::size_t begin, std::size_t end) {
  while (end > begin && (file[end - 1] == '\n' || file[end - 1] == '\r')) --end;
  return end;
}

/// Offset in the unfolded text of the ':' before the value; the end when there is none.
std::size_t colon_of(std::string_view unfolded) {
  bool quoted = false;
  for (std::size_t i = 0; i < unfolded.size(); ++i) {
    if (unfolded[i] == '"') quoted = !quoted;
    if (unfolded[i] == ':' && !quoted) return i;
  }
  return unfolded.size();
}

/// One character or escape sequence at a time, so that neither is split by a fold.
class Folder {
 public:
  Folder(std::string_view line_end, std::size_t column) : line_end_(line_end), column_(column) {}

  void add(std::string_view unit) {
    if (column_ + unit.size() > line_octets_max) fold();
    out_ += unit;
    column_ += unit.size();
  }
  void fold() {
    out_ += line_end_;
    out_ += ' ';
    column_ = 1;
  }
  void add_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const char c = text[i];
      if (c == '\n') {
        add("\\n");
      } else if (c == '\\' || c == ';' || c == ',') {
        add(std::string{'\\', c});
      } else if (c != '\r') {
        const std::size_t bytes = code_point_at(text, i).bytes;
        add(text.substr(i, bytes));
        i += bytes;
        continue;
      }
      ++i;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::string_view line_end_;
  std::size_t column_;
};

bool is_continuation_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

ContentLine content_line_at(std::string_view file, std::size_t begin) {
  ContentLine line;
  line.begin = begin;
  line.end = physical_end(file, begin);
  while (line.end < file.size() && (file[line.end] == ' ' || file[line.end] == '\t')) {
    line.end = physical_end(file, line.end);
  }
  std::string text = unfold(file, line).text;
  if (begin == 0 && text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  if (colon_of(text) == text.size()) return line;  // no property: never to be written
  for (const char c : text.substr(0, text.find_first_of(":;"))) {
    line.name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return line;
}

Placed unfold(std::string_view file, const ContentLine& line) {
  Placed placed;
  std::size_t at = line.begin;
  while (at < line.end) {
    const std::size_t end = physical_end(file, at);
    const std::size_t content = content_end(file, at, std::min(end, line.end));
    for (std::size_t i = at == line.begin ? at : at + 1; i < content; ++i) {
      placed.text += file[i];
      placed.from.push_back(i);
    }
    at = end;
  }
  placed.from.push_back(content_end(file, line.begin, line.end));
  return placed;
}

Placed text_value(std::string_view file, const ContentLine& line) {
  const Placed whole = unfold(file, line);
  Placed value;
  for (std::size_t i = std::min(colon_of(whole.text) + 1, whole.text.size()); i < whole.text.size(); ++i) {
    const char c = whole.text[i];
    const char next = i + 1 < whole.text.size() ? whole.text[i + 1] : '\0';
    value.from.push_back(whole.from[i]);
    if (c == '\\' && (next == 'n' || next == 'N')) {
      value.text += '\n';
      ++i;
    } else if (c == '\\' && (next == '\\' || next == ';' || next == ',')) {
      value.text += next;
      ++i;
    } else {
      value.text += c;
    }
  }
  value.from.push_back(whole.from.back());
  return value;
}

std::string raw_value(std::string_view file, const ContentLine& line) {
  const std::string text = unfold(file, line).text;
  return text.substr(std::min(colon_of(text) + 1, text.size()));
}

std::string parameter(std::string_view file, const ContentLine& line, std::string_view name) {
  const std::string text = unfold(file, line).text;
  const std::string_view head = std::string_view(text).substr(0, colon_of(text));
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= head.size(); ++i) {
    if (i < head.size() && head[i] == '"') quoted = !quoted;
    if (i < head.size() && (head[i] != ';' || quoted)) continue;
    const std::string_view part = head.substr(begin, i - begin);
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && ascii_lower(part.substr(0, equals)) == ascii_lower(name)) {
      std::string_view value = part.substr(equals + 1);
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      return std::string(value);
    }
    begin = i + 1;
  }
  return {};
}

Replacement replace_text(std::string_view file, const ContentLine& line, std::string_view text,
                         std::string_view line_end) {
  const Placed old = text_value(file, line);
  const std::size_t shorter = std::min(old.text.size(), text.size());
  std::size_t prefix = 0;
  while (prefix < shorter && old.text[prefix] == text[prefix]) ++prefix;
  while (prefix > 0 && ((prefix < text.size() && is_continuation_byte(text[prefix])) ||
                        (prefix < old.text.size() && is_continuation_byte(old.text[prefix])))) {
    --prefix;
  }
  std::size_t suffix = 0;
  while (suffix < shorter - prefix && old.text[old.text.size() - 1 - suffix] == text[text.size() - 1 - suffix])
    ++suffix;
  while (suffix > 0 && is_continuation_byte(text[text.size() - suffix])) --suffix;

  Replacement change;
  change.begin = old.from[prefix];
  change.end = old.from[old.text.size() - suffix];
  const std::size_t line_begin = file.substr(0, change.begin).rfind('\n') + 1;  // npos + 1 = 0
  Folder folder(line_end, change.begin - line_begin);
  folder.add_text(text.substr(prefix, text.size() - suffix - prefix));
  const bool changed = change.begin != change.end || text.size() != prefix + suffix;
  if (changed && suffix > 0) folder.fold();
  change.bytes = folder.take();
  return change;
}

std::string make_line(std::string_view name, std::string_view text, std::string_view line_end) {
  Folder folder(line_end, 0);
  folder.add(std::string(name) + ":");
  folder.add_text(text);
  return folder.take() + std::string(line_end);
}

std::string apply(std::string_view file, std::vector<Replacement> replacements) {
  std::stable_sort(replacements.begin(), replacements.end(),
                   [](const Replacement& a, const Replacement& b) { return a.begin < b.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Replacement& change : replacements) {
    out += file.substr(at, change.begin - at);
    out += change.bytes;
    at = change.end;
  }
  return out + std::string(file.substr(at));
}

}  // namespace scc::ics
