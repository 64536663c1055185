#include "adapters/dynamodb/table.h"

#include <algorithm>

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// API_BatchGetItem and API_BatchWriteItem, read 24 Nov 2026.
constexpr std::size_t batch_get_max = 100;
constexpr std::size_t batch_write_max = 25;
constexpr int batch_rounds_max = 30;
constexpr int query_pages_max = 10'000;

const json::array* array_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_array();
}

const json::object* object_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

}  // namespace

std::string Expression::placeholder(const std::string& text) {
  for (const auto& [name, value] : used_) {
    if (value.get_string() == text) return std::string(name);
  }
  const std::string name = "#n" + std::to_string(used_.size());
  used_[name] = text;
  return name;
}

std::string Expression::value(json::value value) {
  const std::string name = ":v" + std::to_string(values_.size());
  values_[name] = std::move(value);
  return name;
}

void Expression::add_to(json::object& request) const {
  if (!used_.empty()) request["ExpressionAttributeNames"] = used_;
  if (!values_.empty()) request["ExpressionAttributeValues"] = values_;
}

Error Table::unexpected(const Reply& reply, const std::string& doing) const {
  if (reply.refusal == "ResourceNotFound") {
    return {Remedy::stop, doing + ": there is no table \"" + names_.table +
                              "\" here, or it lacks an index. Create it: scc store create (or `scc store migrate`); or "
                              "name another as store.table."};
  }
  return {Remedy::stop, doing + " the table \"" + names_.table + "\": " + reply.refusal + ": " + reply.message};
}

Result<std::optional<Item>> Table::get(const Key& key) {
  if (key.pk.empty() || key.sk.empty()) return std::optional<Item>{};
  auto reply = client_.call(
      "GetItem", {{"TableName", names_.table}, {"Key", names_.to_table(key.item())}, {"ConsistentRead", true}});
  if (!reply) return reply.error();
  if (!reply->refusal.empty()) return unexpected(*reply, "Reading");
  const auto* item = object_in(reply->body, "Item");
  if (item == nullptr || item->empty()) return std::optional<Item>{};
  return std::optional(names_.from_table(*item));
}

Result<std::vector<Item>> Table::get_many(const std::vector<Key>& keys) {
  std::vector<Item> items;
  for (std::size_t begin = 0; begin < keys.size(); begin += batch_get_max) {
    json::array wanted;
    for (std::size_t i = begin; i < std::min(keys.size(), begin + batch_get_max); ++i)
      wanted.push_back(names_.to_table(keys[i].item()));
    for (int round = 0; !wanted.empty(); ++round) {
      if (round >= batch_rounds_max)
        return Error{Remedy::retry, "DynamoDB left a part of a batch undone again and again; try again later."};
      if (round > 0) client_.wait(round - 1);
      const json::object part{{"Keys", wanted}, {"ConsistentRead", true}};
      auto reply = client_.call("BatchGetItem", {{"RequestItems", json::object{{names_.table, part}}}});
      if (!reply) return reply.error();
      if (!reply->refusal.empty()) return unexpected(*reply, "Reading");
      if (const auto* answers = object_in(reply->body, "Responses")) {
        if (const auto* found = array_in(*answers, names_.table)) {
          for (const auto& item : *found) items.push_back(names_.from_table(item.as_object()));
        }
      }
      wanted.clear();
      const auto* left = object_in(reply->body, "UnprocessedKeys");
      const auto* ours = left == nullptr ? nullptr : object_in(*left, names_.table);
      if (const auto* rest = ours == nullptr ? nullptr : array_in(*ours, "Keys")) wanted = *rest;
    }
  }
  return items;
}

Result<Found> Table::query(const Range& range, std::size_t wanted) {
  Expression expression(names_);
  const std::string partition = expression.name(range.partition_name);
  const std::string sort = expression.name(range.sort_name);
  json::object request{
      {"TableName", names_.table},
      {"KeyConditionExpression", partition + " = " + expression.value(text_value(range.partition)) + " AND " + sort +
                                     " BETWEEN " + expression.value(text_value(range.from)) + " AND " +
                                     expression.value(text_value(range.to))},
      {"ScanIndexForward", range.direction == Direction::forward},
      {"Limit", std::max<std::size_t>(wanted, 1)}};
  expression.add_to(request);
  if (!range.index.empty()) request["IndexName"] = range.index;
  if (range.reading == Reading::consistent) request["ConsistentRead"] = true;
  Found found;
  for (int pages = 0; pages < query_pages_max; ++pages) {
    auto reply = client_.call("Query", request);
    if (!reply) return reply.error();
    if (!reply->refusal.empty()) return unexpected(*reply, "Reading");
    if (const auto* items = array_in(reply->body, "Items")) {
      for (const auto& item : *items) found.items.push_back(names_.from_table(item.as_object()));
    }
    const auto* last = object_in(reply->body, "LastEvaluatedKey");
    found.more = last != nullptr && !last->empty();
    if (!found.more || found.items.size() >= wanted) return found;
    request["ExclusiveStartKey"] = *last;
    request["Limit"] = wanted - found.items.size();
  }
  return Error{Remedy::stop, "A list of the table \"" + names_.table + "\" does not end."};
}

Result<Table::Scanned> Table::scan(const Item& start) {
  json::object request{{"TableName", names_.table}, {"ConsistentRead", true}};
  if (!start.empty()) request["ExclusiveStartKey"] = start;
  auto reply = client_.call("Scan", request);
  if (!reply) return reply.error();
  if (!reply->refusal.empty()) return unexpected(*reply, "Reading");
  Scanned scanned;
  if (const auto* items = array_in(reply->body, "Items")) {
    for (const auto& item : *items) scanned.items.push_back(names_.from_table(item.as_object()));
  }
  if (const auto* last = object_in(reply->body, "LastEvaluatedKey")) scanned.next = *last;
  return scanned;
}

Outcome Table::write_many(const std::vector<Write>& writes) {
  for (std::size_t begin = 0; begin < writes.size(); begin += batch_write_max) {
    json::array wanted;
    for (std::size_t i = begin; i < std::min(writes.size(), begin + batch_write_max); ++i) {
      const Write& write = writes[i];
      if (write.item) {
        wanted.push_back(json::object{{"PutRequest", json::object{{"Item", names_.to_table(*write.item)}}}});
      } else {
        wanted.push_back(json::object{{"DeleteRequest", json::object{{"Key", names_.to_table(write.key.item())}}}});
      }
    }
    for (int round = 0; !wanted.empty(); ++round) {
      if (round >= batch_rounds_max)
        return Error{Remedy::retry, "DynamoDB left a part of a batch undone again and again; try again later."};
      if (round > 0) client_.wait(round - 1);
      auto reply = client_.call("BatchWriteItem", {{"RequestItems", json::object{{names_.table, wanted}}}});
      if (!reply) return reply.error();
      if (!reply->refusal.empty()) return unexpected(*reply, "Writing to");
      wanted.clear();
      const auto* left = object_in(reply->body, "UnprocessedItems");
      if (const auto* rest = left == nullptr ? nullptr : array_in(*left, names_.table)) wanted = *rest;
    }
  }
  return done();
}

}  // namespace scc::dynamodb
