#include "adapters/dynamodb/dynamodb_archive.h"

#include <map>

#include "adapters/dynamodb/store_state.h"
#include "base/json/json_reader.h"

namespace scc {

using namespace scc::dynamodb;
namespace json = boost::json;

struct DynamoDbArchive::State : DynamoDbStore::State {
  using DynamoDbStore::State::State;
};

namespace {

/// Each with a note where it stands: 80 actions of one transaction.
constexpr std::size_t facts_at_once = 40;
constexpr std::string_view source_prefix = "source:";

template <class Record>
Outcome add(std::vector<ArchiveRecord>& records, Result<Record> record) {
  if (!record) return record.error();
  records.emplace_back(std::move(*record));
  return done();
}

Outcome add_state(std::vector<ArchiveRecord>& records, const Item& item) {
  for (const auto& [name, value] : item) {
    if (!std::string_view(name).starts_with(source_prefix)) continue;
    const Item* fields = map_of(item, name);
    if (fields == nullptr) continue;
    if (auto added = add(records, read_fields<SourceState>(*fields, "store." + std::string(name))); !added)
      return added.error();
  }
  records.emplace_back(ChangeCount{number_of(item, "changes").value_or(0)});
  return done();
}

/// Places, aliases and sails follow from the others.
Outcome add_records(std::vector<ArchiveRecord>& records, const Item& item) {
  const Key key = key_of(item);
  if (key == state_key()) return add_state(records, item);
  if (key.pk.starts_with("named#")) return add(records, read_named(item));
  if (key.pk == "crew") return add(records, read_member(item));
  if (key.sk == "receipt") return add(records, read_receipt(item));
  if (key.sk == "review") return add(records, read_review(item));
  if (key.sk == "charter") {
    auto stored = read_charter(item);
    if (!stored) return stored.error();
    if (stored->record) records.emplace_back(std::move(*stored->record));
    if (stored->outbox) records.emplace_back(std::move(*stored->outbox));
  } else if (key.sk.starts_with("fact#")) {
    auto facts = read_facts(item);
    if (!facts) return facts.error();
    for (Fact& fact : *facts) records.emplace_back(std::move(fact));
  }
  return done();
}

/// What is to be written of one restore, by kind.
struct Load {
  std::vector<Fact> facts;
  std::map<CharterId, StoredCharter> charters;
  std::map<Key, Item> items;
  std::vector<SourceState> sources;
  std::optional<ChangeCount> count;

