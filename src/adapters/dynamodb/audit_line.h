/// AuditLine: a record of the table's stream as a line of the audit log: what changed, from what into what.
///
/// Lambda's event and GetRecords write a record alike
/// (docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html, read 25 Nov 2026).
/// Pure, any thread.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "adapters/dynamodb/names.h"

namespace scc::dynamodb {

/// Of one item no more levels are shown than DynamoDB lets it have.
inline constexpr int item_depth_max = 32;

/// {"sequence", "at", "change": "insert" | "modify" | "remove", "kind": "charter" | "facts" | "receipt" | "review" |
/// "member" | "named", "key": [pk, sk], "before": {…}, "after": {…}}; of a modified item only what differs.
///
/// Nothing: an item that follows from others (aliases, sails, places), or the state of leases and sources.
/// A named record's value is left out, as it may be somebody's sign-in, and a mail's own text too.
/// Error skip: the record, or the item in it, can't be read; `what` says which and where.
[[nodiscard]] Result<std::optional<boost::json::object>> audit_line(const boost::json::object& record,
                                                                    const Names& names);

/// A record's place in its shard; "" where it has none.
[[nodiscard]] std::string sequence_of(const boost::json::object& record);

}  // namespace scc::dynamodb
