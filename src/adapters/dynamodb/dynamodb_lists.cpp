#include <set>

#include "adapters/dynamodb/store_state.h"

namespace scc {

using namespace scc::dynamodb;

namespace {

Range list_of_kind(const Names& names, const char* list) {
  return {.index = names.list_index,
          .partition_name = "list",
          .partition = list,
          .sort_name = "at",
          .from = "",
          .to = after_all,
          .reading = Reading::eventual};
}

/// The first `size` of the items, read; `next` is the sort key of the last one when there are more.
template <class T, class Read>
Result<Page<T>> page_of(const Found& found, std::size_t size, const char* sort_name, Read read) {
  Page<T> page;
  std::string last;
  for (const Item& item : found.items) {
    if (page.items.size() == size) {
      page.next = last;
      break;
    }
    auto value = read(item);
    if (!value) return value.error();
    page.items.push_back(std::move(*value));
    last = text_of(item, sort_name);
  }
  return page;
}

Result<CharterRecord> read_record(const Item& item) {
  auto stored = read_charter(item);
  if (!stored) return stored.error();
  if (!stored->record) return Error{Remedy::stop, "The index of dates holds what is no charter."};
  return std::move(*stored->record);
}

Result<CrewSail> read_sail(const Item& item) {
  return CrewSail{CharterId(text_of(item, "charter")), RoleId(text_of(item, "role"))};
}

/// Newest first: by time recorded, source, charter and position.
bool is_later(const Fact& a, const Fact& b) {
  return std::tie(b.recorded, b.source.id, b.charter, b.position) <
         std::tie(a.recorded, a.source.id, a.charter, a.position);
}

/// "<time recorded> <source> <charter>": facts that share it stand beside each other in the index.
std::string place_of(const Fact& fact) {
  return sortable(fact.recorded) + " " + partition_of(fact.source.id) + " " + fact.charter.text;
}
std::string token_of(const Fact& fact) {
  return place_of(fact) + " " + std::to_string(fact.position);
}

}  // namespace

Result<Page<CharterRecord>> DynamoDbStore::charters_between(Instant from, Instant to, int limit,
                                                            const std::string& page) {
  if (!page.empty() && !is_sortable(page)) return bad_page(page);
  const std::string first = page.empty() ? sortable(from) : next_after(page);
  if (sortable(to) < first) return Page<CharterRecord>{};
  auto found = state_->table.query({.index = state_->table.names().date_index,
                                    .partition_name = "dated",
                                    .partition = lists::charters,
                                    .sort_name = "starts",
                                    .from = first,
                                    .to = sortable(to),
                                    .reading = Reading::eventual},
                                   page_size(limit) + 1);
  if (!found) return found.error();
  return page_of<CharterRecord>(*found, page_size(limit), "starts", read_record);
}

Result<Page<CrewSail>> DynamoDbStore::sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                               const std::string& page) {
  if (!page.empty() && !is_sortable(page)) return bad_page(page);
  const std::string first = page.empty() ? sortable(from) : next_after(page);
  if (person.empty() || sortable(to) < first) return Page<CrewSail>{};
  auto found = state_->table.query(
      {.partition = "sails#" + partition_of(person.text), .from = first, .to = sortable(to)}, page_size(limit) + 1);
  if (!found) return found.error();
  return page_of<CrewSail>(*found, page_size(limit), "sk", read_sail);
}

Result<Page<NamedRecord>> DynamoDbStore::named_of(const std::string& kind, int limit, const std::string& page) {
  if (kind.empty()) return Page<NamedRecord>{};
  auto found = state_->table.query(
      {.partition = "named#" + kind, .from = page.empty() ? "\x01" : next_after(page), .to = after_all},
      page_size(limit) + 1);
  if (!found) return found.error();
  return page_of<NamedRecord>(*found, page_size(limit), "sk", read_named);
}

