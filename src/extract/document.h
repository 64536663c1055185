/// Document: the text of a mail as it is read, in order: passages and grids.
///
/// A passage is a paragraph, list item or heading; a grid is a table, whether the mail drew it with
/// HTML, with bars, with semicolons or by setting words into columns. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/message.h"

namespace scc::extract {

struct GridCell {
  std::string text;
  std::vector<mail::Range> struck;
  bool repeated = false;  ///< covered by a cell that spans it: the same words once more
  bool operator==(const GridCell&) const = default;
};

/// Rows of equal length, spans filled in.
struct Grid {
  std::vector<std::vector<GridCell>> rows;
  [[nodiscard]] std::size_t columns() const { return rows.empty() ? 0 : rows.front().size(); }
  bool operator==(const Grid&) const = default;
};

inline constexpr std::size_t grid_columns_max = 64;
inline constexpr std::size_t grid_rows_max = 2000;

struct Passage {
  std::string part;  ///< "text/plain", "text/html", "text/csv", "subject"
  mail::Layer layer = mail::Layer::fresh;
  mail::PieceKind kind = mail::PieceKind::paragraph;
  int depth = 0;  ///< of quotation
  std::string text;
  std::vector<mail::Range> struck;
  std::optional<Grid> grid;  ///< instead of text
  bool operator==(const Passage&) const = default;
};

/// What a mail about crew never needs. A longer one is read up to here, and nothing in it is certain.
inline constexpr std::size_t passage_bytes_max = 12 * 1024;
inline constexpr std::size_t document_bytes_max = 64 * 1024;
/// Cuts what is beyond the limits off; whether there was any.
[[nodiscard]] bool cut_to_limits(std::vector<Passage>& passages);

/// The bodies in reading order. Of alternatives only the one asked for.
enum class Alternative { html, plain };
[[nodiscard]] std::vector<Passage> read_document(const mail::Message& message, Alternative alternative);

/// Whether the two alternatives show the same letters and digits, so that one reading does for both.
[[nodiscard]] bool same_words(const mail::Message& message);

/// Whether a line may be a row of a table that was drawn in plain text.
[[nodiscard]] bool in_columns(std::string_view line);
/// A table that was drawn in the lines of a plain text: with bars, separators or aligned columns.
[[nodiscard]] std::optional<Grid> drawn_grid(const std::vector<std::string_view>& lines);

}  // namespace scc::extract
