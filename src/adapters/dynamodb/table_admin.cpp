#include "adapters/dynamodb/table_admin.h"

#include <algorithm>

#include "adapters/dynamodb/store_state.h"

namespace scc {

using namespace scc::dynamodb;
namespace json = boost::json;

namespace {

constexpr Duration status_interval = seconds(2);
/// An index over a large table takes its time; whoever waits may also stop and run it again.
constexpr int status_tries_max = 1'800;
constexpr const char* stream = "stream";
constexpr const char* expiry = "time to live";
constexpr const char* recovery = "point-in-time recovery";

const json::object* object_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr ? nullptr : value->if_object();
}

std::string text_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::int64_t number_in(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_number() ? value->to_number<std::int64_t>() : 0;
}

json::array key_schema(const std::string& hash, const std::string& range) {
  return {json::object{{"AttributeName", hash}, {"KeyType", "HASH"}},
          json::object{{"AttributeName", range}, {"KeyType", "RANGE"}}};
}

json::array attribute_types(const std::vector<std::string>& names) {
  json::array types;
  for (const std::string& name : names) types.push_back(json::object{{"AttributeName", name}, {"AttributeType", "S"}});
  return types;
}

const json::object stream_setting{{"StreamEnabled", true}, {"StreamViewType", "NEW_AND_OLD_IMAGES"}};

json::object index_of(const Names& names, const std::string& index) {
  if (index == names.date_index) {
    return {{"IndexName", index},
            {"KeySchema", key_schema(names.of("dated"), names.of("starts"))},
            {"Projection", json::object{{"ProjectionType", "ALL"}}}};
  }
  const json::array carried{names.of("outbox"), names.of("facts"), names.of("review")};
  return {{"IndexName", index},
          {"KeySchema", key_schema(names.of("list"), names.of("at"))},
          {"Projection", json::object{{"ProjectionType", "INCLUDE"}, {"NonKeyAttributes", carried}}}};
}

Error no_table(const std::string& name) {
  return {Remedy::stop, "There is no table \"" + name + "\". Create it: scc store create"};
}

}  // namespace

struct TableAdmin::State : DynamoDbStore::State {
  using DynamoDbStore::State::State;
};

TableAdmin::TableAdmin(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings)
    : state_(std::make_unique<State>(transport, clock, entropy, settings)) {}
TableAdmin::~TableAdmin() = default;

Result<TableState> TableAdmin::describe() {
  const Names& names = state_->table.names();
  const json::object which{{"TableName", names.table}};
  auto reply = state_->client.call("DescribeTable", which);
  if (!reply) return reply.error();
  TableState found;
  if (reply->refusal == "ResourceNotFound") return found;
  const auto* table = object_in(reply->body, "Table");
  if (!reply->refusal.empty() || table == nullptr) return state_->table.unexpected(*reply, "Describing");
  found.exists = true;
  found.status = text_in(*table, "TableStatus");
  found.items = number_in(*table, "ItemCount");
  found.bytes = number_in(*table, "TableSizeBytes");
  found.stream_arn = text_in(*table, "LatestStreamArn");
  const auto* indexes = table->if_contains("GlobalSecondaryIndexes");
  for (const std::string& index : {names.date_index, names.list_index}) {
    bool present = false;
    if (indexes != nullptr && indexes->is_array()) {
      for (const auto& entry : indexes->get_array())
        present = present || (entry.is_object() && text_in(entry.get_object(), "IndexName") == index);
    }
    found.features.push_back({"index " + index, present});
  }
  const auto* streaming = object_in(*table, "StreamSpecification");
  const auto* enabled = streaming == nullptr ? nullptr : streaming->if_contains("StreamEnabled");
  found.features.push_back({stream, enabled != nullptr && enabled->is_bool() && enabled->get_bool()});
  auto ttl = state_->client.call("DescribeTimeToLive", which);
  if (!ttl) return ttl.error();
  const auto* lives = object_in(ttl->body, "TimeToLiveDescription");
  found.features.push_back({expiry, lives != nullptr && text_in(*lives, "TimeToLiveStatus").starts_with("ENABL")});
  auto backups = state_->client.call("DescribeContinuousBackups", which);
  if (!backups) return backups.error();
  const auto* kept = object_in(backups->body, "ContinuousBackupsDescription");
  const auto* pitr = kept == nullptr ? nullptr : object_in(*kept, "PointInTimeRecoveryDescription");
  found.features.push_back({recovery, pitr != nullptr && text_in(*pitr, "PointInTimeRecoveryStatus") == "ENABLED"});
  return found;
}

