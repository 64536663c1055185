#include "mail/csv_table.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace scc::mail {
namespace {

class Reader {
 public:
  Reader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// False at the end.
  bool next(Row& row) {
    if (at_ >= text_.size()) return false;
    row.clear();
    for (;;) {
      Cell cell;
      cell.text = field();
      if (row.size() < csv_columns_max) row.push_back(std::move(cell));
      if (at_ >= text_.size()) return true;
      if (text_[at_++] == '\n') return true;
    }
  }

 private:
  std::string field() {
    std::string out;
    const std::size_t first = text_.find_first_not_of(' ', at_);
    if (first != std::string_view::npos && text_[first] == '"') {
      at_ = first + 1;
      while (at_ < text_.size()) {
        if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"')
          ++at_;  // "" is a quote
        else if (text_[at_] == '"')
          break;
        out += text_[at_++];
      }
      if (at_ < text_.size()) ++at_;
    }
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') out += text_[at_++];
    return std::string(trim(out));
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
};

}  // namespace

char csv_separator_of(std::string_view text) {
  if (text.starts_with("sep=") && text.size() > 4) return text[4];  // Excel's own hint
  constexpr std::size_t looked_at_max = 30;
  char best = ',';
  std::size_t best_score = 0;
  for (const char separator : {',', ';', '\t', '|'}) {
    Reader reader(text, separator);
    std::map<std::size_t, std::size_t> rows_by_columns;
    Row row;
    for (std::size_t i = 0; i < looked_at_max && reader.next(row); ++i) ++rows_by_columns[row.size()];
    std::size_t score = 0;
    for (const auto& [columns, rows] : rows_by_columns) {
      if (columns > 1) score = std::max(score, rows * 1000 + columns);
    }
    if (score > best_score) {
      best_score = score;
      best = separator;
    }
  }
  return best;
}

std::vector<Row> rows_of_csv(std::string_view text) {
  const char separator = csv_separator_of(text);
  if (text.starts_with("sep=")) text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  std::vector<Row> rows;
  Reader reader(text, separator);
  Row row;
  while (rows.size() < csv_rows_max && reader.next(row)) {
    const bool empty = std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
    if (!empty) rows.push_back(row);
  }
  return rows;
}

}  // namespace scc::mail
