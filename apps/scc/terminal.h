/// Terminal: what people see: results on stdout, talk on stderr, colours only where they help.
///
/// One thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "environment.h"

namespace scc::app {

enum class Ink { plain, bold, dim, underlined, good, warn, bad };
enum class Colour { when_terminal, always, never };
enum class Stream { result, talk };

/// Cells of one row; a cell's ink colours the whole cell.
struct TableCell {
  std::string text;
  Ink ink = Ink::plain;
};
using TableRow = std::vector<TableCell>;

class Terminal {
 public:
  /// NO_COLOR, CLICOLOR_FORCE and TERM=dumb are honoured unless `colour` says otherwise.
  Terminal(const Environment& environment, Colour colour);

  /// A line of the result.
  void print(std::string_view line);
  /// A line for people: what is going on. Not with quiet.
  void say(std::string_view line);
  /// A failure: never silenced.
  void complain(std::string_view what);
  void table(const std::vector<std::string>& headings, const std::vector<TableRow>& rows);
  /// Whether ink shows: otherwise what ink alone would say must be said by signs.
  [[nodiscard]] bool shows_ink() const { return colour_out_; }
  [[nodiscard]] std::string inked(std::string_view text, Ink ink, Stream stream = Stream::result) const;

  /// A bar that overwrites itself, on a terminal only; done == total removes it.
  void progress(std::string_view step, std::size_t done, std::size_t total);
  void end_progress();

  void be_quiet() { quiet_ = true; }

 private:
  bool colour_out_ = false;
  bool colour_talk_ = false;
  bool bar_ = false;  ///< may be drawn at all
  bool bar_drawn_ = false;
  bool quiet_ = false;
};

/// Columns that the text takes on a terminal: code points, without combining marks.
[[nodiscard]] std::size_t display_width(std::string_view utf8);
/// Control characters of foreign text as "␛" and the like: a mail must not drive the terminal.
[[nodiscard]] std::string printable(std::string_view utf8);
/// At most `width` columns, an ellipsis in place of what is cut.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t width);

/// "1 mail", "2 mails"
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace scc::app
