/// Rows: statements whose first column is a record, read one, all or by pages.
///
/// SQLite::Exception comes through; the caller turns it into an Error.
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sqlite/record_json.h"
#include "adapters/sqlite/statements.h"
#include "ports/store.h"

namespace scc::sqlite {

/// The place after a row: "<number>/<text>", as a page token.
struct Place {
  std::int64_t number = 0;
  std::string text;
};
inline std::string write_place(std::int64_t number, const std::string& text) {
  return std::to_string(number) + "/" + text;
}
inline std::optional<Place> read_place(const std::string& page) {
  const std::size_t slash = page.find('/');
  Place place;
  if (slash == std::string::npos || std::from_chars(page.data(), page.data() + slash, place.number).ec != std::errc{})
    return std::nullopt;
  place.text = page.substr(slash + 1);
  return place;
}
/// The place of a fact in the audit: "<recorded>/<charter>/<position>/<source>"; no charter has a "/".
struct FactPlace {
  std::int64_t recorded = 0;
  std::string source;
  std::string charter;
  std::int64_t position = 0;
};
inline std::string write_fact_place(const Fact& fact) {
  return std::to_string(fact.recorded.milliseconds) + "/" + fact.charter.text + "/" + std::to_string(fact.position) +
         "/" + fact.source.id;
}
inline std::optional<FactPlace> read_fact_place(const std::string& page) {
  const auto first = read_place(page);
  const std::size_t charter_end = first ? first->text.find('/') : std::string::npos;
  if (charter_end == std::string::npos) return std::nullopt;
  const auto rest = read_place(first->text.substr(charter_end + 1));
  if (!rest) return std::nullopt;
  return FactPlace{first->number, rest->text, first->text.substr(0, charter_end), rest->number};
}
inline constexpr std::int64_t before_all = INT64_MIN;
inline constexpr std::int64_t after_all = INT64_MAX;
inline const std::string after_all_text = "\U0010FFFF";

inline int page_size(int limit) {
  return std::clamp(limit, 1, page_items_max);
}

template <class Record>
Result<std::optional<Record>> maybe_read(SQLite::Statement& statement) {
  if (!statement.executeStep()) return std::optional<Record>{};
  auto record = read_record<Record>(statement.getColumn(0).getString());
  statement.reset();
  if (!record) return record.error();
  return std::optional(std::move(*record));
}

template <class Record>
Result<std::vector<Record>> read_all(SQLite::Statement& statement) {
  std::vector<Record> records;
  while (statement.executeStep()) {
    auto record = read_record<Record>(statement.getColumn(0).getString());
    if (!record) return record.error();
    records.push_back(std::move(*record));
  }
  return records;
}

/// Rows of (body, number, text) with one row more than asked for, to know whether there are more.
template <class Record>
Result<Page<Record>> read_page(SQLite::Statement& statement, int size) {
  Page<Record> page;
  std::string last;
  while (statement.executeStep()) {
    if (page.items.size() == static_cast<std::size_t>(size)) {
      page.next = last;
      break;
    }
    auto record = read_record<Record>(statement.getColumn(0).getString());
    if (!record) return record.error();
    page.items.push_back(std::move(*record));
    last = write_place(statement.getColumn(1).getInt64(), statement.getColumn(2).getString());
  }
  statement.reset();
  return page;
}

inline Error bad_page(const std::string& page) {
  return {Remedy::skip, "\"" + page + "\" is no page of this list; begin at the first."};
}

}  // namespace scc::sqlite
