#include "aws_store.h"

namespace scc::app {

AwsStore::AwsStore(const Configuration& configuration, Clock& clock, Entropy& entropy, DynamoDbSettings settings,
                   const std::string& region)
    : settings_(std::move(settings)),
      streams_endpoint_(configuration.store.endpoint.empty()
                            ? aws::endpoint_of(configuration.aws, "streams.dynamodb", region)
                            : settings_.endpoint),
      curl_(CurlSettings{}),
      credentials_(curl_, clock, configuration.aws),
      transport_(curl_, credentials_, clock, {region, "dynamodb"}),
      store_(transport_, clock, entropy, settings_),
      archive_(transport_, clock, entropy, settings_),
      admin_(transport_, clock, entropy, settings_) {}

Result<std::unique_ptr<AwsStore>> AwsStore::open(const Configuration& configuration, Clock& clock, Entropy& entropy) {
  const auto& named = configuration.store;
  if (named.region.empty()) {
    return Error{Remedy::stop,
                 "store.source is dynamodb, but no region is named: set store.region, or AWS_REGION in the "
                 "environment, like us-east-1."};
  }
  DynamoDbSettings settings;
  settings.endpoint =
      named.endpoint.empty() ? aws::endpoint_of(configuration.aws, "dynamodb", named.region) : named.endpoint;
  while (settings.endpoint.ends_with('/')) settings.endpoint.pop_back();
  settings.table = named.table;
  settings.date_index = named.date_index;
  settings.list_index = named.list_index;
  for (const std::string& pair : named.attributes) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == pair.size()) {
      return Error{Remedy::stop, "store.attributes: \"" + pair +
                                     "\" is no pair of names; write \"ours=theirs\", like \"pk=PartitionKey\"."};
    }
    settings.attributes[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return std::unique_ptr<AwsStore>(new AwsStore(configuration, clock, entropy, std::move(settings), named.region));
}

}  // namespace scc::app