Result<std::string> TableAdmin::stream_arn() {
  const std::string& name = state_->table.names().table;
  auto reply = state_->client.call("DescribeTable", {{"TableName", name}});
  if (!reply) return reply.error();
  const auto* table = object_in(reply->body, "Table");
  if (reply->refusal == "ResourceNotFound") return no_table(name);
  if (!reply->refusal.empty() || table == nullptr) return state_->table.unexpected(*reply, "Describing");
  std::string arn = text_in(*table, "LatestStreamArn");
  if (arn.empty()) return Error{Remedy::stop, "The table \"" + name + "\" has no stream. Add it: scc store migrate"};
  return arn;
}

Outcome TableAdmin::wait_until_active() {
  for (int i = 0; i < status_tries_max; ++i) {
    auto reply = state_->client.call("DescribeTable", {{"TableName", state_->table.names().table}});
    if (!reply) return reply.error();
    const auto* table = object_in(reply->body, "Table");
    if (table != nullptr) {
      bool ready = text_in(*table, "TableStatus") == "ACTIVE";
      if (const auto* indexes = table->if_contains("GlobalSecondaryIndexes");
          indexes != nullptr && indexes->is_array()) {
        for (const auto& index : indexes->get_array())
          ready = ready && (!index.is_object() || text_in(index.get_object(), "IndexStatus") == "ACTIVE");
      }
      if (ready) return done();
    }
    state_->client.clock().sleep_for(status_interval);
  }
  return Error{Remedy::retry, "The table \"" + state_->table.names().table +
                                  "\" is still being made; run `scc store migrate` again later."};
}

Outcome TableAdmin::create() {
  const Names& names = state_->table.names();
  const json::object request{
      {"TableName", names.table},
      {"BillingMode", "PAY_PER_REQUEST"},
      {"KeySchema", key_schema(names.of("pk"), names.of("sk"))},
      {"AttributeDefinitions", attribute_types({names.of("pk"), names.of("sk"), names.of("dated"), names.of("starts"),
                                                names.of("list"), names.of("at")})},
      {"GlobalSecondaryIndexes", json::array{index_of(names, names.date_index), index_of(names, names.list_index)}},
      {"StreamSpecification", stream_setting}};
  auto reply = state_->client.call("CreateTable", request);
  if (!reply) return reply.error();
  if (reply->refusal == "ResourceInUse") {
    return Error{Remedy::stop,
                 "There is a table \"" + names.table +
                     "\" already. `scc store describe` shows it, `scc store migrate` adds what it lacks."};
  }
  if (!reply->refusal.empty()) return state_->table.unexpected(*reply, "Creating");
  if (auto active = wait_until_active(); !active) return active;
  auto added = migrate();
  return added ? done() : Outcome(added.error());
}

Outcome TableAdmin::add(const std::string& feature) {
  const Names& names = state_->table.names();
  json::object request{{"TableName", names.table}};
  const char* operation = "UpdateTable";
  if (feature == stream) {
    request["StreamSpecification"] = stream_setting;
  } else if (feature == expiry) {
    operation = "UpdateTimeToLive";
    request["TimeToLiveSpecification"] = json::object{{"Enabled", true}, {"AttributeName", names.of("expires")}};
  } else if (feature == recovery) {
    operation = "UpdateContinuousBackups";
    request["PointInTimeRecoverySpecification"] = json::object{{"PointInTimeRecoveryEnabled", true}};
  } else {
    const std::string index = feature.substr(feature.find(' ') + 1);
    const bool is_date = index == names.date_index;
    request["AttributeDefinitions"] =
        attribute_types({names.of(is_date ? "dated" : "list"), names.of(is_date ? "starts" : "at")});
    request["GlobalSecondaryIndexUpdates"] = json::array{json::object{{"Create", index_of(names, index)}}};
  }
  auto reply = state_->client.call(operation, request);
  if (!reply) return reply.error();
  if (!reply->refusal.empty()) return state_->table.unexpected(*reply, "Adding the " + feature + " to");
  return wait_until_active();
}

Result<std::vector<std::string>> TableAdmin::migrate() {
  auto found = describe();
  if (!found) return found.error();
  if (!found->exists) return no_table(state_->table.names().table);
  std::vector<std::string> added;
  for (const TableFeature& feature : found->features) {
    if (feature.present) continue;
    if (auto outcome = add(feature.name); !outcome) return outcome.error();
    added.push_back(feature.name);
  }
  return added;
}

}  // namespace scc
