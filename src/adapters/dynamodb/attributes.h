/// Attributes: values as DynamoDB writes them in JSON ({"S": "text"}), made from records and read back.
///
/// A value that is its type's default is not written: names and values are what units are paid for.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/store_records.h"

namespace scc::dynamodb {

/// An item, or an item's map: attribute name → typed value.
using Item = boost::json::object;

[[nodiscard]] boost::json::value text_value(std::string_view text);
[[nodiscard]] boost::json::value number_value(std::int64_t number);
[[nodiscard]] boost::json::value map_value(Item fields);

/// "" and nothing when the attribute is absent or of another type.
[[nodiscard]] std::string text_of(const Item& item, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> number_of(const Item& item, std::string_view name);
[[nodiscard]] const Item* map_of(const Item& item, std::string_view name);
[[nodiscard]] const boost::json::array* list_of(const Item& item, std::string_view name);

/// The fields of a record as an item's map. `Record` is one of Receipt, CharterRecord, Fact,
/// OutboxEntry, ReviewItem, SourceState, CrewMember, NamedRecord.
template <class Record>
[[nodiscard]] Item write_fields(const Record& record);
/// Error stop: the table holds something that is none of ours; `place` says where.
template <class Record>
[[nodiscard]] Result<Record> read_fields(const Item& fields, const std::string& place);

/// A longer text takes less room compressed, and room is money: adds `name` or, where that is
/// smaller, the compressed "<name>_z".
void put_text(Item& item, const std::string& name, const std::string& text);
[[nodiscard]] Result<std::string> read_text(const Item& item, const std::string& name);

/// "2026-05-12T21:00:00.000Z": sorts as the instants do, from the year 0 to the year 9999.
[[nodiscard]] std::string sortable(Instant at);
inline constexpr std::size_t sortable_bytes = 24;

/// Bytes that DynamoDB counts for an item or value: names and values
/// (docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html, read 24 Nov 2026).
[[nodiscard]] std::size_t size_of(const Item& item);

}  // namespace scc::dynamodb
