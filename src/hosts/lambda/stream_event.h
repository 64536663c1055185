/// StreamEvent: what changed in the table, as DynamoDB's stream hands it to a function.
///
/// A batch is answered with the records that failed; Lambda comes back with these and all after
/// them (docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html, read
/// 24 Nov 2026). Pure, any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::hosts {

inline constexpr std::size_t stream_records_max = 10'000;  // Lambda's largest batch

struct StreamRecord {
  std::string sequence;  ///< its number in the shard
  enum class Kind { insert, modify, remove } kind = Kind::modify;
  std::string partition_key;  ///< "pk"
  std::string sort_key;       ///< "sk"
  bool operator==(const StreamRecord&) const = default;
};

/// Error skip: not a stream's event; names the place.
[[nodiscard]] Result<std::vector<StreamRecord>> read_stream_event(std::string_view payload);

/// Handles the records in their order until one fails, and answers for the batch.
[[nodiscard]] std::string stream_answer(const std::vector<StreamRecord>& records,
                                        const std::function<Outcome(const StreamRecord&)>& handle);

}  // namespace scc::hosts
