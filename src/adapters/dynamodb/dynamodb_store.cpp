#include "adapters/dynamodb/dynamodb_store.h"

#include "adapters/dynamodb/store_state.h"

namespace scc {

using namespace scc::dynamodb;

namespace {

constexpr std::size_t charter_facts_max = 1'000'000;
constexpr std::size_t crew_max = 1'000'000;
constexpr std::size_t names_of_one_max = 1'000;
constexpr int lease_tries_max = 12;

/// The item as a record, where there is one.
template <class Record, class Read>
Result<std::optional<Record>> maybe(const Result<std::optional<Item>>& item, Read read) {
  if (!item) return item.error();
  if (!item->has_value()) return std::optional<Record>{};
  auto record = read(**item);
  if (!record) return record.error();
  return std::optional<Record>(std::move(*record));
}

}  // namespace

DynamoDbStore::DynamoDbStore(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings)
    : state_(std::make_unique<State>(transport, clock, entropy, settings)) {}
DynamoDbStore::~DynamoDbStore() = default;

Result<CommitOutcome> DynamoDbStore::commit(const Commit& commit) {
  if (const auto limits = check_limits(commit); !limits) return limits.error();
  return Committer(state_->table).commit(commit);
}

Result<std::optional<Receipt>> DynamoDbStore::receipt(const MessageId& message) {
  return maybe<Receipt>(state_->table.get(receipt_key(message)), read_receipt);
}

Result<std::optional<CharterRecord>> DynamoDbStore::charter(const CharterId& id) {
  const auto item = state_->table.get(charter_key(id));
  if (!item) return item.error();
  if (!item->has_value()) return std::optional<CharterRecord>{};
  auto stored = read_charter(**item);
  if (!stored) return stored.error();
  return std::move(stored->record);
}

Result<std::optional<ReviewItem>> DynamoDbStore::review(const ReviewId& id) {
  return maybe<ReviewItem>(state_->table.get(review_key(id)), read_review);
}

Result<std::optional<NamedRecord>> DynamoDbStore::named(const std::string& kind, const std::string& key) {
  return maybe<NamedRecord>(state_->table.get(named_key(kind, key)), read_named);
}

Result<std::vector<Fact>> DynamoDbStore::facts_of(const CharterId& id) {
  if (id.empty()) return std::vector<Fact>{};
  auto found = state_->table.query({.partition = partition_of(id.text), .from = "fact#", .to = "fact#" + after_all},
                                   charter_facts_max);
  if (!found) return found.error();
  std::vector<Fact> facts;
  for (const Item& item : found->items) {
    auto batch = read_facts(item);
    if (!batch) return batch.error();
    for (Fact& fact : *batch) facts.push_back(std::move(fact));
  }
  std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    return std::tie(a.said, a.source.id, a.position) < std::tie(b.said, b.source.id, b.position);
  });
  return facts;
}

/// A fact's id begins with its source, under which its place is noted.
Result<std::optional<Fact>> DynamoDbStore::fact(const FactId& id) {
  const std::string source = id.text.substr(0, id.text.rfind('#'));
  if (source.empty()) return std::optional<Fact>{};
  auto notes =
      state_->table.query({.partition = partition_of(source), .from = "facts#", .to = "receipt"}, names_of_one_max);
  if (!notes) return notes.error();
  std::vector<Key> places;
  for (const Item& note : notes->items) {
    if (note.contains("fact_at")) places.push_back(read_place(text_of(note, "fact_at")));
    if (const auto* list = list_of(note, "facts_at")) {
      for (const auto& place : *list) places.push_back(read_place(text_of(Item{{"place", place}}, "place")));
    }
  }
  for (const Key& place : places) {
    auto item = state_->table.get(place);
    if (!item) return item.error();
    if (!item->has_value()) continue;
    auto facts = read_facts(**item);
    if (!facts) return facts.error();
    for (Fact& fact : *facts) {
      if (fact.id == id) return std::optional(std::move(fact));
    }
  }
  return std::optional<Fact>{};
}

Result<std::optional<SourceState>> DynamoDbStore::source(const std::string& name) {
  const auto item = state_->table.get(state_key());
  if (!item) return item.error();
  const Item* fields = item->has_value() ? map_of(**item, source_attribute(name)) : nullptr;
  if (fields == nullptr) return std::optional<SourceState>{};
  auto source = read_fields<SourceState>(*fields, "store." + source_attribute(name));
  if (!source) return source.error();
  return std::optional(std::move(*source));
}

