#include "adapters/dynamodb/attributes.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>

#include "base/json/json_reader.h"
#include "ports/record_fields.h"

namespace scc::dynamodb {

using namespace scc::fields;
namespace json = boost::json;

namespace {

constexpr std::size_t text_worth_compressing = 256;
constexpr std::size_t inflated_bytes_max = 4u * 1024 * 1024;
constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? base64_letters[(group >> (18 - 6 * k)) & 63] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  unsigned group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const std::size_t letter = base64_letters.find(c);
    if (letter == std::string_view::npos) return std::nullopt;
    group = (group << 6) | static_cast<unsigned>(letter);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((group >> bits) & 255);
    }
  }
  return out;
}

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(),
            Z_BEST_COMPRESSION);
  out.resize(size);
  return out;
}

std::optional<std::string> inflated(const std::string& bytes, std::size_t size) {
  if (size > inflated_bytes_max) return std::nullopt;
  std::string out(size, '\0');
  uLongf got = size;
  const int status = uncompress(reinterpret_cast<Bytef*>(out.data()), &got,
                                reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (status != Z_OK || got != size) return std::nullopt;
  return out;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

const json::value* typed(const json::value& value, std::string_view type) {
  return value.is_object() ? value.get_object().if_contains(type) : nullptr;
}

template <class T>
void fields_into(T& record, Item& item);

template <class T>
json::value to_value(T& value) {
  if constexpr (IsId<T>) {
    return text_value(value.text);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return number_value(value.milliseconds);
  } else if constexpr (std::is_enum_v<T>) {
    return text_value(to_string(value));
  } else if constexpr (is_optional<T>::value) {
    return to_value(*value);
  } else if constexpr (is_vector<T>::value) {
    json::array items;
    for (auto& entry : value) items.push_back(to_value(entry));
    return json::object{{"L", std::move(items)}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return text_value(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    return json::object{{"BOOL", value}};
  } else if constexpr (std::is_same_v<T, double>) {
    return json::object{{"N", json::serialize(json::value(value))}};
  } else if constexpr (std::is_integral_v<T>) {
    return number_value(value);
  } else {
    Item item;
    fields_into(value, item);
    return map_value(std::move(item));
  }
}

template <class T>
void fields_into(T& record, Item& item) {
  T plain;
  std::vector<const void*> defaults;
  each_field([&](const char*, auto& member) { defaults.push_back(&member); }, plain);
  std::size_t at = 0;
  each_field(
      [&](const char* name, auto& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if (member != *static_cast<const Member*>(defaults[at++])) item[name] = to_value(member);
      },
      record);
}

/// `problem` keeps the first place where something else stands than should.
template <class T>
void from_value(const json::value& raw, T& value, const std::string& place, std::string& problem) {
  const auto complain = [&] {
    if (problem.empty()) problem = place;
  };
  if constexpr (is_optional<T>::value) {
    from_value(raw, value.emplace(), place, problem);
  } else if constexpr (is_vector<T>::value) {
    const auto* list = typed(raw, "L");
    if (list == nullptr || !list->is_array()) return complain();
    for (const auto& entry : list->get_array()) from_value(entry, value.emplace_back(), place + "[]", problem);
  } else if constexpr (std::is_same_v<T, bool>) {
    const auto* flag = typed(raw, "BOOL");
    if (flag == nullptr || !flag->is_bool()) return complain();
    value = flag->get_bool();
  } else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, double> || (std::is_integral_v<T>)) {
    const auto* number = typed(raw, "N");
    if (number == nullptr || !number->is_string()) return complain();
    const std::string text(number->get_string());
    if constexpr (std::is_same_v<T, double>) {
      boost::system::error_code error;
      const json::value parsed = json::parse(text, error);
      if (error || !parsed.is_number()) return complain();
      value = parsed.to_number<double>();
    } else {
      const auto parsed = whole(text);
      if (!parsed) return complain();
      if constexpr (std::is_same_v<T, Instant>) {
        value.milliseconds = *parsed;
      } else {
        value = static_cast<T>(*parsed);
      }
    }
  } else if constexpr (IsId<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>) {
    const auto* text = typed(raw, "S");
    if (text == nullptr || !text->is_string()) return complain();
    std::string words(text->get_string());
    if constexpr (std::is_enum_v<T>) {
      const auto parsed = parse_enum(words, value);
      if (!parsed) return complain();
      value = *parsed;
    } else {
      value = T(std::move(words));
    }
  } else {
    const auto* map = typed(raw, "M");
    if (map == nullptr || !map->is_object()) return complain();
    each_field(
        [&](const char* name, auto& member) {
          if (const auto* field = map->get_object().if_contains(name))
            from_value(*field, member, place + "." + name, problem);
        },
        value);
  }
}

std::size_t size_of_value(const json::value& value) {
  if (!value.is_object() || value.get_object().empty()) return 0;
  const auto& [type, content] = *value.get_object().begin();
  // A list or map takes 3 bytes, and 1 for each of its entries.
  if (type == "M") return 3 + size_of(content.get_object()) + content.get_object().size();
  if (type == "L") {
    std::size_t bytes = 3 + content.get_array().size();
    for (const auto& entry : content.get_array()) bytes += size_of_value(entry);
    return bytes;
  }
  if (type == "N") {
    // About one byte for two figures, and one; a byte more for a sign.
    const std::string_view figures = content.get_string();
    return (figures.size() + 1) / 2 + 1 + (figures.starts_with('-') ? 1 : 0);
  }
  if (type == "B") return content.get_string().size() / 4 * 3;
  if (type == "S") return content.get_string().size();
  return 1;  // BOOL, NULL
}

}  // namespace

json::value text_value(std::string_view text) {
  return json::object{{"S", text}};
}
json::value number_value(std::int64_t number) {
  return json::object{{"N", std::to_string(number)}};
}
json::value map_value(Item fields) {
  return json::object{{"M", std::move(fields)}};
}

std::string text_of(const Item& item, std::string_view name) {
  const auto* value = item.if_contains(name);
  const auto* text = value == nullptr ? nullptr : typed(*value, "S");
  return text == nullptr || !text->is_string() ? "" : std::string(text->get_string());
}

std::optional<std::int64_t> number_of(const Item& item, std::string_view name) {
  const auto* value = item.if_contains(name);
  const auto* number = value == nullptr ? nullptr : typed(*value, "N");
  return number == nullptr || !number->is_string() ? std::nullopt : whole(std::string(number->get_string()));
}

const Item* map_of(const Item& item, std::string_view name) {
  const auto* value = item.if_contains(name);
  const auto* map = value == nullptr ? nullptr : typed(*value, "M");
  return map == nullptr ? nullptr : map->if_object();
}

const json::array* list_of(const Item& item, std::string_view name) {
  const auto* value = item.if_contains(name);
  const auto* list = value == nullptr ? nullptr : typed(*value, "L");
  return list == nullptr ? nullptr : list->if_array();
}

template <class Record>
Item write_fields(const Record& record) {
  Record copy = record;
  Item item;
  fields_into(copy, item);
  return item;
}

template <class Record>
Result<Record> read_fields(const Item& fields, const std::string& place) {
  std::string problem;
  Record record;
  from_value(map_value(fields), record, place, problem);
  if (!problem.empty())
    return Error{Remedy::stop, "The table holds what can't be read at " + problem +
                                   ". Restore it to a point in time: docs/operations.md"};
  return record;
}

#define SCC_RECORD(Record)                   \
  template Item write_fields(const Record&); \
  template Result<Record> read_fields(const Item&, const std::string&)
SCC_RECORD(Receipt);
SCC_RECORD(Assignment);
SCC_RECORD(Fact);
SCC_RECORD(OutboxEntry);
SCC_RECORD(ReviewItem);
SCC_RECORD(SourceState);
SCC_RECORD(CrewMember);
SCC_RECORD(NamedRecord);
#undef SCC_RECORD

void put_text(Item& item, const std::string& name, const std::string& text) {
  if (text.empty()) return;
  if (text.size() >= text_worth_compressing) {
    const std::string packed = std::to_string(text.size()) + " " + deflated(text);
    if (packed.size() + 2 < text.size()) {
      item[name + "_z"] = json::object{{"B", base64(packed)}};
      return;
    }
  }
  item[name] = text_value(text);
}

Result<std::string> read_text(const Item& item, const std::string& name) {
  const auto* packed = item.if_contains(name + "_z");
  if (packed == nullptr) return text_of(item, name);
  const auto* bytes = typed(*packed, "B");
  if (bytes != nullptr && bytes->is_string()) {
    const auto raw = from_base64(std::string(bytes->get_string()));
    const std::size_t space = raw ? std::min(raw->find(' '), raw->size()) : 0;
    const auto size = raw ? whole(raw->substr(0, space)) : std::nullopt;
    if (size && *size >= 0 && space < raw->size()) {
      if (auto text = inflated(raw->substr(space + 1), static_cast<std::size_t>(*size))) return std::move(*text);
    }
  }
  return Error{Remedy::stop,
               "The table holds a compressed text that can't be read. Restore it to a point in time: "
               "docs/operations.md"};
}

std::string sortable(Instant at) {
  constexpr Instant first{-62'167'219'200'000};
  constexpr Instant last{253'402'300'799'999};
  std::string text = to_rfc3339(std::clamp(at, first, last));
  if (text.size() < sortable_bytes) text.insert(text.size() - 1, ".000");
  return text;
}

std::size_t size_of(const Item& item) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : item) bytes += name.size() + size_of_value(value);
  return bytes;
}

}  // namespace scc::dynamodb
