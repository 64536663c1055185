/// ChangeStream: what changed in the table, read from its stream shard by shard, a parent before its children.
///
/// The caller keeps the place; from a kept place every record after it comes once. One thread. DynamoDB keeps records
/// for 24 hours (docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html, read 25 Nov 2026).
#pragma once

#include <boost/json.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "adapters/dynamodb/client.h"

namespace scc::dynamodb {

inline constexpr int stream_pages_max = 100;      ///< of 100 shards each
inline constexpr int reads_of_shard_max = 1'000;  ///< in one look
/// Answers without a record, one after the other, until a shard counts as read: DynamoDB gives such between records
/// too.
inline constexpr int empty_reads_max = 3;

struct ShardPlace {
  std::string after;      ///< sequence number of the last record; "" = nothing was read of it
  bool finished = false;  ///< closed, and read to its end
  bool operator==(const ShardPlace&) const = default;
};
/// By shard id.
using StreamPlace = std::map<std::string, ShardPlace>;

struct StreamBatch {
  std::string shard;
  std::vector<boost::json::object> records;  ///< in their order, as DynamoDB writes them
  bool gap = false;                          ///< records between the kept place and these are gone for good
};

class ChangeStream {
 public:
  /// `endpoint` is where streams are reached, without a path; `stream` the stream's ARN.
  ChangeStream(HttpTransport& transport, Clock& clock, Entropy& entropy, std::string endpoint, std::string stream,
               StreamPlace place)
      : client_(transport, clock, entropy, std::move(endpoint)), stream_(std::move(stream)), place_(std::move(place)) {}

  /// Makes a batch, which may have no records, durable together with the place after it. The place moves when it
  /// returned without error.
  using Take = std::function<Outcome(const StreamBatch& batch, const StreamPlace& after)>;
  /// Reads every shard until nothing more comes. Error: of `take`, or of DynamoDB; the next look goes on from the
  /// place.
  [[nodiscard]] Outcome look(const Take& take);

 private:
  struct Shard {
    std::string id;
    std::string parent;
  };
  [[nodiscard]] Result<std::vector<Shard>> shards();
  [[nodiscard]] Outcome read(const std::string& shard, const Take& take);
  /// "" when the shard is gone; sets `gap` when what comes after the place is.
  [[nodiscard]] Result<std::string> iterator(const std::string& shard, bool& gap);
  [[nodiscard]] Outcome hand_over(const StreamBatch& batch, const Take& take);
  [[nodiscard]] Outcome keep(const StreamBatch& batch, StreamPlace after, const Take& take);
  [[nodiscard]] Result<Reply> call(const char* operation, const boost::json::object& request);
  [[nodiscard]] Error unexpected(const Reply& reply) const;

  Client client_;
  std::string stream_;
  StreamPlace place_;
};

}  // namespace scc::dynamodb
