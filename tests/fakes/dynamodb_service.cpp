#include "fakes/dynamodb_service.h"

#include <algorithm>
#include <cmath>

#include "fakes/dynamodb_expressions.h"

namespace scc::fakes {
namespace {

namespace json = boost::json;
using Item = DynamoDbService::Item;

constexpr std::size_t item_bytes_max = 400 * 1024;
constexpr std::size_t actions_max = 100;
constexpr std::size_t transaction_bytes_max = 4u * 1024 * 1024;
constexpr std::size_t batch_write_max = 25;
constexpr std::size_t partition_key_bytes_max = 2048;
constexpr std::size_t sort_key_bytes_max = 1024;
constexpr std::size_t stored_overhead_bytes = 100;
constexpr double write_unit_bytes = 1024;

std::size_t size_of_value(const json::value& value) {
  const auto& [type, content] = *value.as_object().begin();
  if (type == "S") return content.as_string().size();
  if (type == "N") return content.as_string().size() / 2 + 2;
  if (type == "B") return content.as_string().size() / 4 * 3;
  std::size_t bytes = 1;
  if (type == "M") {
    bytes = 3;
    for (const auto& [name, entry] : content.as_object()) bytes += 1 + name.size() + size_of_value(entry);
  } else if (type == "L") {
    bytes = 3;
    for (const auto& entry : content.as_array()) bytes += 1 + size_of_value(entry);
  }
  return bytes;
}

double write_units(std::size_t bytes) {
  return std::max(1.0, std::ceil(static_cast<double>(bytes) / write_unit_bytes));
}

HttpResponse response_of(int status, const json::object& body) {
  return {status, {{"content-type", "application/x-amz-json-1.0"}}, json::serialize(body)};
}
HttpResponse refusal_of(int status, const std::string& type, const std::string& message, json::object more = {}) {
  more["__type"] = "com.amazonaws.dynamodb.v20120810#" + type;
  more["message"] = message;
  return response_of(status, more);
}

}  // namespace

DynamoDbService::DynamoDbService() {
  indexes_["gsi_date"] = {"dated", "starts", {}, {}};
  indexes_["gsi_list"] = {"list", "at", {"outbox", "facts", "review"}, {}};
}

std::size_t DynamoDbService::size_of(const Item& item) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : item) bytes += name.size() + size_of_value(value);
  return bytes;
}

DynamoDbService::Units DynamoDbService::units() const {
  Units sum;
  for (const Call& call : calls_) {
    sum.read += call.units.read;
    sum.write += call.units.write;
  }
  return sum;
}

std::size_t DynamoDbService::stored_bytes() const {
  std::size_t bytes = 0;
  for (const auto& [place, item] : items_) bytes += size_of(item) + stored_overhead_bytes;
  for (const auto& [name, index] : indexes_) {
    for (const auto& [place, item] : index.entries) bytes += size_of(item) + stored_overhead_bytes;
  }
  return bytes;
}

Result<HttpResponse> DynamoDbService::send(const HttpRequest& request) {
  std::string operation;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-amz-target") operation = value.substr(value.find('.') + 1);
  }
  const json::object body = json::parse(request.body).as_object();
  const Strike strike = plan ? plan(operation, requests_) : Strike::none;
  ++requests_;
  if (on_request) on_request(operation, body);
  switch (strike) {
    case Strike::killed: throw ServiceCallerKilled{};
    case Strike::unreachable: return Error{Remedy::retry, "no answer"};
    case Strike::throttled:
      return refusal_of(400, "ProvisionedThroughputExceededException", "The level of throughput was exceeded");
    case Strike::failed: return refusal_of(500, "InternalServerError", "Internal server error");
    case Strike::contended:
      if (operation == "TransactWriteItems") {
        json::array reasons;
        for (std::size_t i = 0; i < body.at("TransactItems").as_array().size(); ++i)
          reasons.push_back(json::object{{"Code", i == 0 ? "TransactionConflict" : "None"}});
        return refusal_of(400, "TransactionCanceledException", "Transaction cancelled",
                          {{"CancellationReasons", reasons}});
      }
      return refusal_of(400, "TransactionConflictException", "Transaction is ongoing for the item");
    default: break;
  }
  partly_ = strike == Strike::partly;
  now_ = {};
  Answer answer;
  try {
    answer = carry_out(operation, body);
  } catch (const DynamoDbExpressions::Invalid& problem) {
    answer = Refusal{"ValidationException", problem.what()};
  }
  calls_.push_back({operation, now_});
  if (strike == Strike::killed_late) throw ServiceCallerKilled{};
  if (strike == Strike::reply_lost) return Error{Remedy::retry, "the answer was lost"};
  if (strike == Strike::failed_late) return refusal_of(500, "InternalServerError", "Internal server error");
  if (const auto* refusal = std::get_if<Refusal>(&answer))
    return refusal_of(400, refusal->type, refusal->message, refusal->more);
  return response_of(200, std::get<json::object>(answer));
}

