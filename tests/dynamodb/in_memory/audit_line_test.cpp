#include "adapters/dynamodb/audit_line.h"

#include "adapters/dynamodb/items.h"
#include "pier.h"
#include "streams_service.h"

namespace scc::dynamodb_tests {
namespace {

namespace json = boost::json;
using dynamodb::audit_line;
using dynamodb::Item;

json::object modified(const Item& before, const Item& after) {
  return {{"eventName", "MODIFY"},
          {"dynamodb", json::object{{"SequenceNumber", "42"},
                                    {"ApproximateCreationDateTime", 1'778'000'000.5},
                                    {"Keys", dynamodb::key_of(after).item()},
                                    {"OldImage", before},
                                    {"NewImage", after}}}};
}

json::object line_of(const json::object& record, const dynamodb::Names& names = {}) {
  const auto line = audit_line(record, names);
  EXPECT_TRUE(line) << line.error().what;
  return line && *line ? **line : json::object{};
}

CharterRecord record_with(std::int64_t version, const std::string& captain) {
  CharterRecord record;
  record.version = version;
  record.charter.id = CharterId("jennifer-sanderson-2026-05-12");
  record.charter.sail.client = "Jennifer Sanderson";
  record.charter.sail.start = Instant{1'778'600'000'000};
  record.charter.crew = {{RoleId("captain"), {PersonId(captain), captain}, FactId("m#0"), "Carole", Instant{1}, {}}};
  return record;
}
Item charter_item(const CharterRecord& record) {
  return dynamodb::write_charter(record.charter.id, {record, std::nullopt, record.version});
}

TEST(AuditLine, AChangedCharterShowsWhatDiffersOnBothSides) {
  const json::object line =
      line_of(modified(charter_item(record_with(3, "gene-oneal")), charter_item(record_with(4, "angela-wong"))));
  EXPECT_EQ(line.at("sequence"), "42");
  EXPECT_EQ(line.at("at"), "2026-05-05T16:53:20.500Z");
  EXPECT_EQ(line.at("change"), "modify");
  EXPECT_EQ(line.at("kind"), "charter");
  EXPECT_EQ(line.at("key"), (json::array{"jennifer-sanderson-2026-05-12", "charter"}));
  EXPECT_EQ(line.at("before").at("version"), 3);
  EXPECT_EQ(line.at("after").at("version"), 4);
  EXPECT_EQ(line.at("after").at("captain").at("person"), "angela-wong");
  EXPECT_FALSE(line.at("after").as_object().contains("client"));
}

TEST(AuditLine, ATableWithOtherNamesIsReadByOurs) {
  dynamodb::Names names;
  names.attributes = {{"pk", "PartitionKey"}, {"version", "v"}};
  const Item ours = charter_item(record_with(1, "gene-oneal"));
  json::object record = modified(names.to_table(ours), names.to_table(charter_item(record_with(2, "gene-oneal"))));
  record["dynamodb"].as_object()["Keys"] = names.to_table(dynamodb::key_of(ours).item());
  EXPECT_EQ(line_of(record, names).at("after").at("version"), 2);
}

TEST(AuditLine, WhatFollowsFromOtherItemsIsNoLine) {
  for (const auto& [key, item] : dynamodb::rows_of(record_with(1, "gene-oneal")))
    EXPECT_TRUE(line_of(modified(item, item)).empty()) << key.pk << " " << key.sk;
  const Item state = dynamodb::state_key().item();
  EXPECT_TRUE(line_of(modified(state, state)).empty());
}

TEST(AuditLine, NobodysSignInAndNoMailTextIsWritten) {
  const json::object line =
      line_of(modified(dynamodb::write_named({"session", "hash", "carole@sailing.example", Instant{9}, 1}),
                       dynamodb::write_named({"session", "hash", "maria@sailing.example", Instant{9}, 2})));
  EXPECT_EQ(line.at("kind"), "named");
  EXPECT_EQ(json::serialize(line).find("maria"), std::string::npos);
  Receipt receipt;
  receipt.message = MessageId("m1");
  receipt.subject = "Sanderson crew";
  receipt.text = "Captain: Gene, and the gate code is 4711";
  const json::object of_mail =
      line_of(modified(dynamodb::receipt_key(receipt.message).item(), dynamodb::write_receipt(receipt, {})));
  EXPECT_NE(json::serialize(of_mail).find("Sanderson crew"), std::string::npos);
  EXPECT_EQ(json::serialize(of_mail).find("4711"), std::string::npos);
}

TEST(AuditLine, WhatDynamoDbForgetsByItselfSaysSo) {
  json::object record = StreamsService::record("7", "gene-oneal");
  record["eventName"] = "REMOVE";
  record["dynamodb"].as_object().erase("NewImage");
  EXPECT_FALSE(line_of(record).contains("by"));
  for (const char* name : {"principalId", "PrincipalId"}) {
    record["userIdentity"] = json::object{{name, "dynamodb.amazonaws.com"}};
    EXPECT_EQ(line_of(record).at("by"), "expiry");
  }
}

TEST(AuditLine, WhatCantBeReadIsRefusedByName) {
  Item damaged = charter_item(record_with(1, "gene-oneal"));
  damaged.erase("starts");
  const auto refused = audit_line(modified(damaged, damaged), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::skip);
  EXPECT_NE(refused.error().what.find("record 42: The charter \"jennifer-sanderson-2026-05-12\""), std::string::npos);
  const auto what = [](const char* text) {
    const auto line = audit_line(json::parse(text).as_object(), {});
    return line ? "" : line.error().what;
  };
  EXPECT_EQ(what("{}"), "record.dynamodb: missing");
  EXPECT_EQ(what(R"({"eventName": "UPSERT", "dynamodb": {}})"), "record.eventName: none of INSERT, MODIFY, REMOVE");
  EXPECT_EQ(what(R"({"eventName": "INSERT", "dynamodb": {"Keys": 7}})"), "record.dynamodb.Keys: not an item");
  EXPECT_EQ(what(R"({"eventName": "INSERT", "dynamodb": {"Keys": {}}})"), "record.dynamodb.SequenceNumber: missing");
}

}  // namespace
}  // namespace scc::dynamodb_tests