Result<std::vector<OutboxEntry>> DynamoDbStore::due_outbox(Instant now, int limit) {
  std::vector<OutboxEntry> due;
  if (limit <= 0) return due;
  Range range = list_of_kind(state_->table.names(), lists::outbox);
  range.from = "0";
  range.to = sortable(now) + "!";  // after every entry of this millisecond: "!" follows the space
  auto found = state_->table.query(range, static_cast<std::size_t>(limit));
  if (!found) return found.error();
  for (const Item& item : found->items) {
    if (due.size() == static_cast<std::size_t>(limit)) break;
    auto entry = read_outbox(item);
    if (!entry) return entry.error();
    due.push_back(std::move(*entry));
  }
  return due;
}

Result<Page<ReviewItem>> DynamoDbStore::open_reviews(int limit, const std::string& page) {
  if (!page.empty() && !is_sortable(page)) return bad_page(page);
  Range range = list_of_kind(state_->table.names(), lists::reviews);
  range.from = page.empty() ? "0" : next_after(page);
  auto found = state_->table.query(range, page_size(limit) + 1);
  if (!found) return found.error();
  return page_of<ReviewItem>(*found, page_size(limit), "at", read_review);
}

Result<Page<Receipt>> DynamoDbStore::receipts(int limit, const std::string& page) {
  if (!page.empty() && !is_sortable(page)) return bad_page(page);
  Range range = list_of_kind(state_->table.names(), lists::receipts);
  range.from = "0";
  range.direction = Direction::backward;
  if (!page.empty()) range.to = page;
  const std::size_t size = page_size(limit);
  auto found = state_->table.query(range, size + 2);
  if (!found) return found.error();
  if (!found->items.empty() && text_of(found->items.front(), "at") == page) found->items.erase(found->items.begin());
  // The index holds keys only, as a receipt's text would be paid for twice.
  std::vector<Key> keys;
  for (std::size_t i = 0; i < std::min(size, found->items.size()); ++i) keys.push_back(key_of(found->items[i]));
  auto items = state_->table.get_many(keys);
  if (!items) return items.error();
  std::map<Key, const Item*> by_key;
  for (const Item& item : *items) by_key[key_of(item)] = &item;
  Page<Receipt> receipts;
  for (const Key& key : keys) {
    const auto item = by_key.find(key);
    if (item == by_key.end()) continue;
    auto receipt = read_receipt(*item->second);
    if (!receipt) return receipt.error();
    receipts.items.push_back(std::move(*receipt));
  }
  if (found->items.size() > size) receipts.next = text_of(found->items[size - 1], "at");
  return receipts;
}

/// An item of the index holds several facts; those of one place are read whole before they are
/// put in order, so that a page may end between two of them.
Result<Page<Fact>> DynamoDbStore::audit(Instant from, Instant to, int limit, const std::string& page) {
  if (!page.empty() && !is_sortable(page)) return bad_page(page);
  const std::size_t size = page_size(limit);
  Range range = list_of_kind(state_->table.names(), lists::audit);
  range.from = sortable(from);
  range.to = sortable(to);
  range.direction = Direction::backward;
  if (!page.empty()) range.to = std::min(range.to, page.substr(0, page.rfind(' ')) + after_all);
  if (range.to < range.from) return Page<Fact>{};
  std::vector<Fact> facts;
  bool more = true;
  for (std::size_t wanted = size + 2; more; wanted *= 2) {
    auto found = state_->table.query(range, wanted);
    if (!found) return found.error();
    facts.clear();
    for (const Item& item : found->items) {
      auto batch = read_facts(item);
      if (!batch) return batch.error();
      for (Fact& fact : *batch) facts.push_back(std::move(fact));
    }
    more = found->more;
    // The last place may go on behind what was read.
    if (more && !facts.empty()) {
      const std::string last = place_of(facts.back());
      std::erase_if(facts, [&](const Fact& fact) { return place_of(fact) == last; });
    }
    std::sort(facts.begin(), facts.end(), is_later);
    if (!page.empty()) {
      // Up to and with the fact that the page before ended with.
      const auto at =
          std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return token_of(fact) == page; });
      if (at == facts.end() && !more) return bad_page(page);
      facts.erase(facts.begin(), at == facts.end() ? at : at + 1);
    }
    if (facts.size() > size) break;
  }
  Page<Fact> result;
  if (facts.size() > size) {
    result.next = token_of(facts[size - 1]);
    facts.resize(size);
  }
  result.items = std::move(facts);
  return result;
}

}  // namespace scc
