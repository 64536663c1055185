/// Csv: RFC 4180 text to rows of fields and back. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::app {

inline constexpr std::size_t csv_rows_max = 20'000;

struct CsvRow {
  std::size_t line = 0;  ///< where it begins, from 1
  std::vector<std::string> fields;
};
/// Blank lines are left out, a byte order mark is dropped. Error stop: a quote is never closed.
[[nodiscard]] Result<std::vector<CsvRow>> parse_csv(std::string_view text);
/// One row with its line end; quotes only where they are needed.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& fields);

}  // namespace scc::app
