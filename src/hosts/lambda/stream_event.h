/// StreamEvent: what changed in the table, as DynamoDB's stream hands it to a function.
///
/// A batch is answered with the record that failed; Lambda comes back with it and all after it
/// (docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html, read 24 Nov 2026).
/// Pure, any thread.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::hosts {

inline constexpr std::size_t stream_records_max = 10'000;  // Lambda's largest batch

struct StreamRecord {
  std::string sequence;     ///< its number in the shard: what a batch is answered by
  boost::json::object raw;  ///< as DynamoDB wrote it; whether that can be read is its handler's to find out
};

/// Error skip: not a stream's event, or a record without a number; names the place.
[[nodiscard]] Result<std::vector<StreamRecord>> read_stream_event(std::string_view payload);

/// The answer for a batch whose first record to come again is `failed`; "" = all went well.
[[nodiscard]] std::string stream_answer(const std::string& failed);

}  // namespace scc::hosts