Result<std::vector<CrewMember>> DynamoDbStore::crew() {
  auto found = state_->table.query({.partition = "crew", .from = "\x01", .to = after_all}, crew_max);
  if (!found) return found.error();
  std::vector<CrewMember> crew;
  for (const Item& item : found->items) {
    auto member = read_member(item);
    if (!member) return member.error();
    crew.push_back(std::move(*member));
  }
  return crew;
}

/// One partition holds the names of a text and, were it an id, the charter: aliases sort before it.
Result<std::optional<CharterId>> DynamoDbStore::find_charter(const std::string& alias) {
  if (alias.empty()) return std::optional<CharterId>{};
  auto found =
      state_->table.query({.partition = partition_of(alias), .from = "alias#", .to = "charter"}, names_of_one_max);
  if (!found) return found.error();
  if (found->items.empty()) return std::optional<CharterId>{};
  const Item& last = found->items.back();
  if (text_of(last, "sk") == "charter") {
    auto stored = read_charter(last);
    if (!stored) return stored.error();
    if (stored->record) return std::optional(stored->record->charter.id);
  }
  const std::string first = text_of(found->items.front(), "charter");
  return first.empty() ? std::optional<CharterId>{} : std::optional(CharterId(first));
}

Result<std::int64_t> DynamoDbStore::change_number() {
  const auto item = state_->table.get(state_key());
  if (!item) return item.error();
  return item->has_value() ? number_of(**item, "changes").value_or(0) : 0;
}

Result<std::optional<Lease>> DynamoDbStore::take_lease(const std::string& name, const std::string& owner, Instant now,
                                                       Duration length) {
  Table& table = state_->table;
  for (int attempt = 0; attempt < lease_tries_max; ++attempt) {
    const auto item = table.get(state_key());
    if (!item) return item.error();
    Lease lease{name, owner, 1, now + length};
    Expression expression(table.names());
    const std::string place = expression.name(lease_attribute(name));
    std::string condition = "attribute_not_exists(" + place + ")";
    if (const Item* held = item->has_value() ? map_of(**item, lease_attribute(name)) : nullptr) {
      const std::string holder = text_of(*held, "owner");
      const std::int64_t fence = number_of(*held, "fence").value_or(0);
      const std::int64_t until = number_of(*held, "until").value_or(0);
      const bool is_held = !holder.empty() && now.milliseconds < until;
      if (is_held && holder != owner) return std::optional<Lease>{};
      lease.fence = is_held ? fence : fence + 1;
      const auto still = [&](const char* field, boost::json::value value) {
        return place + "." + expression.literal(field) + " = " + expression.value(std::move(value));
      };
      condition = still("fence", number_value(fence)) + " AND " + still("owner", text_value(holder)) + " AND " +
                  still("until", number_value(until));
    }
    Item fields{{"owner", text_value(owner)},
                {"fence", number_value(lease.fence)},
                {"until", number_value(lease.until.milliseconds)}};
    boost::json::object request{{"TableName", table.names().table},
                                {"Key", table.names().to_table(state_key().item())},
                                {"UpdateExpression", "SET " + place + " = " + expression.value(map_value(fields))},
                                {"ConditionExpression", condition}};
    expression.add_to(request);
    const auto reply = state_->client.call("UpdateItem", request);
    if (!reply) return reply.error();
    if (reply->refusal.empty()) return std::optional(lease);
    if (reply->refusal != "ConditionalCheckFailed") return table.unexpected(*reply, "Writing to");
    // Somebody was quicker, or our own try came through without an answer: it is read again.
  }
  return Error{Remedy::retry, "Others kept taking the lease \"" + name + "\" at the same moment; try again."};
}

Outcome DynamoDbStore::release_lease(const Lease& lease) {
  const Table& table = state_->table;
  Expression expression(table.names());
  const std::string place = expression.name(lease_attribute(lease.name));
  const std::string owner = place + "." + expression.literal("owner");
  boost::json::object request{{"TableName", state_->table.names().table},
                              {"Key", state_->table.names().to_table(state_key().item())},
                              {"UpdateExpression", "SET " + owner + " = " + expression.value(text_value(""))},
                              {"ConditionExpression", place + "." + expression.literal("fence") + " = " +
                                                          expression.value(number_value(lease.fence))}};
  expression.add_to(request);
  const auto reply = state_->client.call("UpdateItem", request);
  if (!reply) return reply.error();
  if (reply->refusal.empty() || reply->refusal == "ConditionalCheckFailed") return done();
  return state_->table.unexpected(*reply, "Writing to");
}

Outcome DynamoDbStore::forget_expired(Instant /*now*/) {
  return done();
}

}  // namespace scc
