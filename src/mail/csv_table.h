/// CsvTable: a text/csv part as rows: the separator is found by looking, quotes as in RFC 4180.
///
/// Pure, any thread.
#pragma once

#include <string_view>
#include <vector>

#include "mail/message.h"

namespace scc::mail {

inline constexpr std::size_t csv_rows_max = 5000;
inline constexpr std::size_t csv_columns_max = 200;

/// Comma, semicolon, tab or bar: the one that cuts the lines into the same number of cells.
[[nodiscard]] char csv_separator_of(std::string_view text);
/// Rows in which every cell is empty are left out. `text` is valid UTF-8 with LF line ends.
[[nodiscard]] std::vector<Row> rows_of_csv(std::string_view text);

}  // namespace scc::mail