DynamoDbService::Answer DynamoDbService::carry_out(const std::string& operation, const json::object& request) {
  if (operation == "GetItem") return get(request);
  if (operation == "BatchGetItem") return batch_get(request);
  if (operation == "Query") return query(request);
  if (operation == "Scan") return scan(request);
  if (operation == "PutItem") return write("Put", request);
  if (operation == "UpdateItem") return write("Update", request);
  if (operation == "DeleteItem") return write("Delete", request);
  if (operation == "TransactWriteItems") return transact(request);
  if (operation == "BatchWriteItem") return batch_write(request);
  return Refusal{"UnknownOperationException", operation};
}

DynamoDbService::Place DynamoDbService::place_of(const Item& key) {
  return {key_text(key, "pk"), key_text(key, "sk")};
}

const DynamoDbService::Item* DynamoDbService::find(const Place& place) const {
  const auto found = items_.find(place);
  return found == items_.end() ? nullptr : &found->second;
}

DynamoDbService::Item* DynamoDbService::item_at(const std::string& pk, const std::string& sk) {
  const auto found = items_.find({pk, sk});
  return found == items_.end() ? nullptr : &found->second;
}

std::optional<DynamoDbService::Refusal> DynamoDbService::problem_of(const Item& item) {
  const auto [pk, sk] = place_of(item);
  if (pk.empty() || sk.empty() || pk.size() > partition_key_bytes_max || sk.size() > sort_key_bytes_max)
    return Refusal{"ValidationException", "One or more parameter values are not valid: the key"};
  for (const char* name : {"dated", "starts", "list", "at"}) {
    if (const auto* value = item.if_contains(name);
        value != nullptr && (!value->as_object().contains("S") || key_text(item, name).empty() ||
                             key_text(item, name).size() > sort_key_bytes_max))
      return Refusal{"ValidationException", "One or more parameter values are not valid: a key of an index"};
  }
  if (size_of(item) > item_bytes_max)
    return Refusal{"ValidationException", "Item size has exceeded the maximum allowed size"};
  return std::nullopt;
}

std::variant<std::optional<DynamoDbService::Item>, DynamoDbService::Refusal> DynamoDbService::result_of(
    const std::string& kind, const json::object& action) const {
  const Item& key = action.at(kind == "Put" ? "Item" : "Key").as_object();
  const Item* before = find(place_of(key));
  if (!DynamoDbExpressions(action).holds(before)) {
    Refusal refusal{"ConditionalCheckFailedException", "The conditional request failed"};
    if (text_in(action, "ReturnValuesOnConditionCheckFailure") == "ALL_OLD" && before != nullptr)
      refusal.more["Item"] = *before;
    return refusal;
  }
  std::optional<Item> after;
  if (kind == "Put") after = key;
  if (kind == "Update") {
    after = before == nullptr ? key : *before;
    DynamoDbExpressions(action).update(*after);
  }
  if (kind == "ConditionCheck" && before != nullptr) after = *before;
  if (after && kind != "ConditionCheck") {
    if (auto problem = problem_of(*after)) return *problem;
  }
  return after;
}

void DynamoDbService::put(const Place& place, std::optional<Item> item, Billing billing) {
  const Item* before = find(place);
  const std::size_t bytes = std::max(before == nullptr ? 0 : size_of(*before), item ? size_of(*item) : 0);
  now_.write += write_units(bytes) * (billing == Billing::transaction ? 2 : 1);
  const std::optional<Item> old = before == nullptr ? std::nullopt : std::optional(*before);
  for (const auto& [name, index_] : indexes_) index(name, old, item);
  if (item) {
    items_[place] = std::move(*item);
  } else {
    items_.erase(place);
  }
}

void DynamoDbService::index(const std::string& name, const std::optional<Item>& before,
                            const std::optional<Item>& after) {
  Index& index = indexes_[name];
  const auto entry_of = [&](const std::optional<Item>& item) -> std::optional<std::pair<IndexPlace, Item>> {
    if (!item || !item->contains(index.hash) || !item->contains(index.range)) return std::nullopt;
    Item entry;
    for (const auto& [key, value] : *item) {
      const bool is_key = key == "pk" || key == "sk" || key == index.hash || key == index.range;
      if (is_key || index.carried.empty() || index.carried.contains(std::string(key))) entry[key] = value;
    }
    const Place place = place_of(*item);
    return std::pair(IndexPlace{key_text(*item, index.hash), key_text(*item, index.range), place.first, place.second},
                     std::move(entry));
  };
  const auto old = entry_of(before);
  const auto fresh = entry_of(after);
  if (old == fresh) return;
  const bool same_place = old && fresh && old->first == fresh->first;
  if (same_place) {
    now_.write += write_units(std::max(size_of(old->second), size_of(fresh->second)));
  } else {
    if (old) now_.write += write_units(size_of(old->second));
    if (fresh) now_.write += write_units(size_of(fresh->second));
  }
  waiting_.push_back([&index, old, fresh] {
    if (old) index.entries.erase(old->first);
    if (fresh) index.entries[fresh->first] = fresh->second;
  });
}

