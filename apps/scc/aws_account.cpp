#include "aws_account.h"

#include "adapters/cloudformation/stack_outputs.h"

namespace scc::app {

Result<std::unique_ptr<AwsAccount>> AwsAccount::open(const Configuration& configuration, Clock& clock) {
  if (configuration.store.region.empty())
    return Error{Remedy::stop,
                 "No region is named: set store.region, or AWS_REGION in the environment, like us-east-1."};
  return std::unique_ptr<AwsAccount>(new AwsAccount(configuration, clock));
}

std::string AwsAccount::endpoint(const std::string& service) const {
  std::string found = aws::endpoint_of(configuration_.aws, service, configuration_.store.region);
  while (found.ends_with('/')) found.pop_back();
  return found;
}

HttpTransport& AwsAccount::transport(const std::string& service) {
  auto& made = transports_[service];
  if (!made) {
    const bool of_all_regions = service == "cloudfront" || service == "iam";
    const bool is_s3 = service == "s3";
    made = std::make_unique<aws::AwsTransport>(
        curl_, credentials_, clock_,
        aws::SigningScope{of_all_regions ? "us-east-1" : configuration_.store.region, service,
                          is_s3 ? aws::PathRule::as_sent : aws::PathRule::normalised});
  }
  return *made;
}

Result<std::string> AwsAccount::output(const std::string& name) {
  const std::string& stack = configuration_.deploy.stack;
  if (outputs_.empty()) {
    auto found = aws::stack_outputs(transport("cloudformation"), endpoint("cloudformation"), stack);
    if (!found) return found.error();
    outputs_ = std::move(*found);
  }
  const auto found = outputs_.find(name);
  if (found == outputs_.end() || found->second.empty())
    return Error{Remedy::stop,
                 "The stack \"" + stack + "\" has no output " + name +
                     ": it is another one (deploy.stack), or older than this program; `npx cdk deploy` renews it."};
  return found->second;
}

}  // namespace scc::app
