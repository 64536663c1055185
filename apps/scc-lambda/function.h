/// Function: what every Lambda function of ours has: its configuration, connections that stay warm,
/// AWS's services signed for, and the store.
///
/// One thread. Made once, before the first invocation; what fails then is an init error.
#pragma once

#include <memory>
#include <string>

#include "adapters/aws_secrets/aws_secrets.h"
#include "adapters/aws_transport/aws_transport.h"
#include "adapters/curl/curl_transport.h"
#include "adapters/dynamodb/dynamodb_store.h"
#include "adapters/system/system_clock.h"
#include "adapters/system/system_entropy.h"
#include "configuration.h"
#include "environment.h"
#include "hosts/lambda/deadline_clock.h"
#include "hosts/lambda/deadline_transport.h"
#include "hosts/lambda/lambda_loop.h"
#include "package_check.h"

namespace scc::app {

class Function {
 public:
  /// Error stop: the package is not whole, or a setting is missing or wrong.
  [[nodiscard]] static Result<std::unique_ptr<Function>> start(const Environment& environment, Charsets charsets);
  Function(const Function&) = delete;
  Function& operator=(const Function&) = delete;

  /// "api", "sync" or "audit": the handler as the function is configured.
  [[nodiscard]] std::string handler() const { return environment_.text("_HANDLER"); }
  /// Every call to the outside ends before `deadline`.
  void set_deadline(Instant deadline) {
    bounded_.set_deadline(deadline);
    clock_.set_deadline(deadline);
  }
  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] aws::AwsSecrets& secrets() { return *secrets_; }
  [[nodiscard]] HttpTransport& outside() { return bounded_; }
  [[nodiscard]] const Configuration& configuration() const { return configuration_; }
  [[nodiscard]] const Environment& environment() const { return environment_; }
  [[nodiscard]] Clock& clock() { return clock_; }
  [[nodiscard]] Entropy& entropy() { return entropy_; }

 private:
  Function(const Environment& environment, Configuration configuration, const std::string& region);

  Environment environment_;
  Configuration configuration_;
  SystemClock system_clock_;
  hosts::DeadlineClock clock_{system_clock_};
  SystemEntropy entropy_;
  CurlTransport curl_;
  hosts::DeadlineTransport bounded_;
  aws::CredentialChain credentials_;
  aws::AwsTransport dynamodb_transport_;
  aws::AwsTransport secrets_transport_;
  std::unique_ptr<DynamoDbStore> store_;
  std::unique_ptr<aws::AwsSecrets> secrets_;
};

/// Starts a function and serves it: `make` gives its handler, before the first invocation. Returns
/// the process's exit code; what went wrong was told to Lambda and logged.
[[nodiscard]] int serve_function(Charsets charsets, const std::function<Result<hosts::LambdaHandler>(Function&)>& make);

}  // namespace scc::app