void DynamoDbService::settle_indexes() {
  while (waiting_.size() > index_lag) {
    waiting_.front()();
    waiting_.pop_front();
  }
}

DynamoDbService::Answer DynamoDbService::write(const std::string& kind, const json::object& request) {
  const Place place = place_of(request.at(kind == "Put" ? "Item" : "Key").as_object());
  auto result = result_of(kind, request);
  if (auto* refusal = std::get_if<Refusal>(&result)) {
    const Item* held = find(place);
    now_.write += write_units(held == nullptr ? 0 : size_of(*held));  // a failed condition is billed
    return *refusal;
  }
  put(place, std::move(std::get<0>(result)), Billing::single);
  return json::object{};
}

DynamoDbService::Answer DynamoDbService::transact(const json::object& request) {
  const auto& actions = request.at("TransactItems").as_array();
  if (actions.empty() || actions.size() > actions_max)
    return Refusal{"ValidationException", "Member must have length less than or equal to 100"};
  const std::string token = text_in(request, "ClientRequestToken");
  const std::string asked = json::serialize(request);
  if (const auto known = tokens_.find(token); !token.empty() && known != tokens_.end()) {
    if (known->second == asked) return json::object{};
    return Refusal{"IdempotentParameterMismatchException", "The token was used for another request"};
  }
  std::set<Place> places;
  json::array reasons;
  std::vector<std::pair<Place, std::optional<Item>>> results;
  bool refused = false;
  std::size_t bytes = 0;
  for (const auto& entry : actions) {
    const auto& [kind, action] = *entry.as_object().begin();
    const Place place = place_of(action.at(kind == "Put" ? "Item" : "Key").as_object());
    if (!places.insert(place).second)
      return Refusal{"ValidationException", "Transaction request cannot include multiple operations on one item"};
    auto result = result_of(std::string(kind), action.as_object());
    if (auto* refusal = std::get_if<Refusal>(&result)) {
      refused = true;
      const bool is_condition = refusal->type == "ConditionalCheckFailedException";
      json::object reason = refusal->more;
      reason["Code"] = is_condition ? "ConditionalCheckFailed" : "ValidationError";
      reason["Message"] = refusal->message;
      reasons.push_back(reason);
      continue;
    }
    reasons.push_back(json::object{{"Code", "None"}});
    if (std::get<0>(result)) bytes += size_of(*std::get<0>(result));
    results.emplace_back(place, std::move(std::get<0>(result)));
  }
  if (bytes > transaction_bytes_max)
    return Refusal{"ValidationException", "Collection size of items in the transaction exceeded 4 MB"};
  if (refused) {
    for (const Place& place : places) {
      const Item* held = find(place);
      now_.write += 2 * write_units(held == nullptr ? 0 : size_of(*held));
    }
    return Refusal{"TransactionCanceledException", "Transaction cancelled", {{"CancellationReasons", reasons}}};
  }
  for (auto& [place, item] : results) put(place, std::move(item), Billing::transaction);
  if (!token.empty()) tokens_[token] = asked;
  return json::object{};
}

DynamoDbService::Answer DynamoDbService::batch_write(const json::object& request) {
  const auto& [table, part] = *request.at("RequestItems").as_object().begin();
  const auto& writes = part.as_array();
  if (writes.empty() || writes.size() > batch_write_max) return Refusal{"ValidationException", "Too many items"};
  const std::size_t served = partly_ ? writes.size() / 2 : writes.size();
  json::array left;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (i >= served) {
      left.push_back(writes[i]);
      continue;
    }
    const auto& [kind, body] = *writes[i].as_object().begin();
    if (kind == "PutRequest") {
      const Item& item = body.at("Item").as_object();
      if (auto problem = problem_of(item)) return *problem;
      put(place_of(item), item, Billing::single);
    } else {
      put(place_of(body.at("Key").as_object()), std::nullopt, Billing::single);
    }
  }
  json::object answer{{"UnprocessedItems", json::object{}}};
  if (!left.empty()) answer["UnprocessedItems"] = json::object{{table, left}};
  return answer;
}

}  // namespace scc::fakes
