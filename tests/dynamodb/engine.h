/// Engine: a DynamoDB engine as a running program, started when first asked for.
#pragma once

#include <sys/types.h>

#include <map>
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
  /// "ministack", "moto", "dynalite", "moto_with_iam" or "metadata".
  static Engine& named(const std::string& kind);
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
  /// Of moto_with_iam: "worker" or "reader".
  [[nodiscard]] const std::string& key_of(const std::string& user) const { return keys_.at(user).first; }
  [[nodiscard]] const std::string& secret_of(const std::string& user) const { return keys_.at(user).second; }
  ~Engine();
  explicit Engine(const std::string& kind);

 private:
  std::string folder_;
  std::string endpoint_;
  std::map<std::string, std::pair<std::string, std::string>> keys_;
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
