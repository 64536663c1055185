/// Line: one visible line of a body, between its markup and its pieces.
///
/// Plain text and HTML both become lines; the layers (quoted, forwarded, signature…) are found on
/// lines, and lines become pieces. Values, any thread.
#pragma once

#include <string>
#include <vector>

#include "mail/message.h"

namespace scc::mail {

struct Line {
  enum class Kind { text, blank, list_item, heading, table, separator };
  /// What the markup itself says of the line's layer; the text may say more.
  enum class Mark { none, signature };

  Kind kind = Kind::text;
  Mark mark = Mark::none;
  int depth = 0;               ///< how many quote marks or quoting blocks it stands in
  int indent = 0;              ///< nesting of a list item
  bool continues = false;      ///< goes on a list item or paragraph that began above
  std::string text;            ///< without its end, its quote marks and its list mark
  std::vector<Range> struck;   ///< parts of `text`
  std::vector<Row> rows;       ///< of a table
  Layer layer = Layer::fresh;  ///< set by assign_layers
  bool dropped = false;        ///< a forwarded mail's header line: kept in Message::forwarded
};

/// Of one body; a text with more is cut, and that is said.
inline constexpr std::size_t lines_max = 20'000;

/// A line's own length for people: code points.
[[nodiscard]] std::size_t width_of(const std::string& text);

}  // namespace scc::mail
