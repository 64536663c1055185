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

template <class T>
void from_json(const JsonReader& reader, T& value) {
  if (reader.missing()) return;
  if constexpr (IsId<T>) {
    value = T(reader.text());
  } else if constexpr (std::is_same_v<T, Instant>) {
    value.milliseconds = reader.number();
  } else if constexpr (std::is_enum_v<T>) {
    if (const auto parsed = parse_enum(reader.text(), value)) {
      value = *parsed;
    } else {
      reader.complain("not a word of ours");
    }
  } else if constexpr (is_optional<T>::value) {
    from_json(reader, value.emplace());
  } else if constexpr (is_vector<T>::value) {
    for (const JsonReader& item : reader.items()) from_json(item, value.emplace_back());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = reader.text();
  } else if constexpr (std::is_same_v<T, bool>) {
    value = reader.flag();
  } else if constexpr (std::is_same_v<T, double>) {
    const auto* raw = reader.raw();
    value = raw->is_double() ? raw->get_double() : static_cast<double>(reader.number());
  } else if constexpr (std::is_integral_v<T>) {
    value = static_cast<T>(reader.number());
  } else {
    each_field([&](const char* name, auto& member) { from_json(reader.maybe(name), member); }, value);
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
  from_json(JsonReader(*parsed, "record", problem), record);
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
