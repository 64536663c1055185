/// DynamoDbArchive: a DynamoDB table as a stream of records. One thread.
#pragma once

#include <memory>
#include <string>

#include "adapters/dynamodb/dynamodb_store.h"
#include "ports/store_archive.h"

namespace scc {

class DynamoDbArchive final : public StoreArchive {
 public:
  DynamoDbArchive(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings);
  ~DynamoDbArchive() override;
  Result<Page<ArchiveRecord>> dump(const std::string& page) override;
  Outcome restore(const std::vector<ArchiveRecord>& records) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scc
