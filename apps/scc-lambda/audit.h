/// Audit: what changed in the table is written into an append-only log, and each charter that changed is looked at once
/// more: is its crew still the fold of its facts? A drift alarms.
///
/// A batch's lines are one S3 object, audit/YYYY/MM/DD/FIRST-LAST.jsonl, written once and never over. A record that
/// can't be read becomes set-aside/SEQUENCE.jsonl, and the others go on.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/s3/s3_objects.h"
#include "function.h"

namespace scc::app {

/// What the audit works on. One thread.
struct Audit {
  Store& store;
  const std::vector<Role>& roles;
  aws::S3Objects* log = nullptr;  ///< null: charters are looked at, and no log is written

  /// A stream's event → the answer that names the first record to come again. Error skip: no such event.
  [[nodiscard]] Result<std::string> of_batch(std::string_view payload) const;

 private:
  [[nodiscard]] Outcome look_at(const boost::json::object& line) const;
  [[nodiscard]] Outcome set_aside(const std::string& sequence, const boost::json::object& raw,
                                  const std::string& why) const;
};

/// The bucket is $SCC_AUDIT_BUCKET.
[[nodiscard]] hosts::LambdaHandler audit_handler(Function& function);

}  // namespace scc::app
