/// StoreState: what the parts of the DynamoDB store share.
#pragma once

#include <algorithm>

#include "adapters/dynamodb/committer.h"
#include "adapters/dynamodb/dynamodb_store.h"

namespace scc {

struct DynamoDbStore::State {
  State(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings)
      : client(transport, clock, entropy, settings.endpoint),
        table(client, {settings.table, settings.date_index, settings.list_index, settings.attributes}) {}
  dynamodb::Client client;
  dynamodb::Table table;
  /// Charters as they were last read; good as long as their version is the one that the table names.
  std::map<CharterId, CharterRecord> known;
};

}  // namespace scc

namespace scc::dynamodb {

/// Above every sort key that begins with what stands before it, and below every other one.
inline const std::string after_all = "\U0010FFFF";
/// The first text after `text` in DynamoDB's order, which is that of bytes.
inline std::string next_after(const std::string& text) {
  return text + '\x01';
}

inline std::size_t page_size(int limit) {
  return static_cast<std::size_t>(std::clamp(limit, 1, page_items_max));
}

inline Error bad_page(const std::string& page) {
  return {Remedy::skip, "\"" + page + "\" is no page of this list; begin at the first."};
}
/// Pages of lists by time are sort keys.
inline bool is_sortable(const std::string& page) {
  return page.size() > sortable_bytes && page[sortable_bytes] == ' ' &&
         parse_rfc3339(page.substr(0, sortable_bytes)).has_value();
}

}  // namespace scc::dynamodb
