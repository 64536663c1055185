/// LineWriter: running text with collapsing white space, written into lines.
///
/// Values, one thread.
#pragma once

#include <string_view>
#include <vector>

#include "mail/line.h"

namespace scc::mail {

class LineWriter {
 public:
  /// What each line begun from now on is.
  struct Place {
    int depth = 0;
    int indent = 0;
    Line::Kind kind = Line::Kind::text;  ///< text, list_item or heading
    Line::Mark mark = Line::Mark::none;
  };

  Place place;

  enum class Space { collapsed, kept };
  enum class Ink { plain, struck };
  void write(std::string_view utf8, Space space, Ink ink);
  /// Ends the line, if anything stands on it.
  void end_line();
  /// <br>: ends the line; an empty one is an empty line.
  void break_line();
  /// Ends the line and asks for an empty one before the next, unless nothing stands above.
  void gap();
  /// A list item begins with the next text.
  void begin_item(int indent);
  void add(Line line);
  [[nodiscard]] std::vector<Line> finish();

 private:
  void open();
  std::vector<Line> lines_;
  Line line_;
  bool open_ = false;
  bool space_ = false;
  bool gap_ = false;
  bool item_ = false;
  int item_indent_ = 0;
};

}  // namespace scc::mail