  explicit Load(const std::vector<ArchiveRecord>& records) {
    for (const ArchiveRecord& record : records) std::visit([&](const auto& one) { take(one); }, record);
  }
  void take(const Fact& fact) { facts.push_back(fact); }
  void take(const CharterRecord& record) { charters[record.charter.id].record = record; }
  void take(const OutboxEntry& entry) { charters[entry.charter].outbox = entry; }
  void take(const Receipt& receipt) { put(write_receipt(receipt, {})); }
  void take(const ReviewItem& review) { put(write_review(review)); }
  void take(const CrewMember& member) { put(write_member(member)); }
  void take(const NamedRecord& record) { put(write_named(record)); }
  void take(const SourceState& source) { sources.push_back(source); }
  void take(const ChangeCount& number) { count = number; }
  void put(Item item) {
    const Key key = key_of(item);
    items[key] = std::move(item);
  }
};

Outcome put_facts(Table& table, const std::vector<Fact>& facts) {
  for (std::size_t begin = 0; begin < facts.size(); begin += facts_at_once) {
    const std::size_t end = std::min(facts.size(), begin + facts_at_once);
    Commit commit;
    commit.facts.assign(facts.begin() + static_cast<std::ptrdiff_t>(begin),
                        facts.begin() + static_cast<std::ptrdiff_t>(end));
    auto written = Committer(table).commit(commit);
    if (!written) return written.error();
    if (*written != CommitOutcome::committed)
      return Error{Remedy::retry, "Somebody else writes to the table; stop them, then run it again."};
  }
  return done();
}

/// Adds a charter to what the table has of it: its block may have come without it, or before it.
Outcome merge_charters(Table& table, Load& load, std::vector<Table::Write>& writes) {
  std::vector<Key> keys;
  for (const auto& [id, stored] : load.charters) keys.push_back(charter_key(id));
  auto items = table.get_many(keys);
  if (!items) return items.error();
  std::map<Key, StoredCharter> held;
  for (const Item& item : *items) {
    auto stored = read_charter(item);
    if (!stored) return stored.error();
    held[key_of(item)] = std::move(*stored);
  }
  for (auto& [id, stored] : load.charters) {
    const StoredCharter& before = held[charter_key(id)];
    if (!stored.record) stored.record = before.record;
    if (!stored.outbox) stored.outbox = before.outbox;
    stored.revision = before.revision + 1;
    load.put(write_charter(id, stored));
    const auto rows = stored.record ? rows_of(*stored.record) : std::map<Key, Item>{};
    for (const auto& [key, item] : rows) load.items[key] = item;
    const auto rows_before = before.record ? rows_of(*before.record) : std::map<Key, Item>{};
    for (const auto& [key, item] : rows_before) {
      if (!rows.contains(key)) writes.push_back({key, std::nullopt});
    }
  }
  return done();
}

Outcome put_state(Table& table, const Load& load) {
  if (load.sources.empty() && !load.count) return done();
  Expression expression(table.names());
  std::string sets;
  const auto set = [&](const std::string& name, json::value value) {
    sets += (sets.empty() ? "SET " : ", ") + expression.name(name) + " = " + expression.value(std::move(value));
  };
  for (const SourceState& source : load.sources) set(source_attribute(source.source), map_value(write_fields(source)));
  if (load.count) set("changes", number_value(load.count->number));
  json::object request{{"TableName", table.names().table},
                       {"Key", table.names().to_table(state_key().item())},
                       {"UpdateExpression", sets}};
  expression.add_to(request);
  const auto reply = table.client().call("UpdateItem", request);
  if (!reply) return reply.error();
  return reply->refusal.empty() ? done() : Outcome(table.unexpected(*reply, "Writing to"));
}

}  // namespace

DynamoDbArchive::DynamoDbArchive(HttpTransport& transport, Clock& clock, Entropy& entropy,
                                 const DynamoDbSettings& settings)
    : state_(std::make_unique<State>(transport, clock, entropy, settings)) {}
DynamoDbArchive::~DynamoDbArchive() = default;

Result<Page<ArchiveRecord>> DynamoDbArchive::dump(const std::string& page) {
  Item start;
  if (!page.empty()) {
    auto parsed = parse_json(page, "page");
    if (!parsed || !parsed->is_object()) return bad_page(page);
    start = parsed->get_object();
  }
  auto scanned = state_->table.scan(start);
  if (!scanned) return scanned.error();
  Page<ArchiveRecord> records;
  for (const Item& item : scanned->items) {
    if (auto added = add_records(records.items, item); !added) return added.error();
  }
  if (!scanned->next.empty()) records.next = json::serialize(scanned->next);
  return records;
}

Outcome DynamoDbArchive::restore(const std::vector<ArchiveRecord>& records) {
  if (records.size() > archive_batch_max) return Error{Remedy::stop, "Too many records for one restore."};
  Table& table = state_->table;
  Load load(records);
  if (auto put = put_facts(table, load.facts); !put) return put.error();
  std::vector<Table::Write> writes;
  if (auto merged = merge_charters(table, load, writes); !merged) return merged.error();
  for (auto& [key, item] : load.items) {
    if (size_of(item) > item_bytes_max)
      return Error{Remedy::stop, "\"" + key.pk + "\" is larger than the 400 KB that DynamoDB keeps in one item."};
    writes.push_back({key, std::move(item)});
  }
  if (auto written = table.write_many(writes); !written) return written.error();
  return put_state(table, load);
}

}  // namespace scc
