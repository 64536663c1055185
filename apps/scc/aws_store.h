/// AwsStore: the DynamoDB table that a configuration names, reached with the credentials that are found.
///
/// One thread at a time; each thread opens its own.
#pragma once

#include "adapters/aws_transport/aws_transport.h"
#include "adapters/curl/curl_transport.h"
#include "adapters/dynamodb/dynamodb_archive.h"
#include "adapters/dynamodb/dynamodb_store.h"
#include "adapters/dynamodb/table_admin.h"
#include "configuration.h"

namespace scc::app {

class AwsStore {
 public:
  /// Error stop: no region is named, or an attribute's other name can't be read.
  [[nodiscard]] static Result<std::unique_ptr<AwsStore>> open(const Configuration& configuration, Clock& clock,
                                                              Entropy& entropy);

  [[nodiscard]] Store& store() { return store_; }
  [[nodiscard]] DynamoDbArchive& archive() { return archive_; }
  [[nodiscard]] TableAdmin& admin() { return admin_; }
  [[nodiscard]] const DynamoDbSettings& settings() const { return settings_; }
  /// Signs for the table and its stream.
  [[nodiscard]] HttpTransport& transport() { return transport_; }
  /// Where the stream is reached, without a path.
  [[nodiscard]] const std::string& streams_endpoint() const { return streams_endpoint_; }

 private:
  AwsStore(const Configuration& configuration, Clock& clock, Entropy& entropy, DynamoDbSettings settings,
           const std::string& region);

  DynamoDbSettings settings_;
  std::string streams_endpoint_;
  CurlTransport curl_;
  aws::CredentialChain credentials_;
  aws::AwsTransport transport_;
  DynamoDbStore store_;
  DynamoDbArchive archive_;
  TableAdmin admin_;
};

}  // namespace scc::app
