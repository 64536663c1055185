#include "mail/plain_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace scc::mail {
namespace {

constexpr int depth_max = 50;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t leading_spaces(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    if (c == ' ') {
      ++width;
    } else if (c == '\t') {
      width += 8 - width % 8;
    } else {
      break;
    }
  }
  return width;
}

/// "> > text" and ">>text": the depth; `line` keeps what stands behind the marks.
int take_quote_marks(std::string_view& line) {
  int depth = 0;
  std::size_t at = 0;
  while (at < line.size() && depth < depth_max) {
    if (line[at] == '>') {
      ++depth;
      line.remove_prefix(at + 1);
      at = 0;
    } else if (depth > 0 && line[at] == ' ' && at == 0) {
      ++at;
    } else {
      break;
    }
  }
  return depth;
}

/// A line of one repeated drawing character: "-----", "=====", "* * *".
/// How many pieces stand in a line, two blanks or more apart.
std::size_t columns_of(std::string_view text) {
  text = trim(text);
  std::size_t columns = text.empty() ? 0 : 1;
  for (std::size_t gap = text.find("  "); gap != std::string_view::npos; gap = text.find("  ", gap)) {
    gap = text.find_first_not_of(' ', gap);
    ++columns;
  }
  return columns;
}

/// "-----  ------  ---" under the headers of columns: a row of the table.
bool draws_columns(std::string_view text) {
  constexpr std::size_t columns_min = 2;
  std::size_t columns = 0;
  for (std::size_t at = text.find_first_of("-="); at != std::string_view::npos; ++columns) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end - at < 2) return false;
    at = text.find_first_of("-=", end);
  }
  return columns >= columns_min && text.find_first_not_of("-= ") == std::string_view::npos;
}

bool is_rule(std::string_view text) {
  char drawn = 0;
  std::size_t count = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    if (std::string_view("-=_*~#+").find(c) == std::string_view::npos || (drawn != 0 && c != drawn)) return false;
    drawn = c;
    ++count;
  }
  return count >= 3;
}

/// "~~text~~" is struck through.
void take_struck(Line& line) {
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = line.text.find("~~", at);
    const std::size_t close = open == std::string::npos ? open : line.text.find("~~", open + 2);
    if (close == std::string::npos) break;
    out.append(line.text, at, open - at);
    if (close > open + 2) line.struck.push_back({out.size(), out.size() + close - open - 2});
    out.append(line.text, open + 2, close - open - 2);
    at = close + 2;
  }
  if (line.struck.empty()) return;  // a drawn line of tildes stays as it is
  out.append(line.text, at);
  line.text = std::move(out);
}

std::vector<Line> split_lines(const TextPart& part) {
  std::vector<Line> lines;
  bool joins = false;
  for (std::string_view rest = part.text; !rest.empty() && lines.size() < lines_max;) {
    const std::size_t end = std::min(rest.size(), rest.find('\n'));
    std::string_view raw = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    Line line;
    line.depth = take_quote_marks(raw);
    if (raw.starts_with(' ') && (line.depth > 0 || part.flowed)) raw.remove_prefix(1);
    const bool delimiter = raw == "-- ";
    const bool soft = part.flowed && raw.ends_with(' ') && !delimiter;
    if (soft && part.delete_space) raw.remove_suffix(1);
    if (!part.flowed && !delimiter) raw = raw.substr(0, raw.find_last_not_of(" \t") + 1);
    if (joins && !lines.empty() && lines.back().depth == line.depth && !delimiter) {
      lines.back().text += raw;
    } else {
      line.text = raw;
      lines.push_back(std::move(line));
    }
    joins = soft;
  }
  for (Line& line : lines) {
    if (line.text != "-- ") line.text.resize(line.text.find_last_not_of(" \t") + 1);
    if (trim(line.text).empty())
      line = Line{Line::Kind::blank, Line::Mark::none, line.depth, 0, false, "", {}, {}, {}, false};
  }
  return lines;
}

/// ">From here on" was escaped by an mbox, not quoted.
void undo_mbox_escapes(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.depth != 1 || !line.text.starts_with("From ")) continue;
    const bool alone = (i == 0 || lines[i - 1].depth == 0) && (i + 1 == lines.size() || lines[i + 1].depth == 0);
    if (alone) line.depth = 0;
  }
}

/// A number or letter opens a list only where its neighbours count on: "12. May" does not.
bool counts_on(const std::vector<Line>& lines, std::size_t i, const ListMark& mark) {
  if (mark.kind == ListMark::Kind::bullet) return true;
  constexpr std::size_t reach = 6;
  for (std::size_t j = i + 1; j < lines.size() && j <= i + reach; ++j) {
    const ListMark next = list_mark_of(trim(lines[j].text));
    if (next.kind == mark.kind && next.number == mark.number + 1) return true;
  }
  for (std::size_t j = i; j-- > 0 && j + reach >= i;) {
    const ListMark before = list_mark_of(trim(lines[j].text));
    if (before.kind == mark.kind && before.number + 1 == mark.number) return true;
  }
  return false;
}

