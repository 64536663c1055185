#include "adapters/dynamodb/items.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// One item holds at most so many facts of one saying; an item's limit is 400 KB.
constexpr std::size_t batch_facts_max = 50;
constexpr std::size_t batch_bytes_max = 64 * 1024;
/// What a receipt keeps of a mail's own words when it would not fit into an item.
constexpr std::size_t receipt_bytes_max = 300 * 1024;
constexpr std::size_t receipt_word_bytes_max = 4 * 1024;

std::size_t words_of(const Fact& fact) {
  return fact.evidence.quote.size() + fact.note.size() + fact.person.name.size() + fact.source.actor.size();
}

bool belong_together(const Fact& a, const Fact& b) {
  return a.charter == b.charter && a.said == b.said && a.source == b.source && a.recorded == b.recorded;
}

Error damaged(const Item& item) {
  return {Remedy::stop, "The item \"" + text_of(item, "pk") + "\", \"" + text_of(item, "sk") +
                            "\" of the table can't be read. Restore it to a point in time: docs/operations.md"};
}

/// At most `most` bytes, cut between characters.
std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

/// A record in the map `name` of an item, with its text compressed where that pays.
template <class Record>
void put_record(Item& item, const char* name, Record record) {
  const std::string text = std::exchange(record.text, "");
  Item fields = write_fields(record);
  put_text(fields, "text", text);
  item[name] = map_value(std::move(fields));
}

template <class Record>
Result<Record> read_record(const Item& item, const char* name) {
  const Item* fields = map_of(item, name);
  if (fields == nullptr) return damaged(item);
  auto record = read_fields<Record>(*fields, text_of(item, "pk") + "." + name);
  if (!record) return record;
  auto text = read_text(*fields, "text");
  if (!text) return text.error();
  record->text = std::move(*text);
  return record;
}

}  // namespace

std::vector<FactBatch> batches_of(const std::vector<Fact>& facts) {
  std::vector<FactBatch> batches;
  for (const Fact& fact : facts) {
    const auto fits = [&](const FactBatch& batch) {
      std::size_t bytes = words_of(fact);
      for (const Fact& other : batch.facts) bytes += words_of(other);
      return belong_together(batch.facts.front(), fact) && batch.facts.size() < batch_facts_max &&
             bytes <= batch_bytes_max;
    };
    const auto batch = std::find_if(batches.begin(), batches.end(), fits);
    if (batch != batches.end()) {
      batch->facts.push_back(fact);
      continue;
    }
    const auto number = std::count_if(batches.begin(), batches.end(), [&](const FactBatch& other) {
      const Fact& first = other.facts.front();
      return first.charter == fact.charter && first.said == fact.said && first.source.id == fact.source.id;
    });
    batches.push_back({{fact}, static_cast<int>(number)});
  }
  return batches;
}

Key key_of(const FactBatch& batch) {
  const Fact& first = batch.facts.front();
  return facts_key(first.charter, first.said, first.source.id, batch.number);
}

Item write_facts(const FactBatch& batch) {
  const Fact& first = batch.facts.front();
  Item item = key_of(batch).item();
  Fact common;
  common.charter = first.charter;
  common.source = first.source;
  common.said = first.said;
  common.recorded = first.recorded;
  Item fields = write_fields(common);
  json::array each;
  for (Fact fact : batch.facts) {
    if (fact.id == make_fact_id(fact.source, fact.position)) fact.id = {};
    fact.charter = {};
    fact.source = {};
    fact.said = {};
    fact.recorded = {};
    each.push_back(map_value(write_fields(fact)));
  }
  fields["each"] = json::object{{"L", std::move(each)}};
  item["facts"] = map_value(std::move(fields));
  item["list"] = text_value(lists::audit);
  item["at"] = text_value(sortable(first.recorded) + " " + partition_of(first.source.id) + " " + first.charter.text +
                          " " + std::to_string(batch.number));
  return item;
}

