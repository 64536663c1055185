#include "mail/line_writer.h"

namespace scc::mail {

void LineWriter::open() {
  if (open_) return;
  if (gap_ && !lines_.empty() && lines_.back().kind != Line::Kind::blank) {
    Line blank;
    blank.kind = Line::Kind::blank;
    blank.depth = place.depth;
    lines_.push_back(std::move(blank));
  }
  gap_ = false;
  line_ = Line();
  line_.depth = place.depth;
  line_.mark = place.mark;
  line_.indent = place.indent;
  line_.kind = place.kind;
  if (place.kind == Line::Kind::list_item) {
    line_.indent = item_indent_;
    if (!item_) {
      line_.kind = Line::Kind::text;
      line_.continues = true;
    }
    item_ = false;
  }
  open_ = true;
  space_ = false;
}

void LineWriter::write(std::string_view utf8, Space space, Ink ink) {
  std::size_t struck_begin = std::string::npos;
  const auto stroke = [&] {
    if (struck_begin == std::string::npos || struck_begin == line_.text.size()) return;
    if (!line_.struck.empty() && line_.struck.back().end == struck_begin) {
      line_.struck.back().end = line_.text.size();
    } else {
      line_.struck.push_back({struck_begin, line_.text.size()});
    }
    struck_begin = std::string::npos;
  };
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const char c = utf8[i];
    if (space == Space::kept && (c == '\n' || c == '\r')) {
      if (c == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n') continue;
      stroke();
      break_line();
      continue;
    }
    const bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (white && space == Space::collapsed) {
      space_ = open_ && !line_.text.empty();
      continue;
    }
    open();
    const bool spaced = space_ && !line_.text.empty() && line_.text.back() != ' ';
    if (ink == Ink::struck && struck_begin == std::string::npos) {
      // A space between two struck words is struck with them.
      const bool goes_on = !line_.struck.empty() && line_.struck.back().end == line_.text.size();
      if (spaced && !goes_on) line_.text += ' ';
      struck_begin = line_.text.size();
      if (spaced && goes_on) line_.text += ' ';
    } else if (spaced) {
      line_.text += ' ';
    }
    space_ = false;
    line_.text += c;
  }
  stroke();
}

void LineWriter::end_line() {
  if (!open_) return;
  open_ = false;
  space_ = false;
  if (lines_.size() < lines_max) lines_.push_back(std::move(line_));
}

void LineWriter::break_line() {
  if (!open_) {
    if (item_) return;  // a list item's text begins below its mark
    gap_ = true;
    return;
  }
  end_line();
}

void LineWriter::gap() {
  end_line();
  if (!item_) gap_ = true;
}

void LineWriter::begin_item(int indent) {
  end_line();
  gap_ = false;
  item_ = true;
  item_indent_ = indent;
  place.kind = Line::Kind::list_item;
}

void LineWriter::add(Line line) {
  end_line();
  gap_ = false;
  line.depth = place.depth;
  line.mark = place.mark;
  lines_.push_back(std::move(line));
}

std::vector<Line> LineWriter::finish() {
  end_line();
  return std::move(lines_);
}

}  // namespace scc::mail
