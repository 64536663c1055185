/// SqliteArchive: a SQLite store as a stream of records. One thread.
#pragma once

#include <memory>
#include <string>

#include "ports/store_archive.h"

namespace scc {

class SqliteArchive final : public StoreArchive {
 public:
  /// As SqliteStore::open.
  [[nodiscard]] static Result<std::unique_ptr<SqliteArchive>> open(const std::string& path);
  ~SqliteArchive() override;
  Result<Page<ArchiveRecord>> dump(const std::string& page) override;
  Outcome restore(const std::vector<ArchiveRecord>& records) override;

 private:
  struct State;
  explicit SqliteArchive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace scc
