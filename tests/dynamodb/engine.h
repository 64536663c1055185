/// Engine: a DynamoDB engine as a running program, started when first asked for.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "adapters/aws_transport/aws_transport.h"
#include "adapters/curl/curl_transport.h"
#include "adapters/dynamodb/dynamodb_store.h"
#include "adapters/system/system_entropy.h"

namespace scc::dynamodb_tests {

/// One program per kind for the whole run, ended with it.
class Engine {
 public:
  /// "ministack", "moto", "moto_with_iam" or "dynalite".
  static Engine& named(const std::string& kind);
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
  ~Engine();
  explicit Engine(const std::string& kind);

 private:
  std::string folder_;
  std::string endpoint_;
  pid_t program_ = -1;
  int program_input_ = -1;
};

/// A clock that shows the real time, as signatures want, and does not wait.
class HastyClock final : public Clock {
 public:
  Instant now() override;
  void sleep_for(Duration length) override { slept_ = {slept_.milliseconds + length.milliseconds}; }
  [[nodiscard]] Duration slept() const { return slept_; }

 private:
  Duration slept_;
};

/// What a store on an engine is made of.
struct Connection {
  explicit Connection(const aws::Variables& variables = {{"AWS_ACCESS_KEY_ID", "test"},
                                                         {"AWS_SECRET_ACCESS_KEY", "test"}});
  HastyClock clock;
  SystemEntropy entropy;  ///< an engine knows the tokens of every test before
  CurlTransport curl{{}};
  aws::CredentialChain credentials;
  aws::AwsTransport transport;
};

/// A table's name that no test had before.
std::string fresh_table();
DynamoDbSettings settings_at(const std::string& endpoint, const std::string& table);
/// Makes the table; throws when it can't.
void create_table(Connection& connection, const DynamoDbSettings& settings);

}  // namespace scc::dynamodb_tests
