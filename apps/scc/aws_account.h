/// AwsAccount: AWS's services as an operator calls them: signed with the credentials that are found, and the names that
/// the deployed stack gives its parts.
///
/// One thread.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "adapters/aws_transport/aws_transport.h"
#include "adapters/curl/curl_transport.h"
#include "configuration.h"

namespace scc::app {

class AwsAccount {
 public:
  /// Error stop: no region is named.
  [[nodiscard]] static Result<std::unique_ptr<AwsAccount>> open(const Configuration& configuration, Clock& clock);

  /// Signs for `service`: "s3", "cloudformation".
  [[nodiscard]] HttpTransport& transport(const std::string& service);
  [[nodiscard]] std::string endpoint(const std::string& service) const;
  /// Without a signature, for what everybody may ask.
  [[nodiscard]] HttpTransport& plain() { return curl_; }
  /// The stack's output of that name; asked once. Error stop: no such stack, or it is older than this program.
  [[nodiscard]] Result<std::string> output(const std::string& name);

 private:
  AwsAccount(const Configuration& configuration, Clock& clock)
      : configuration_(configuration),
        clock_(clock),
        curl_(CurlSettings{}),
        credentials_(curl_, clock, configuration.aws) {}

  const Configuration& configuration_;
  Clock& clock_;
  CurlTransport curl_;
  aws::CredentialChain credentials_;
  std::map<std::string, std::unique_ptr<aws::AwsTransport>> transports_;
  std::map<std::string, std::string> outputs_;
};

}  // namespace scc::app
