#include <gtest/gtest.h>

#include <deque>

#include "adapters/memory_store/memory_store.h"
#include "adapters/s3/s3_objects.h"
#include "audit.h"
#include "contract/store/store_contract.h"
#include "engine.h"
#include "in_memory/streams_service.h"

namespace scc {
namespace {

using namespace dynamodb_tests;
namespace json = boost::json;
using app::Audit;

/// A bucket in memory that may fail; what S3 itself does is asked of an engine below.
class Bucket final : public HttpTransport {
 public:
  std::map<std::string, std::string> objects;
  std::deque<int> statuses;  ///< of the next answers; nothing of these is written
  Result<HttpResponse> send(const HttpRequest& request) override {
    if (!statuses.empty()) {
      const int status = statuses.front();
      statuses.pop_front();
      return HttpResponse{status, {}, "<Error><Code>SlowDown</Code></Error>"};
    }
    const bool is_new =
        objects.emplace(request.url.substr(std::string("https://s3.example/").size()), request.body).second;
    return HttpResponse{is_new ? 200 : 412, {}, ""};
  }
};

class AuditFunction : public testing::Test {
 protected:
  AuditFunction() {
    for (const char* sequence : {"1", "2", "3"}) records.push_back(StreamsService::record(sequence, "member"));
    for (auto& record : records) {
      record["eventSource"] = "aws:dynamodb";
      record["dynamodb"].as_object()["ApproximateCreationDateTime"] = 1'778'000'000;
    }
  }
  std::string answer(const std::vector<json::object>& batch) {
    const std::string event = json::serialize(json::object{{"Records", json::array(batch.begin(), batch.end())}});
    return Audit{store, roles, &log}.of_batch(event).value();
  }
  /// Sequence numbers of an object's lines.
  std::vector<std::string> lines(const std::string& key) {
    std::vector<std::string> found;
    std::istringstream text(bucket.objects.at(key));
    for (std::string line; std::getline(text, line);) found.emplace_back(json::parse(line).at("sequence").get_string());
    return found;
  }
  const std::string whole = R"({"batchItemFailures":[]})";
  std::vector<json::object> records;
  MemoryTables tables;
  MemoryStore store{tables};
  std::vector<Role> roles;
  Bucket bucket;
  aws::S3Objects log{bucket, "https://s3.example", "audit-bucket"};
};

TEST_F(AuditFunction, ABatchIsOneObjectAndComingAgainChangesNothing) {
  EXPECT_EQ(answer(records), whole);
  const auto written = bucket.objects;
  EXPECT_EQ(answer(records), whole);
  EXPECT_EQ(bucket.objects, written);
  ASSERT_EQ(written.size(), 1U);
  EXPECT_EQ(lines("audit-bucket/audit/2026/05/05/1-3.jsonl"), (std::vector<std::string>{"1", "2", "3"}));
}

TEST_F(AuditFunction, ARecordThatCantBeReadIsSetAsideAndTheOthersGoOn) {
  records[1]["dynamodb"].as_object()["NewImage"] = json::object{{"pk", "crew"}};
  EXPECT_EQ(answer(records), whole);
  EXPECT_EQ(lines("audit-bucket/audit/2026/05/05/1-3.jsonl"), (std::vector<std::string>{"1", "3"}));
  const json::value aside = json::parse(bucket.objects.at("audit-bucket/set-aside/2.jsonl"));
  EXPECT_EQ(aside.at("record").at("dynamodb").at("SequenceNumber"), "2");
  EXPECT_NE(aside.at("why").get_string().find("can't be read"), std::string::npos);
}

TEST_F(AuditFunction, WhereSettingAsideFailsTheRecordComesAgainAndThoseBeforeItAreWritten) {
  records[1]["dynamodb"].as_object()["NewImage"] = json::object{{"pk", "crew"}};
  bucket.statuses = {503};
  EXPECT_EQ(answer(records), R"({"batchItemFailures":[{"itemIdentifier":"2"}]})");
  EXPECT_EQ(lines("audit-bucket/audit/2026/05/05/1-1.jsonl"), (std::vector<std::string>{"1"}));
  EXPECT_EQ(answer({records[1], records[2]}), whole);
  EXPECT_EQ(lines("audit-bucket/audit/2026/05/05/3-3.jsonl"), (std::vector<std::string>{"3"}));
}

TEST_F(AuditFunction, WhereTheLogCantBeWrittenTheWholeBatchComesAgain) {
  bucket.statuses = {503};
  EXPECT_EQ(answer(records), R"({"batchItemFailures":[{"itemIdentifier":"1"}]})");
  EXPECT_TRUE(bucket.objects.empty());
}

TEST_F(AuditFunction, WithoutALogARecordThatCantBeReadIsLeftToTheFailureQueue) {
  records[1]["dynamodb"].as_object()["NewImage"] = json::object{{"pk", "crew"}};
  const std::string event = json::serialize(json::object{{"Records", json::array(records.begin(), records.end())}});
  EXPECT_EQ((Audit{store, roles, nullptr}.of_batch(event).value()),
            R"({"batchItemFailures":[{"itemIdentifier":"2"}]})");
}

/// On an engine: the path, the signature's headers and what a second writing is answered.
TEST(S3Objects, AnObjectIsWrittenOnceAndNeverOver) {
  const std::string endpoint = Engine::named("ministack").endpoint();
  Connection connection;
  aws::AwsTransport signing(connection.curl, connection.credentials, connection.clock,
                            {"us-east-1", "s3", aws::PathRule::as_sent});
  aws::S3Objects objects(signing, endpoint, "audit-bucket");
  const auto missing = objects.put_once("audit/1-3.jsonl", "first\n");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().remedy, Remedy::stop);
  EXPECT_NE(missing.error().what.find("NoSuchBucket"), std::string::npos) << missing.error().what;
  ASSERT_EQ(signing.send({"PUT", endpoint + "/audit-bucket", {}, ""}).value().status, 200);
  ASSERT_TRUE(objects.put_once("audit/1-3.jsonl", "first\n"));
  ASSERT_TRUE(objects.put_once("audit/1-3.jsonl", "second\n"));
  EXPECT_EQ(signing.send({"GET", endpoint + "/audit-bucket/audit/1-3.jsonl", {}, ""}).value().body, "first\n");
}

}  // namespace
}  // namespace scc
