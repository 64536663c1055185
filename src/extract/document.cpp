#include "extract/document.h"

#include <algorithm>

#include "base/text.h"

namespace scc::extract {
namespace {

Grid expand(const std::vector<mail::Row>& rows) {
  Grid grid;
  std::vector<std::vector<GridCell>> filled(std::min(rows.size(), grid_rows_max));
  std::size_t width = 0;
  std::vector<std::vector<bool>> taken(filled.size());
  for (std::size_t r = 0; r < filled.size(); ++r) {
    std::size_t column = 0;
    for (const mail::Cell& cell : rows[r]) {
      while (column < taken[r].size() && taken[r][column]) ++column;
      const auto across = std::min<std::size_t>(std::max(cell.column_span, 1), grid_columns_max);
      const auto down = std::min<std::size_t>(std::max(cell.row_span, 1), filled.size() - r);
      if (column + across > grid_columns_max) break;
      for (std::size_t dr = 0; dr < down; ++dr) {
        auto& row = filled[r + dr];
        auto& marks = taken[r + dr];
        if (row.size() < column + across) row.resize(column + across);
        if (marks.size() < column + across) marks.resize(column + across);
        for (std::size_t dc = 0; dc < across; ++dc) {
          row[column + dc] = {cell.text, cell.struck, dr > 0 || dc > 0};
          marks[column + dc] = true;
        }
      }
      column += across;
    }
    width = std::max(width, filled[r].size());
  }
  for (auto& row : filled) row.resize(width);
  grid.rows = std::move(filled);
  return grid;
}

bool is_attachment(const mail::Body& body) {
  return !body.file_name.empty() || body.part == "text/csv";
}

void add_text(std::vector<Passage>& out, Passage base, std::string_view text, std::size_t begin, std::size_t end,
              const std::vector<mail::Range>& struck) {
  if (trim(text.substr(begin, end - begin)).empty()) return;
  base.text = std::string(text.substr(begin, end - begin));
  for (const mail::Range& range : struck) {
    const std::size_t from = std::max(range.begin, begin);
    const std::size_t to = std::min(range.end, end);
    if (from < to) base.struck.push_back({from - begin, to - begin});
  }
  out.push_back(std::move(base));
}

/// Lines of one paragraph that form a table become a grid, the lines before and after stay text.
void add_paragraph(std::vector<Passage>& out, const Passage& base, const mail::Piece& piece) {
  const std::string_view text = piece.text;
  std::vector<std::string_view> lines;
  if (piece.struck.empty() && text.find('\n') != std::string_view::npos) lines = split(text, '\n');
  const auto offset = [&](std::size_t line) {
    return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data()) : text.size();
  };
  std::size_t written = 0;
  for (std::size_t first = 0; first + 1 < lines.size(); ++first) {
    if (!in_columns(lines[first])) continue;
    std::size_t last = first + 1;
    while (last < lines.size() && (in_columns(lines[last]) || (last + 1 < lines.size() && in_columns(lines[last + 1]))))
      ++last;
    auto grid = drawn_grid(
        {lines.begin() + static_cast<std::ptrdiff_t>(first), lines.begin() + static_cast<std::ptrdiff_t>(last)});
    if (grid) {
      add_text(out, base, text, written, offset(first), {});
      Passage table = base;
      table.kind = mail::PieceKind::table;
      table.grid = std::move(grid);
      out.push_back(std::move(table));
      written = offset(last);
    }
    first = last;
  }
  add_text(out, base, text, written, text.size(), piece.struck);
}

void add_body(std::vector<Passage>& out, const mail::Body& body) {
  for (const mail::Piece& piece : body.pieces) {
    Passage passage;
    passage.part = body.part;
    passage.layer = piece.layer;
    passage.kind = piece.kind;
    passage.depth = piece.depth;
    if (piece.kind == mail::PieceKind::separator) continue;
    if (piece.kind == mail::PieceKind::table) {
      passage.grid = expand(piece.rows);
      out.push_back(std::move(passage));
    } else {
      add_paragraph(out, passage, piece);
    }
  }
}

void append_letters(std::string& out, std::string_view text) {
  for (const char c : fold(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
  }
}

std::string letters_of(const mail::Body& body) {
  std::string out;
  for (const mail::Piece& piece : body.pieces) {
    if (piece.layer != mail::Layer::fresh || !piece.struck.empty()) out.push_back('|');
    append_letters(out, piece.text);
    for (const mail::Row& row : piece.rows) {
      for (const mail::Cell& cell : row) append_letters(out, cell.text);
    }
  }
  return out;
}

}  // namespace

std::vector<Passage> read_document(const mail::Message& message, Alternative alternative) {
  std::vector<Passage> out;
  const std::string_view unwanted = alternative == Alternative::html ? "text/plain" : "text/html";
  for (const mail::Body& body : message.bodies) {
    if (message.alternative && body.part == unwanted && !is_attachment(body)) continue;
    add_body(out, body);
  }
  return out;
}

bool same_words(const mail::Message& message) {
  std::string seen;
  bool first = true;
  for (const mail::Body& body : message.bodies) {
    if (is_attachment(body)) continue;
    std::string letters = letters_of(body);
    if (first) {
      seen = std::move(letters);
      first = false;
    } else if (letters != seen) {
      return false;
    }
  }
  return true;
}

}  // namespace scc::extract
