#include "adapters/sqlite/record_json.h"

#include "base/json/json_reader.h"
#include "ports/record_fields.h"

namespace scc::sqlite {

using namespace scc::fields;

namespace {

namespace json = boost::json;

/// `memory` must outlive what is returned.
template <class T>
json::value to_json(T& value, const json::storage_ptr& memory) {
  if constexpr (IsId<T>) {
    return json::value(value.text, memory);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return json::value(value.milliseconds, memory);
  } else if constexpr (std::is_enum_v<T>) {
    return json::value(to_string(value), memory);
  } else if constexpr (is_optional<T>::value) {
    return value ? to_json(*value, memory) : json::value(nullptr, memory);
  } else if constexpr (is_vector<T>::value) {
    json::array items(memory);
    items.reserve(value.size());
    for (auto& item : value) items.push_back(to_json(item, memory));
    return items;
  } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
    json::object object(memory);
    each_field([&](const char* name, auto& member) { object[name] = to_json(member, memory); }, value);
    return object;
  } else {
    return json::value(value, memory);
  }
}

/// A value of a record, and the first complaint about any of them. Records are our own writing, many a second: unlike
/// JsonReader it keeps no path, only the name of the last member.
struct Cell {
  const json::value* value;
  const char* name;
  std::string& problem;

  void complain(const char* what) const {
    if (problem.empty()) problem = std::string("record … ") + name + ": " + what;
  }
  template <class T>
  const T& as(const T* found, const char* what) const {
    static const T none{};
    if (found == nullptr) complain(what);
    return found == nullptr ? none : *found;
  }
  [[nodiscard]] std::string text() const { return std::string(as(value->if_string(), "not text")); }
  [[nodiscard]] std::int64_t number() const { return as(value->if_int64(), "not a whole number"); }
};

template <class T>
void from_json(const Cell& cell, T& value) {
  if (cell.value == nullptr || cell.value->is_null()) return;
  if constexpr (IsId<T>) {
    value = T(cell.text());
  } else if constexpr (std::is_same_v<T, Instant>) {
    value.milliseconds = cell.number();
  } else if constexpr (std::is_enum_v<T>) {
    if (const auto parsed = parse_enum(cell.text(), value)) {
      value = *parsed;
    } else {
      cell.complain("not a word of ours");
    }
  } else if constexpr (is_optional<T>::value) {
    from_json(cell, value.emplace());
  } else if constexpr (is_vector<T>::value) {
    const json::array& items = cell.as(cell.value->if_array(), "not a list");
    value.reserve(items.size());
    for (const json::value& item : items) from_json(Cell{&item, cell.name, cell.problem}, value.emplace_back());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = cell.text();
  } else if constexpr (std::is_same_v<T, bool>) {
    value = cell.as(cell.value->if_bool(), "not true or false");
  } else if constexpr (std::is_same_v<T, double>) {
    value = cell.value->is_double() ? cell.value->get_double() : static_cast<double>(cell.number());
  } else if constexpr (std::is_integral_v<T>) {
    value = static_cast<T>(cell.number());
  } else {
    const json::object& members = cell.as(cell.value->if_object(), "not an object");
    each_field(
        [&](const char* name, auto& member) { from_json(Cell{members.if_contains(name), name, cell.problem}, member); },
        value);
  }
}

}  // namespace

template <class Record>
std::string write_record(const Record& record) {
  Record copy = record;
  json::monotonic_resource memory;
  return json::serialize(to_json(copy, &memory));
}

template <class Record>
Result<Record> read_record(const std::string& text) {
  const auto parsed = parse_json(text, "record");
  if (!parsed)
    return Error{Remedy::stop,
                 "The database is damaged: " + parsed.error().what + ". Restore a backup: docs/operations.md"};
  std::string problem;
  Record record;
  from_json(Cell{&*parsed, "record", problem}, record);
  if (!problem.empty())
    return Error{Remedy::stop, "The database is damaged: " + problem + ". Restore a backup: docs/operations.md"};
  return record;
}

#define SCC_RECORD(Record)                          \
  template std::string write_record(const Record&); \
  template Result<Record> read_record(const std::string&)
SCC_RECORD(Receipt);
SCC_RECORD(CharterRecord);
SCC_RECORD(Fact);
SCC_RECORD(OutboxEntry);
SCC_RECORD(ReviewItem);
SCC_RECORD(SourceState);
SCC_RECORD(CrewMember);
SCC_RECORD(NamedRecord);
#undef SCC_RECORD

}  // namespace scc::sqlite
