#include <stdexcept>
#include "engine.h"

#include "fakes/dynamodb_service.h"
#include "single_writes.h"
#include "store_backend.h"

namespace scc {
namespace {

using namespace dynamodb_tests;

class DynamoDbBackend final : public StoreBackend {
 public:
  explicit DynamoDbBackend(const std::string& kind)
      : settings_(settings_at(Engine::named(kind).endpoint(), fresh_table())) {
    create_table(connection_, settings_);
  }
  std::unique_ptr<Store> open() override {
    return std::make_unique<DynamoDbStore>(connection_.transport, connection_.clock, connection_.entropy, settings_);
  }

 private:
  Connection connection_;
  DynamoDbSettings settings_;
};

/// dynalite judges every condition, expression and limit, one write at a time: it has no transactions. Nor has it
/// streams, a time to live or recovery, so its table is made here and not by TableAdmin.
class DynaliteBackend final : public StoreBackend {
 public:
  DynaliteBackend() : settings_(settings_at(Engine::named("dynalite").endpoint(), fresh_table())) {
    std::string state = ask("CreateTable", table_json(settings_.table));
    constexpr int asked_max = 1'000;
    for (int i = 0; i < asked_max && state.find("\"ACTIVE\"") == std::string::npos; ++i)
      state = ask("DescribeTable", R"({"TableName":")" + settings_.table + "\"}");
  }
  std::unique_ptr<Store> open() override {
    return std::make_unique<DynamoDbStore>(writes_, connection_.clock, connection_.entropy, settings_);
  }

 private:
  static std::string table_json(const std::string& name) {
    const auto key = [](const std::string& hash, const std::string& range) {
      return R"([{"AttributeName":")" + hash + R"(","KeyType":"HASH"},{"AttributeName":")" + range +
             R"(","KeyType":"RANGE"}])";
    };
    const auto index = [&](const std::string& of, const std::string& keys, const std::string& projection) {
      return R"({"IndexName":")" + of + R"(","KeySchema":)" + keys + R"(,"Projection":)" + projection + "}";
    };
    std::string texts;
    for (const char* text : {"pk", "sk", "dated", "starts", "list", "at"})
      texts += std::string(texts.empty() ? "" : ",") + R"({"AttributeType":"S","AttributeName":")" + text + "\"}";
    const std::string all = R"({"ProjectionType":"ALL"})";
    const std::string some = R"({"ProjectionType":"INCLUDE","NonKeyAttributes":["outbox","facts","review"]})";
    return R"({"TableName":")" + name + R"(","BillingMode":"PAY_PER_REQUEST","KeySchema":)" + key("pk", "sk") +
           R"(,"AttributeDefinitions":[)" + texts + R"(],"GlobalSecondaryIndexes":[)" +
           index("gsi_date", key("dated", "starts"), all) + "," + index("gsi_list", key("list", "at"), some) + "]}";
  }

  std::string ask(const std::string& operation, const std::string& body) {
    const auto answer = connection_.transport.send(
        {"POST",
         settings_.endpoint + "/",
         {{"content-type", "application/x-amz-json-1.0"}, {"x-amz-target", "DynamoDB_20120810." + operation}},
         body});
    if (!answer || answer->status != 200) throw std::runtime_error(answer ? answer->body : answer.error().what);
    return answer->body;
  }

  Connection connection_;
  SingleWrites writes_{connection_.transport};
  DynamoDbSettings settings_;
};

/// Not a program: DynamoDB's rules in memory, which the units are counted by and the faults are made in.
class InMemoryBackend final : public StoreBackend {
 public:
  std::unique_ptr<Store> open() override {
    return std::make_unique<DynamoDbStore>(service_, clock_, entropy_, settings_at("https://dynamodb.example", "T"));
  }

 private:
  fakes::DynamoDbService service_;
  HastyClock clock_;
  SystemEntropy entropy_;
};

}  // namespace

std::vector<BackendKind> store_backends() {
  return {{"ministack", [] { return std::make_unique<DynamoDbBackend>("ministack"); }},
          {"in_memory", [] { return std::make_unique<InMemoryBackend>(); }},
          {"dynalite", [] { return std::make_unique<DynaliteBackend>(); }},
          {"moto", [] { return std::make_unique<DynamoDbBackend>("moto"); }}};
}

}  // namespace scc
