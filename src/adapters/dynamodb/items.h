/// Items: each kind of record as an item of the table, and back.
///
/// Pure, any thread. docs/decisions/0012-dynamodb-table.md shows them all.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "adapters/dynamodb/names.h"
#include "ports/store_records.h"

namespace scc::dynamodb {

/// A charter's item: the charter with its crew as an attribute per role, and its block to be written.
struct StoredCharter {
  std::optional<CharterRecord> record;  ///< nothing: only a block waits
  std::optional<OutboxEntry> outbox;
  std::int64_t revision = 0;  ///< grows with each writing of the item; 0: there is none
};
[[nodiscard]] Item write_charter(const CharterId& id, const StoredCharter& stored);
[[nodiscard]] Result<StoredCharter> read_charter(const Item& item);
/// As the outbox's index projects it.
[[nodiscard]] Result<OutboxEntry> read_outbox(const Item& item);
/// The small items by which a charter is found: its aliases, its event, its crew's sails,
/// its place among all by start.
[[nodiscard]] std::map<Key, Item> rows_of(const CharterRecord& record);

/// Facts of one charter, source and time, recorded in one commit.
struct FactBatch {
  std::vector<Fact> facts;
  int number = 0;
};
/// `facts` grouped so, each group small enough for one item; numbers are 0 and on.
[[nodiscard]] std::vector<FactBatch> batches_of(const std::vector<Fact>& facts);
[[nodiscard]] Key key_of(const FactBatch& batch);
[[nodiscard]] Item write_facts(const FactBatch& batch);
[[nodiscard]] Result<std::vector<Fact>> read_facts(const Item& item);
/// Of an item of facts: which batch it is.
[[nodiscard]] int batch_number(const Item& item);
/// "<charter partition> <sort key>", where an item of facts stands, and back.
[[nodiscard]] std::string write_place(const Key& key);
[[nodiscard]] Key read_place(const std::string& place);

/// Where a receipt stands in the list of receipts.
[[nodiscard]] std::string receipt_place(Instant handled, const MessageId& message);
[[nodiscard]] Item write_receipt(const Receipt& receipt, const std::vector<Key>& facts);
[[nodiscard]] Result<Receipt> read_receipt(const Item& item);
[[nodiscard]] Item write_review(const ReviewItem& review);
[[nodiscard]] Result<ReviewItem> read_review(const Item& item);
[[nodiscard]] Item write_member(const CrewMember& member);
[[nodiscard]] Result<CrewMember> read_member(const Item& item);
[[nodiscard]] Item write_named(const NamedRecord& record);
[[nodiscard]] Result<NamedRecord> read_named(const Item& item);

}  // namespace scc::dynamodb
