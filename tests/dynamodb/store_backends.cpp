#include "engine.h"
#include "fakes/dynamodb_service.h"
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
          {"moto", [] { return std::make_unique<DynamoDbBackend>("moto"); }}};
}

}  // namespace scc
