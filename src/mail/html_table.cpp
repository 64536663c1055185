#include "mail/html_table.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "mail/html_page.h"

namespace scc::mail {
namespace {

struct FoundRow {
  const GumboNode* node = nullptr;
  std::vector<const GumboNode*> cells;
  bool header = false;  ///< in a <thead>
};

bool is_element(const GumboNode* node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

template <class Visit>
void each_child(const GumboNode* node, Visit visit) {
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT) visit(child);
  }
}

void add_row(const GumboNode* tr, bool header, CellReader& reader, std::vector<FoundRow>& rows, int& cells) {
  if (static_cast<int>(rows.size()) >= table_rows_max || reader.is_hidden(tr)) return;
  FoundRow row;
  row.node = tr;
  row.header = header;
  each_child(tr, [&](const GumboNode* cell) {
    if (!is_element(cell, GUMBO_TAG_TD) && !is_element(cell, GUMBO_TAG_TH)) return;
    if (++cells > table_cells_max || reader.is_hidden(cell)) return;
    row.cells.push_back(cell);
  });
  rows.push_back(std::move(row));
}

std::vector<FoundRow> find_rows(const GumboNode* table, CellReader& reader) {
  std::vector<FoundRow> rows;
  int cells = 0;
  each_child(table, [&](const GumboNode* part) {
    if (is_element(part, GUMBO_TAG_TR)) add_row(part, false, reader, rows, cells);
    const bool body = is_element(part, GUMBO_TAG_TBODY) || is_element(part, GUMBO_TAG_TFOOT);
    const bool head = is_element(part, GUMBO_TAG_THEAD);
    if ((!body && !head) || reader.is_hidden(part)) return;
    each_child(part, [&](const GumboNode* tr) {
      if (is_element(tr, GUMBO_TAG_TR)) add_row(tr, head, reader, rows, cells);
    });
  });
  return rows;
}

struct Contents {
  bool table = false;
  bool list = false;
  bool heading = false;
  int breaks = 0;
  std::size_t text_bytes = 0;
};

Contents contents_of(const GumboNode* cell) {
  Contents out;
  std::vector<const GumboNode*> open = {cell};
  while (!open.empty()) {
    const GumboNode* at = open.back();
    open.pop_back();
    if (at->type == GUMBO_NODE_TEXT) out.text_bytes += std::string_view(at->v.text.text).size();
    if (at->type != GUMBO_NODE_ELEMENT) continue;
    const GumboTag tag = at->v.element.tag;
    out.table = out.table || tag == GUMBO_TAG_TABLE;
    out.list = out.list || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL;
    out.heading = out.heading || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6);
    out.breaks += tag == GUMBO_TAG_BR || tag == GUMBO_TAG_P || tag == GUMBO_TAG_DIV ? 1 : 0;
    const GumboVector& children = at->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) open.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return out;
}

int span_of(const GumboNode* cell, const char* name) {
  const char* value = attribute(cell, name);
  return value == nullptr ? 1 : std::clamp(std::atoi(value), 1, span_max);
}

Cell cell_of(const GumboNode* node, const FoundRow& row, CellReader& reader) {
  Cell cell;
  for (const Line& line : reader.lines_in(node, row.node)) {
    if (line.kind == Line::Kind::table || line.kind == Line::Kind::separator || trim(line.text).empty()) continue;
    if (!cell.text.empty()) cell.text += '\n';
    for (const Range& range : line.struck) {
      cell.struck.push_back({cell.text.size() + range.begin, cell.text.size() + range.end});
    }
    cell.text += line.text;
  }
  cell.column_span = span_of(node, "colspan");
  cell.row_span = span_of(node, "rowspan");
  cell.header = row.header || is_element(node, GUMBO_TAG_TH);
  return cell;
}

bool is_empty(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](const Cell& cell) {
    // No-break spaces are what spreadsheets fill empty cells with.
    std::string_view text = cell.text;
    while (text.starts_with("\xC2\xA0") || text.starts_with(' ') || text.starts_with('\n')) {
      text.remove_prefix(text.starts_with('\xC2') ? 2 : 1);
    }
    return text.empty() && cell.row_span == 1;
  });
}

}  // namespace

bool is_layout_table(const GumboNode* table, CellReader& reader) {
  const std::vector<FoundRow> rows = find_rows(table, reader);
  std::size_t columns = 0;
  for (const FoundRow& row : rows) columns = std::max(columns, row.cells.size());
  if (columns <= 1) return true;
  constexpr int breaks_max = 12;
  constexpr std::size_t cell_text_bytes_max = 1200;
  for (const FoundRow& row : rows) {
    for (const GumboNode* cell : row.cells) {
      const Contents contents = contents_of(cell);
      if (contents.table || contents.heading || contents.breaks > breaks_max ||
          contents.text_bytes > cell_text_bytes_max)
        return true;
      if (rows.size() == 1 && (contents.list || contents.breaks > 1)) return true;
    }
  }
  return false;
}

std::vector<Row> rows_of(const GumboNode* table, CellReader& reader) {
  std::vector<Row> out;
  for (const FoundRow& found : find_rows(table, reader)) {
    Row row;
    for (const GumboNode* cell : found.cells) row.push_back(cell_of(cell, found, reader));
    if (!row.empty() && !is_empty(row)) out.push_back(std::move(row));
  }
  return out;
}

std::vector<Line> caption_of(const GumboNode* table, CellReader& reader) {
  std::vector<Line> out;
  each_child(table, [&](const GumboNode* part) {
    if (!is_element(part, GUMBO_TAG_CAPTION) || reader.is_hidden(part)) return;
    for (Line& line : reader.lines_in(part, nullptr)) out.push_back(std::move(line));
  });
  return out;
}

}  // namespace scc::mail
