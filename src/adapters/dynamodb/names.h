/// Names: what the table, its indexes and its attributes are called, and the keys of each kind of item.
///
/// The code speaks of attributes by our names; where a table calls them otherwise, they are renamed
/// on the way out and back. docs/decisions/0012-dynamodb-table.md shows the table.
#pragma once

#include <map>
#include <string>

#include "adapters/dynamodb/attributes.h"

namespace scc::dynamodb {

struct Names {
  std::string table = "ShipCaptainCrew";
  std::string date_index = "gsi_date";
  std::string list_index = "gsi_list";
  std::map<std::string, std::string> attributes;  ///< ours → theirs, of those that differ

  [[nodiscard]] std::string of(const std::string& ours) const {
    const auto found = attributes.find(ours);
    return found == attributes.end() ? ours : found->second;
  }
  [[nodiscard]] Item to_table(const Item& item) const;
  [[nodiscard]] Item from_table(const Item& item) const;
};

struct Key {
  std::string pk;
  std::string sk;
  auto operator<=>(const Key&) const = default;
  [[nodiscard]] Item item() const;
};
[[nodiscard]] Key key_of(const Item& item);

[[nodiscard]] Key charter_key(const CharterId& id);
[[nodiscard]] Key alias_key(const std::string& alias, const CharterId& id);
[[nodiscard]] Key sail_key(const PersonId& person, Instant start, const CharterId& id, const RoleId& role);
/// Where a charter stands among all by start, with its version: the index of dates is a moment old, this is not.
[[nodiscard]] Key sailing_key(Instant start, const CharterId& id);
[[nodiscard]] Key receipt_key(const MessageId& message);
[[nodiscard]] Key review_key(const ReviewId& id);
[[nodiscard]] Key crew_key(const PersonId& id);
[[nodiscard]] Key named_key(const std::string& kind, const std::string& key);
/// The change number, the sources and the leases.
[[nodiscard]] Key state_key();
/// Where a batch of facts of one charter stands: those said by one source at one time; `batch` counts
/// from 0 where one item does not hold them all or more come later.
[[nodiscard]] Key facts_key(const CharterId& id, Instant said, const std::string& source, int batch);
/// Where it is said which batch holds a fact of a source that has no receipt.
[[nodiscard]] Key facts_place_key(const std::string& source, const Key& batch);
/// The partition of a text that may be long: keys have limits, foreign ids do not.
[[nodiscard]] std::string partition_of(const std::string& text);

namespace lists {  // partitions of the indexes
inline constexpr const char* charters = "charters";
inline constexpr const char* outbox = "outbox";
inline constexpr const char* reviews = "reviews";
inline constexpr const char* receipts = "receipts";
inline constexpr const char* audit = "audit";
}  // namespace lists

}  // namespace scc::dynamodb
