/// HtmlTable: which tables hold data and which only lay out a page; the rows and cells of the former.
///
/// Pure, one thread.
#pragma once

#include <gumbo.h>

#include <vector>

#include "mail/line.h"

namespace scc::mail {

/// How a table asks for the text of its cells.
class CellReader {
 public:
  virtual ~CellReader() = default;
  /// `row` is the <tr> whose style counts for the cell, or null.
  virtual std::vector<Line> lines_in(const GumboNode* cell, const GumboNode* row) = 0;
  virtual bool is_hidden(const GumboNode* element) = 0;
};

inline constexpr int table_rows_max = 2000;
inline constexpr int table_cells_max = 20'000;
inline constexpr int span_max = 200;

/// One that wraps text, lists or other tables, or has a single column: read as running text.
[[nodiscard]] bool is_layout_table(const GumboNode* table, CellReader& reader);
[[nodiscard]] std::vector<Row> rows_of(const GumboNode* table, CellReader& reader);
[[nodiscard]] std::vector<Line> caption_of(const GumboNode* table, CellReader& reader);

}  // namespace scc::mail
