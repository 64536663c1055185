#include "terminal.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "base/text.h"

namespace scc::app {
namespace {

constexpr std::size_t bar_columns = 28;

const char* escape_of(Ink ink) {
  switch (ink) {
    case Ink::plain: return "";
    case Ink::bold: return "\x1b[1m";
    case Ink::dim: return "\x1b[2m";
    case Ink::underlined: return "\x1b[4m";
    case Ink::good: return "\x1b[32m";
    case Ink::warn: return "\x1b[33m";
    case Ink::bad: return "\x1b[31m";
  }
  return "";
}

bool is_combining(char32_t c) {
  return (c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010) || (c >= 0xFE00 && c < 0xFE10);
}

/// Two columns each: East Asian scripts and emoji, as terminals show them.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF61) ||
         (c >= 0x1F300 && c < 0x1FA00);
}

std::size_t columns_of(char32_t c) {
  if (is_combining(c)) return 0;
  return is_wide(c) ? 2 : 1;
}

}  // namespace

Terminal::Terminal(const Environment& environment, Colour colour) {
  const std::string term = environment.text("TERM");
  const bool dumb = term.empty() || term == "dumb";
  const bool forced = !environment.text("CLICOLOR_FORCE").empty() && environment.text("CLICOLOR_FORCE") != "0";
  const bool refused = !environment.text("NO_COLOR").empty();
  const auto decide = [&](int descriptor) {
    if (colour != Colour::when_terminal) return colour == Colour::always;
    if (refused) return false;
    return forced || (!dumb && isatty(descriptor) != 0);
  };
  colour_out_ = decide(STDOUT_FILENO);
  colour_talk_ = decide(STDERR_FILENO);
  bar_ = !dumb && isatty(STDERR_FILENO) != 0 && !environment.has("CI");
}

void Terminal::print(std::string_view line) {
  end_progress();
  std::cout << line << '\n';
}

void Terminal::say(std::string_view line) {
  if (quiet_) return;
  end_progress();
  std::cout.flush();
  std::cerr << line << '\n';
}

void Terminal::complain(std::string_view what) {
  end_progress();
  std::cout.flush();
  std::cerr << inked("scc:", Ink::bad, Stream::talk) << ' ';
  // A complaint quotes foreign words.
  for (std::size_t begin = 0; begin <= what.size();) {
    const std::size_t end = std::min(what.find('\n', begin), what.size());
    std::cerr << printable(what.substr(begin, end - begin)) << '\n';
    begin = end + 1;
  }
}

std::string Terminal::inked(std::string_view text, Ink ink, Stream stream) const {
  const bool coloured = stream == Stream::result ? colour_out_ : colour_talk_;
  if (!coloured || ink == Ink::plain || text.empty()) return std::string(text);
  return escape_of(ink) + std::string(text) + "\x1b[0m";
}

void Terminal::table(const std::vector<std::string>& headings, const std::vector<TableRow>& rows) {
  std::vector<std::size_t> widths;
  for (const std::string& heading : headings) widths.push_back(display_width(heading));
  for (const TableRow& row : rows) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  const auto print_row = [&](const TableRow& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      line += inked(row[i].text, row[i].ink);
      if (i + 1 < row.size()) line += std::string(widths[i] - display_width(row[i].text) + 2, ' ');
    }
    print(line);
  };
  TableRow heading_row;
  for (const std::string& heading : headings) heading_row.push_back({heading, Ink::bold});
  print_row(heading_row);
  for (const TableRow& row : rows) print_row(row);
}

void Terminal::progress(std::string_view step, std::size_t done, std::size_t total) {
  if (!bar_ || quiet_ || total == 0) return;
  const std::size_t full = bar_columns * std::min(done, total) / total;
  std::string bar;
  for (std::size_t i = 0; i < bar_columns; ++i) bar += i < full ? "━" : "─";
  std::cerr << "\r\x1b[K" << step << ' ' << bar << ' ' << done << '/' << total << std::flush;
  bar_drawn_ = true;
  if (done >= total) end_progress();
}

void Terminal::end_progress() {
  if (!bar_drawn_) return;
  std::cerr << "\r\x1b[K" << std::flush;
  bar_drawn_ = false;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = code_point_at(utf8, at);
    width += columns_of(point.value);
    at += point.bytes;
  }
  return width;
}

std::string printable(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = code_point_at(utf8, at);
    if (point.value < 0x20) {
      append_utf8(out, 0x2400 + point.value);
    } else if (point.value == 0x7F || (point.value >= 0x80 && point.value < 0xA0)) {
      append_utf8(out, 0xFFFD);
    } else {
      append_utf8(out, point.value);
    }
    at += point.bytes;
  }
  return out;
}

std::string shortened(std::string_view utf8, std::size_t width) {
  std::string whole = printable(utf8);
  if (display_width(whole) <= width || width == 0) return whole;
  std::string out;
  std::size_t columns = 0;
  for (std::size_t at = 0; at < whole.size();) {
    const CodePoint point = code_point_at(whole, at);
    if (columns + columns_of(point.value) > width - 1) break;
    columns += columns_of(point.value);
    out.append(whole, at, point.bytes);
    at += point.bytes;
  }
  return out + "…";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace scc::app
