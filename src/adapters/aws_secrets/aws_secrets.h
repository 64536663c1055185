/// AwsSecrets: the value of one secret in AWS Secrets Manager, by its name or ARN.
///
/// docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html (read 24 Nov 2026).
/// One thread at a time. No value ever stands in an Error.
#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "ports/http_transport.h"

namespace scc::aws {

inline constexpr std::size_t secret_bytes_max = 64 * 1024;

class AwsSecrets {
 public:
  /// `transport` signs for the service "secretsmanager"; `endpoint` is where that is reached.
  AwsSecrets(HttpTransport& transport, std::string endpoint) : transport_(transport), endpoint_(std::move(endpoint)) {}
  /// Remedy stop: there is none of that name, it has no value yet, or this role may not read it;
  /// retry: no answer.
  [[nodiscard]] Result<Secret> value_of(const std::string& id);

 private:
  HttpTransport& transport_;
  std::string endpoint_;
};

}  // namespace scc::aws
