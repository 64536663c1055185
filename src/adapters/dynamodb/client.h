/// Client: one call to DynamoDB and its answer; what is transient is tried again.
///
/// The transport signs. One thread. Errors and their meaning:
/// docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html, read 24 Nov 2026.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "ports/clock.h"
#include "ports/http_transport.h"

namespace scc::dynamodb {

inline constexpr int attempts_max = 8;
inline constexpr Duration backoff_first{25};
inline constexpr Duration backoff_max = seconds(5);

/// An answer, or one of the refusals that only the caller can understand: ConditionalCheckFailed,
/// TransactionCanceled, ResourceNotFound, ResourceInUse, TrimmedDataAccess, ExpiredIterator, Validation.
struct Reply {
  boost::json::object body;  ///< of a refusal too: its Item or CancellationReasons
  std::string refusal;       ///< "" for an answer; else as above
  std::string message;
  bool repeated = false;  ///< an earlier try got no answer: it may have been carried out
};

class Client {
 public:
  /// `endpoint` is where DynamoDB is reached, without a path.
  Client(HttpTransport& transport, Clock& clock, Entropy& entropy, std::string endpoint)
      : transport_(transport), clock_(clock), entropy_(entropy), endpoint_(std::move(endpoint)) {}

  /// `target` is "DynamoDB_20120810.GetItem" or "DynamoDBStreams_20120810.GetRecords".
  [[nodiscard]] Result<Reply> call_target(std::string_view target, const boost::json::object& request);
  [[nodiscard]] Result<Reply> call(std::string_view operation, const boost::json::object& request) {
    return call_target("DynamoDB_20120810." + std::string(operation), request);
  }

  /// Waits before try number `attempt`: exponential backoff with full jitter.
  void wait(int attempt);
  [[nodiscard]] std::string make_token();
  [[nodiscard]] Clock& clock() { return clock_; }

 private:
  HttpTransport& transport_;
  Clock& clock_;
  Entropy& entropy_;
  std::string endpoint_;
};

}  // namespace scc::dynamodb