Result<std::vector<Fact>> read_facts(const Item& item) {
  const Item* fields = map_of(item, "facts");
  const auto* each = fields == nullptr ? nullptr : list_of(*fields, "each");
  if (each == nullptr) return damaged(item);
  const auto common = read_fields<Fact>(*fields, text_of(item, "sk"));
  if (!common) return common.error();
  std::vector<Fact> facts;
  for (const auto& entry : *each) {
    const Item holder{{"fact", entry}};
    const Item* one = map_of(holder, "fact");
    if (one == nullptr) return damaged(item);
    auto fact = read_fields<Fact>(*one, text_of(item, "sk"));
    if (!fact) return fact.error();
    fact->charter = common->charter;
    fact->source = common->source;
    fact->said = common->said;
    fact->recorded = common->recorded;
    if (fact->id.empty()) fact->id = make_fact_id(fact->source, fact->position);
    facts.push_back(std::move(*fact));
  }
  return facts;
}

int batch_number(const Item& item) {
  const std::string sk = text_of(item, "sk");
  const std::size_t begin = std::string_view("fact#").size() + sortable_bytes + 1;
  int number = 0;
  if (begin < sk.size()) std::from_chars(sk.data() + begin, sk.data() + sk.size(), number);
  return number;
}

std::string write_place(const Key& key) {
  return key.pk + " " + key.sk;
}
Key read_place(const std::string& place) {
  const std::size_t at = std::min(place.find(" fact#"), place.size());
  return {place.substr(0, at), at < place.size() ? place.substr(at + 1) : ""};
}

std::string receipt_place(Instant handled, const MessageId& message) {
  return sortable(handled) + " " + partition_of(message.text);
}

Item write_receipt(const Receipt& receipt, const std::vector<Key>& facts) {
  Item item = receipt_key(receipt.message).item();
  item["list"] = text_value(lists::receipts);
  item["at"] = text_value(receipt_place(receipt.handled, receipt.message));
  if (!facts.empty()) {
    json::array places;
    for (const Key& key : facts) places.push_back(text_value(write_place(key)));
    item["facts_at"] = json::object{{"L", std::move(places)}};
  }
  put_record(item, "receipt", receipt);
  if (size_of(item) <= receipt_bytes_max) return item;
  Receipt cut = receipt;
  cut.text = shortened(cut.text, receipt_text_bytes_max);
  cut.subject = shortened(cut.subject, receipt_word_bytes_max);
  cut.from = shortened(cut.from, receipt_word_bytes_max);
  for (std::string& reason : cut.reasons) reason = shortened(reason, receipt_word_bytes_max);
  put_record(item, "receipt", cut);
  return item;
}

Result<Receipt> read_receipt(const Item& item) {
  return read_record<Receipt>(item, "receipt");
}

Item write_review(const ReviewItem& review) {
  Item item = review_key(review.id).item();
  item["version"] = number_value(review.version);
  if (review.state == ReviewState::open) {
    item["list"] = text_value(lists::reviews);
    item["at"] = text_value(sortable(review.opened) + " " + partition_of(review.id.text));
  }
  put_record(item, "review", review);
  return item;
}

Result<ReviewItem> read_review(const Item& item) {
  return read_record<ReviewItem>(item, "review");
}

Item write_member(const CrewMember& member) {
  Item item = crew_key(member.id).item();
  item["member"] = map_value(write_fields(member));
  return item;
}

Result<CrewMember> read_member(const Item& item) {
  const Item* fields = map_of(item, "member");
  if (fields == nullptr) return damaged(item);
  return read_fields<CrewMember>(*fields, "crew." + text_of(item, "sk"));
}

Item write_named(const NamedRecord& record) {
  Item item = named_key(record.kind, record.key).item();
  item["version"] = number_value(record.version);
  if (!record.value.empty()) item["value"] = text_value(record.value);
  if (record.expires) {
    item["expires_ms"] = number_value(record.expires->milliseconds);
    // Time to live counts whole seconds; a record must not go before its time.
    item["expires"] = number_value((record.expires->milliseconds + 999) / 1000);
  }
  return item;
}

Result<NamedRecord> read_named(const Item& item) {
  const std::string kind = text_of(item, "pk");
  constexpr std::string_view prefix = "named#";
  const auto version = number_of(item, "version");
  if (!kind.starts_with(prefix) || !version) return damaged(item);
  NamedRecord record{kind.substr(prefix.size()), text_of(item, "sk"), text_of(item, "value"), std::nullopt, *version};
  if (const auto expires = number_of(item, "expires_ms")) record.expires = Instant{*expires};
  return record;
}

}  // namespace scc::dynamodb
