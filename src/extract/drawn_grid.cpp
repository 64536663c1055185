#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "extract/document.h"

namespace scc::extract {
namespace {

/// A piece of a line with the columns it covers, [begin, end) in bytes.
struct Chunk {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_rule(std::string_view line) {
  return line.find_first_not_of("-=_+|: \t") == std::string_view::npos &&
         line.find_first_of("-=_") != std::string_view::npos;
}

std::optional<Grid> separated(const std::vector<std::string_view>& lines, char separator) {
  Grid grid;
  std::size_t width = 0;
  for (std::string_view line : lines) {
    if (is_rule(line)) continue;
    if (separator == ',' && line.find(", ") != std::string_view::npos) return std::nullopt;  // prose
    line = trim(line);
    if (separator == '|') {
      if (!line.empty() && line.front() == '|') line.remove_prefix(1);
      if (!line.empty() && line.back() == '|') line.remove_suffix(1);
    }
    std::vector<GridCell> row;
    for (const std::string_view cell : split(line, separator)) row.push_back({std::string(trim(cell)), {}, false});
    if (row.size() < 2 || row.size() > grid_columns_max) return std::nullopt;
    width = std::max(width, row.size());
    grid.rows.push_back(std::move(row));
    if (grid.rows.size() > grid_rows_max) return std::nullopt;
  }
  if (grid.rows.size() < 2) return std::nullopt;
  const std::size_t least = separator == '|' ? 2 : separator == ',' ? 4 : 3;
  std::size_t full = 0;
  for (auto& row : grid.rows) {
    if (row.size() + (separator == ',' ? 0u : 1u) >= width) ++full;
    row.resize(width);
  }
  if (width < least || full < grid.rows.size()) return std::nullopt;
  return grid;
}

bool ends_sentence(char c) {
  return c == '.' || c == '!' || c == '?' || c == ',';
}

std::vector<Chunk> chunks_of(std::string_view line) {
  std::vector<Chunk> chunks;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t') {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    std::size_t gap = 0;
    for (std::size_t i = at; i < line.size(); ++i) {
      if (line[i] == '\t') break;
      gap = line[i] == ' ' ? gap + 1 : 0;
      // Some people set two spaces after a sentence.
      if (gap >= (ends_sentence(line[end - 1]) ? 3u : 2u)) break;
      if (line[i] != ' ') end = i + 1;
    }
    chunks.push_back({at, end});
    at = end;
  }
  return chunks;
}

std::size_t distance(const Chunk& a, const Chunk& b) {
  if (a.end > b.begin && b.end > a.begin) return 0;
  return a.end <= b.begin ? b.begin - a.end + 1 : a.begin - b.end + 1;
}

/// "-----  ------  ---" below the headers: where each column begins.
std::vector<Chunk> ruled_columns(std::string_view line) {
  if (line.find_first_not_of("-= ") != std::string_view::npos) return {};
  std::vector<Chunk> columns;
  for (std::size_t at = line.find_first_of("-="); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    columns.push_back({at, end});
    at = line.find_first_of("-=", end);
  }
  return columns.size() < 2 || columns.size() > grid_columns_max ? std::vector<Chunk>{} : columns;
}

/// A line in Unicode cut where the columns begin, counted in characters as the eye sees them.
std::string_view between_columns(std::string_view line, std::size_t begin, std::size_t end) {
  const auto byte_at = [&](std::size_t characters) {
    std::size_t byte = 0;
    for (; byte < line.size() && characters > 0; ++byte) {
      const bool last = byte + 1 == line.size() || (static_cast<unsigned char>(line[byte + 1]) & 0xC0u) != 0x80u;
      characters -= last ? 1 : 0;
    }
    return byte;
  };
  const std::size_t from = byte_at(begin);
  return line.substr(from, (end == std::string_view::npos ? line.size() : byte_at(end)) - from);
}

/// Columns that a rule of dashes draws: every cell is what stands below its dashes, up to the next.
std::optional<Grid> ruled(const std::vector<std::string_view>& lines) {
  std::vector<Chunk> columns;
  for (const std::string_view line : lines) {
    if (columns.empty()) columns = ruled_columns(line);
  }
  if (columns.empty() || lines.size() > grid_rows_max) return std::nullopt;
  Grid grid;
  for (const std::string_view line : lines) {
    if (is_rule(line)) continue;
    std::vector<GridCell> row;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t begin = c == 0 ? 0 : columns[c].begin;
      const std::size_t end = c + 1 < columns.size() ? columns[c + 1].begin : std::string_view::npos;
      row.push_back({std::string(trim(between_columns(line, begin, end))), {}, false});
    }
    grid.rows.push_back(std::move(row));
  }
  return grid.rows.size() < 2 ? std::nullopt : std::optional<Grid>(std::move(grid));
}

/// Words set into columns by two spaces or more. The line with most pieces gives the columns; every
/// piece goes to the column that it lies over, or nearest to.
std::optional<Grid> aligned(const std::vector<std::string_view>& lines) {
  std::vector<std::vector<Chunk>> rows;
  std::size_t widest = 0;
  std::size_t in_columns = 0;
  for (const std::string_view line : lines) {
    rows.push_back(chunks_of(line));
    if (rows.back().size() >= 2) ++in_columns;
  }
  // As many columns as most lines have pieces.
  const auto lines_with = [&](std::size_t pieces) {
    return std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.size() == pieces; });
  };
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto here = lines_with(rows[r].size());
    const auto there = lines_with(rows[widest].size());
    if (rows[r].size() >= 2 &&
        (rows[widest].size() < 2 || here > there || (here == there && rows[r].size() > rows[widest].size()))) {
      widest = r;
    }
  }
  const std::size_t width = rows[widest].size();
  if (width < 2 || width > grid_columns_max || rows.size() > grid_rows_max) return std::nullopt;
  if (in_columns < 2 || rows.size() > 200 || rows.front().empty() || in_columns * 4 < rows.size() * 3)
    return std::nullopt;
  // A last line of one piece goes on below one of the others; it does not begin a paragraph.
  if (rows.back().size() < 2 && (rows.back().empty() || rows.back().front().begin == 0)) return std::nullopt;
  std::vector<Chunk> columns = rows[widest];
  for (std::size_t r = 0; r < rows.size(); ++r) {  // columns as wide as what surely stands in them
    if (rows[r].size() != width) continue;
    for (std::size_t c = 0; c < width; ++c) {
      columns[c].begin = std::min(columns[c].begin, rows[r][c].begin);
      columns[c].end = std::max(columns[c].end, rows[r][c].end);
    }
  }
  Grid grid;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<GridCell> row(width);
    std::size_t next = 0;
    for (const Chunk& chunk : rows[r]) {
      std::size_t best = std::min(next, width - 1);
      if (rows[r].size() != width) {
        for (std::size_t c = next; c < width; ++c) {
          if (distance(chunk, columns[c]) < distance(chunk, columns[best])) best = c;
        }
      }
      std::string& text = row[best].text;
      if (!text.empty()) text += ' ';
      text += lines[r].substr(chunk.begin, chunk.end - chunk.begin);
      next = rows[r].size() > width ? best : best + 1;
    }
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace

bool in_columns(std::string_view line) {
  const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
  return count('|') >= 1 || count(';') >= 2 || count(',') >= 3 || chunks_of(line).size() >= 2;
}

std::optional<Grid> drawn_grid(const std::vector<std::string_view>& lines) {
  if (lines.size() < 2) return std::nullopt;
  for (const char separator : {'|', ';', '\t', ','}) {
    if (lines.front().find(separator) == std::string_view::npos) continue;
    if (auto grid = separated(lines, separator)) return grid;
  }
  if (auto grid = ruled(lines)) return grid;
  std::vector<std::string_view> rows;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(rows), [](auto line) { return !is_rule(line); });
  return rows.size() < 2 ? std::nullopt : aligned(rows);
}

}  // namespace scc::extract