void find_lists(std::vector<Line>& lines) {
  std::vector<ListMark> marks(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind != Line::Kind::text) continue;
    const ListMark mark = list_mark_of(trim(lines[i].text));
    if (mark.kind != ListMark::Kind::none && counts_on(lines, i, mark)) marks[i] = mark;
  }
  std::vector<std::size_t> indents;  // of the open items, outermost first
  std::size_t text_column = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.kind == Line::Kind::blank) continue;
    const std::size_t column = leading_spaces(line.text);
    if (marks[i].kind != ListMark::Kind::none) {
      while (!indents.empty() && column < indents.back()) indents.pop_back();
      if (indents.empty() || column > indents.back() + 1) indents.push_back(column);
      line.kind = Line::Kind::list_item;
      line.indent = static_cast<int>(indents.size()) - 1;
      text_column = column + marks[i].bytes;
      line.text = std::string(trim(trim(line.text).substr(marks[i].bytes)));
      continue;
    }
    const bool follows = i > 0 && lines[i - 1].depth == line.depth &&
                         (lines[i - 1].kind == Line::Kind::list_item || (lines[i - 1].continues && !indents.empty()));
    if (follows && column >= 2 && column + 1 >= text_column) {
      line.continues = true;
    } else {
      indents.clear();
    }
  }
}

void find_rules_and_headings(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.kind != Line::Kind::text) continue;
    const bool in_table =
        i > 0 && lines[i - 1].kind == Line::Kind::text &&
        (draws_columns(line.text) || (i + 2 < lines.size() && columns_of(lines[i - 1].text) > 2 &&
                                      columns_of(lines[i - 1].text) == columns_of(lines[i + 1].text) &&
                                      columns_of(lines[i - 1].text) == columns_of(lines[i + 2].text)));
    if (line.text != "-- " && is_rule(line.text) && !in_table) {
      line.kind = Line::Kind::separator;
      const bool underlines = i > 0 && lines[i - 1].kind == Line::Kind::text && lines[i - 1].depth == line.depth &&
                              (i < 2 || lines[i - 2].kind != Line::Kind::text) && width_of(lines[i - 1].text) <= 80 &&
                              (line.text.front() == '=' || line.text.front() == '-' || line.text.front() == '~') &&
                              lines[i - 1].text.find("  ") == std::string::npos &&
                              width_of(line.text) + 6 >= width_of(lines[i - 1].text) &&
                              width_of(line.text) <= width_of(lines[i - 1].text) + 6;
      if (underlines) lines[i - 1].kind = Line::Kind::heading;
      continue;
    }
    const std::size_t hashes = std::min(line.text.size(), line.text.find_first_not_of('#'));
    if (hashes >= 1 && hashes <= 6 && line.text.size() > hashes + 1 && line.text[hashes] == ' ') {
      line.kind = Line::Kind::heading;
      line.text = std::string(trim(std::string_view(line.text).substr(hashes)));
    }
  }
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

ListMark list_mark_of(std::string_view text) {
  static constexpr std::array<std::string_view, 13> bullets = {"-", "*", "•", "–", "—", "·", "▪",
                                                               "◦", "‣", "●", "○", "■", "+"};
  for (const std::string_view bullet : bullets) {
    if (!text.starts_with(bullet) || text.size() <= bullet.size()) continue;
    const std::size_t spaces = text.substr(bullet.size()).find_first_not_of(" \t");
    if (spaces == 0 && bullet != "•") return {};
    if (spaces == std::string_view::npos) return {};
    return {ListMark::Kind::bullet, 0, bullet.size() + spaces};
  }
  std::size_t at = text.starts_with('(') ? 1 : 0;
  const std::size_t begin = at;
  ListMark mark;
  while (at < text.size() && is_digit(text[at]) && at < begin + 2) mark.number = mark.number * 10 + (text[at++] - '0');
  if (at > begin) {
    mark.kind = ListMark::Kind::number;
  } else if (at < text.size() && is_letter(text[at])) {
    mark.kind = ListMark::Kind::letter;
    mark.number = (text[at] | 0x20) - 'a' + 1;
    ++at;
  } else {
    return {};
  }
  if (at >= text.size() || (text[at] != ')' && (begin == 1 || text[at] != '.'))) return {};
  const std::size_t after = text.find_first_not_of(" \t", at + 1);
  if (after == std::string_view::npos || after == at + 1) return {};
  mark.bytes = after;
  return mark;
}

std::vector<Line> lines_of_plain(const TextPart& part) {
  std::vector<Line> lines = split_lines(part);
  undo_mbox_escapes(lines);
  find_rules_and_headings(lines);
  find_lists(lines);
  for (Line& line : lines) {
    if (line.text.find("~~") != std::string::npos) take_struck(line);
  }
  return lines;
}

}  // namespace scc::mail
