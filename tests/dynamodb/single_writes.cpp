#include "single_writes.h"

#include <algorithm>
#include <stdexcept>

namespace scc::dynamodb_tests {

namespace json = boost::json;

namespace {

constexpr std::size_t actions_max = 100;

HttpResponse refusal(const std::string& type, const std::string& message, const json::array& reasons = {}) {
  json::object body{{"__type", "com.amazonaws.dynamodb.v20120810#" + type}, {"Message", message}};
  if (!reasons.empty()) body["CancellationReasons"] = reasons;
  return {400, {}, json::serialize(body)};
}

/// The two attributes that are the table's key.
json::object key_of(const std::string& kind, const json::object& action) {
  const json::object& from = action.at(kind == "Put" ? "Item" : "Key").as_object();
  return {{"pk", from.at("pk")}, {"sk", from.at("sk")}};
}

}  // namespace

Result<HttpResponse> SingleWrites::send(const HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    if (name == "x-amz-target" && value.ends_with(".TransactWriteItems"))
      return transact(request, json::parse(request.body).as_object());
  }
  return inner_.send(request);
}

HttpResponse SingleWrites::call(const HttpRequest& like, const std::string& operation, const Object& body) {
  HttpRequest request = like;
  for (auto& [name, value] : request.headers) {
    if (name == "x-amz-target") value = "DynamoDB_20120810." + operation;
  }
  request.body = json::serialize(body);
  auto answer = inner_.send(request);
  if (!answer) throw std::runtime_error(answer.error().what);
  return std::move(*answer);
}

std::optional<json::object> SingleWrites::read(const HttpRequest& like, const std::string& table, const Object& key) {
  const auto answer = call(like, "GetItem", {{"TableName", table}, {"Key", key}, {"ConsistentRead", true}});
  const json::value body = json::parse(answer.body);
  const auto* item = body.as_object().if_contains("Item");
  return item == nullptr ? std::nullopt : std::optional(item->as_object());
}

HttpResponse SingleWrites::write(const HttpRequest& like, const std::string& kind, Object action,
                                 const std::optional<Object>& item) {
  action.erase("ReturnValuesOnConditionCheckFailure");
  if (kind != "ConditionCheck") return call(like, kind + "Item", action);
  // A check alone: what is there is written as it is, and what is not is deleted.
  if (!item) return call(like, "DeleteItem", action);
  action.erase("Key");
  action["Item"] = *item;
  return call(like, "PutItem", action);
}

void SingleWrites::undo(const HttpRequest& like, const std::vector<Done>& done) {
  for (auto one = done.rbegin(); one != done.rend(); ++one) {
    if (one->before) {
      (void)call(like, "PutItem", {{"TableName", one->table}, {"Item", *one->before}});
    } else {
      (void)call(like, "DeleteItem", {{"TableName", one->table}, {"Key", one->key}});
    }
  }
}

Result<HttpResponse> SingleWrites::transact(const HttpRequest& request, const Object& asked) {
  const std::string token = asked.at("ClientRequestToken").as_string().c_str();
  if (tokens_.contains(token)) return HttpResponse{200, {}, "{}"};
  const json::array& actions = asked.at("TransactItems").as_array();
  if (actions.size() > actions_max) return refusal("ValidationException", "more than 100 actions");
  std::vector<Done> done;
  json::array reasons(actions.size(), json::object{{"Code", "None"}});
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const auto& [kind, value] = *actions[i].as_object().begin();
    const Object& action = value.as_object();
    Done one{action.at("TableName").as_string().c_str(), key_of(kind, action), {}};
    if (std::any_of(done.begin(), done.end(), [&](const Done& other) { return other.key == one.key; })) {
      undo(request, done);
      return refusal("ValidationException", "two actions on one item");
    }
    one.before = read(request, one.table, one.key);
    const HttpResponse answer = write(request, kind, action, one.before);
    if (answer.status == 200) {
      done.push_back(std::move(one));
      continue;
    }
    undo(request, done);
    if (answer.body.find("ConditionalCheckFailedException") == std::string::npos) return answer;
    Object reason{{"Code", "ConditionalCheckFailed"}};
    if (action.contains("ReturnValuesOnConditionCheckFailure") && one.before) reason["Item"] = *one.before;
    reasons[i] = std::move(reason);
    return refusal("TransactionCanceledException", "a condition failed", reasons);
  }
  tokens_.insert(token);
  return HttpResponse{200, {}, "{}"};
}

}  // namespace scc::dynamodb_tests
