#include "csv.h"

#include "base/text.h"

namespace scc::app {
namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  Result<std::vector<CsvRow>> read() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      CsvRow row;
      row.line = line_;
      auto whole = read_row(row);
      if (!whole) return whole.error();
      const bool blank = row.fields.size() == 1 && trim(row.fields.front()).empty();
      if (!blank) rows.push_back(std::move(row));
      if (rows.size() > csv_rows_max)
        return Error{Remedy::stop, "more than " + std::to_string(csv_rows_max) + " rows; this is no crew list."};
    }
    return rows;
  }

 private:
  Outcome read_row(CsvRow& row) {
    std::string field;
    for (;;) {
      if (at_ >= text_.size()) break;
      const char c = text_[at_++];
      if (c == '"' && field.empty()) {
        auto closed = read_quoted(field);
        if (!closed) return closed;
      } else if (c == ',') {
        row.fields.push_back(std::move(field));
        field.clear();
      } else if (c == '\n') {
        ++line_;
        break;
      } else if (c != '\r') {
        field += c;
      }
    }
    row.fields.push_back(std::move(field));
    return done();
  }

  Outcome read_quoted(std::string& field) {
    const std::size_t opened = line_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (c != '"') {
        field += c;
      } else if (at_ < text_.size() && text_[at_] == '"') {
        field += text_[at_++];
      } else {
        return done();
      }
    }
    return Error{Remedy::stop, "line " + std::to_string(opened) + ": a quote is opened here and never closed."};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  return CsvReader(text).read();
}

std::string csv_row(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    if (fields[i].find_first_of(",\"\r\n") == std::string::npos) {
      out += fields[i];
      continue;
    }
    out += '"';
    for (const char c : fields[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  return out + "\n";
}

}  // namespace scc::app
