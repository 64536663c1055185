#include <map>

#include "adapters/dynamodb/store_state.h"

namespace scc {

using namespace scc::dynamodb;

namespace {

/// A year of an operator with hundreds of vessels.
constexpr std::size_t sailings_max = 1'000'000;
/// Charters kept by one store object, about 1 KB each.
constexpr std::size_t known_max = 200'000;
/// From so many unknown charters on, a page of the index costs less than reading each.
constexpr std::size_t worth_a_list = 20;

}  // namespace

/// Which charters there are, and of which version, is read consistently; the charters themselves only
/// where they are not known in that version. The index serves as a first guess.
Result<std::vector<CharterRecord>> DynamoDbStore::charters_now(Instant from, Instant to) {
  std::vector<CharterRecord> records;
  if (to <= from) return records;
  auto found = state_->table.query({.partition = "sailings", .from = sortable(from), .to = sortable(to)}, sailings_max);
  if (!found) return found.error();
  std::map<CharterId, std::int64_t> sailings;
  for (const Item& item : found->items)
    sailings[CharterId(text_of(item, "sk").substr(sortable_bytes + 1))] = number_of(item, "version").value_or(0);
  auto& known = state_->known;
  if (known.size() > known_max) known.clear();
  const auto unknown = [&] {
    std::vector<Key> keys;
    for (const auto& [id, version] : sailings) {
      const auto held = known.find(id);
      if (held == known.end() || held->second.version != version) keys.push_back(charter_key(id));
    }
    return keys;
  };
  if (unknown().size() >= worth_a_list) {
    std::string page;
    do {
      auto listed = charters_between(from, to, page_items_max, page);
      if (!listed) return listed.error();
      for (CharterRecord& record : listed->items) {
        const CharterId id = record.charter.id;
        known.insert_or_assign(id, std::move(record));
      }
      page = listed->next;
    } while (!page.empty());
  }
  auto items = state_->table.get_many(unknown());
  if (!items) return items.error();
  for (const Item& item : *items) {
    auto stored = read_charter(item);
    if (!stored) return stored.error();
    if (!stored->record) continue;
    const CharterId id = stored->record->charter.id;
    known.insert_or_assign(id, std::move(*stored->record));
  }
  for (const auto& [id, version] : sailings) {
    const auto held = known.find(id);
    if (held == known.end()) continue;
    const Instant start = held->second.charter.sail.start;
    if (from <= start && start < to) records.push_back(held->second);
  }
  std::sort(records.begin(), records.end(), [](const CharterRecord& a, const CharterRecord& b) {
    return std::tie(a.charter.sail.start, a.charter.id) < std::tie(b.charter.sail.start, b.charter.id);
  });
  return records;
}

}  // namespace scc
