/// TableAdmin: makes the store's table, brings it up to date, and says how it stands.
///
/// Every step may be repeated: what is there already stays. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/dynamodb/dynamodb_store.h"

namespace scc {

/// What a table needs beside its keys, and whether it has it.
struct TableFeature {
  std::string name;  ///< "index gsi_date", "stream", "time to live", "point-in-time recovery"
  bool present = false;
  bool operator==(const TableFeature&) const = default;
};

struct TableState {
  bool exists = false;
  std::string status;  ///< "ACTIVE"
  std::int64_t items = 0;
  std::int64_t bytes = 0;  ///< both as DynamoDB counted them within the last six hours
  std::string stream_arn;
  std::vector<TableFeature> features;
};

class TableAdmin {
 public:
  TableAdmin(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings);
  ~TableAdmin();

  [[nodiscard]] Result<TableState> describe();
  /// Asks for nothing but DescribeTable. Error stop: there is no table, or it has no stream.
  [[nodiscard]] Result<std::string> stream_arn();
  /// Error stop: there is such a table already.
  [[nodiscard]] Outcome create();
  /// Adds what describe() finds missing; says what it added. Error stop: there is no table.
  [[nodiscard]] Result<std::vector<std::string>> migrate();

 private:
  struct State;
  [[nodiscard]] Outcome wait_until_active();
  [[nodiscard]] Outcome add(const std::string& feature);
  std::unique_ptr<State> state_;
};

}  // namespace scc
