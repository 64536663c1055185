/// AwsTransport: an HttpTransport that signs each request to one service of one region.
///
/// Credentials are renewed before they end, and once more when AWS says that they did. Retrying is
/// the caller's: only it knows what a repeated call does. One thread at a time.
#pragma once

#include "adapters/aws_transport/credentials.h"
#include "adapters/aws_transport/signature_v4.h"

namespace scc::aws {

class AwsTransport final : public HttpTransport {
 public:
  AwsTransport(HttpTransport& inner, CredentialChain& credentials, Clock& clock, SigningScope scope)
      : inner_(inner), credentials_(credentials), clock_(clock), scope_(std::move(scope)) {}

  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  HttpTransport& inner_;
  CredentialChain& credentials_;
  Clock& clock_;
  SigningScope scope_;
};

/// Where a service is reached: AWS_ENDPOINT_URL_<SERVICE>, else AWS_ENDPOINT_URL, else AWS's own
/// address in that region.
[[nodiscard]] std::string endpoint_of(const Variables& variables, const std::string& service,
                                      const std::string& region);

}  // namespace scc::aws
