#include "extract/document.h"

#include <algorithm>

#include "base/text.h"

namespace scc::extract {
namespace {

/// "Educators:  Hannah" and, set far in below her, "Min-jung": the second row of a cell.
bool goes_on_below(std::string_view line) {
  constexpr std::size_t indent_min = 6;
  constexpr std::size_t bytes_max = 60;
  const std::size_t begin = line.find_first_not_of(' ');
  return begin != std::string_view::npos && begin >= indent_min && line.size() <= begin + bytes_max;
}

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
  if (piece.struck.empty() && text.size() <= document_bytes_max && text.find('\n') != std::string_view::npos)
    lines = split(text, '\n');
  const auto offset = [&](std::size_t line) {
    return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data()) : text.size();
  };
  std::size_t written = 0;
  for (std::size_t first = 0; first + 1 < lines.size(); ++first) {
    if (!in_columns(lines[first])) continue;
    std::size_t last = first + 1;
    while (last < lines.size() && (in_columns(lines[last]) || (last + 1 < lines.size() && in_columns(lines[last + 1]))))
      ++last;
    while (last < lines.size() && goes_on_below(lines[last])) ++last;
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

/// "[12/05/2026, 20:58:31] Dev: Mike F mate": a line of a pasted chat, parted into speaker and words.
struct ChatLine {
  std::string_view speaker;
  std::string_view words;
};
std::optional<ChatLine> chat_line(std::string_view line) {
  if (line.empty() || line.front() != '[') return std::nullopt;
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || line.substr(0, close).find(':') == std::string_view::npos) return std::nullopt;
  const std::string_view rest = trim(line.substr(close + 1));
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 40) return std::nullopt;
  return ChatLine{rest.substr(0, colon), trim(rest.substr(colon + 1))};
}

/// What the sender said in a pasted chat is theirs; the others' lines are quoted.
bool add_chat(std::vector<Passage>& out, const Passage& base, const mail::Piece& piece, std::string_view sender) {
  const auto lines = split(piece.text, '\n');
  std::size_t chat = 0;
  for (const std::string_view line : lines) chat += chat_line(trim(line)) ? 1u : 0u;
  if (chat < 2) return false;
  const std::string own = fold(sender.substr(0, sender.find(' ')));
  for (const std::string_view line : lines) {
    Passage passage = base;
    passage.text = std::string(trim(line));
    if (const auto said = chat_line(trim(line))) {
      passage.text = std::string(said->words);
      if (fold(said->speaker.substr(0, said->speaker.find(' '))) != own) passage.layer = mail::Layer::quoted;
    }
    if (!passage.text.empty()) out.push_back(std::move(passage));
  }
  return true;
}

/// Below a line of two hyphens stands a signature, even where the blank behind them was lost.
bool opens_signature(const mail::Piece& piece) {
  const std::string_view text = trim(piece.text);
  return piece.layer == mail::Layer::fresh && (text == "--" || text.starts_with("--\n"));
}

void add_body(std::vector<Passage>& out, const mail::Body& body, std::string_view sender) {
  bool signature = false;
  for (mail::Piece piece : body.pieces) {
    if (signature && piece.layer == mail::Layer::fresh) continue;
    const std::size_t dashes = piece.text.find("\n--\n");
    if (opens_signature(piece)) {
      signature = true;
      continue;
    }
    if (piece.layer == mail::Layer::fresh && dashes != std::string::npos && piece.struck.empty()) {
      piece.text.resize(dashes);
      signature = true;
    }
    Passage passage;
    passage.part = body.part;
    passage.layer = piece.layer;
    passage.kind = piece.kind;
    passage.depth = piece.depth;
    if (piece.kind == mail::PieceKind::separator) continue;
    if (piece.kind == mail::PieceKind::table) {
      passage.grid = expand(piece.rows);
      out.push_back(std::move(passage));
    } else if (!add_chat(out, passage, piece, sender)) {
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
    add_body(out, body, message.from.display_name);
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

bool cut_to_limits(std::vector<Passage>& passages) {
  bool cut = false;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    Passage& passage = passages[i];
    if (passage.text.size() > passage_bytes_max) {
      std::size_t end = passage_bytes_max;
      while (end > 0 && (static_cast<unsigned char>(passage.text[end]) & 0xC0u) == 0x80u)
        --end;  // not within a character
      passage.text.resize(end);
      cut = true;
    }
    bytes += passage.text.size();
    if (passage.grid) {
      for (std::size_t r = 0; r < passage.grid->rows.size(); ++r) {
        for (const GridCell& cell : passage.grid->rows[r]) bytes += cell.text.size() + 8;
        if (bytes <= document_bytes_max) continue;
        passage.grid->rows.resize(r);
        break;
      }
    }
    if (bytes > document_bytes_max) {
      passages.resize(i + 1);
      return true;
    }
  }
  return cut;
}

}  // namespace scc::extract
