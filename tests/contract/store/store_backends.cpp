#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

#include "adapters/memory_store/memory_store.h"
#include "adapters/sqlite/sqlite_store.h"
#include "store_backend.h"

namespace scc {
namespace {

class MemoryBackend final : public StoreBackend {
 public:
  std::unique_ptr<Store> open() override { return std::make_unique<MemoryStore>(tables_); }

 private:
  MemoryTables tables_;
};

class SqliteBackend final : public StoreBackend {
 public:
  SqliteBackend() : folder_((std::filesystem::temp_directory_path() / "scc-store-XXXXXX").string()) {
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  ~SqliteBackend() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::unique_ptr<Store> open() override {
    auto store = SqliteStore::open(folder_ + "/scc.db");
    if (!store) throw std::runtime_error(store.error().what);
    return std::move(*store);
  }

 private:
  std::string folder_;
};

}  // namespace

std::vector<BackendKind> store_backends() {
  return {{"memory", [] { return std::make_unique<MemoryBackend>(); }},
          {"sqlite", [] { return std::make_unique<SqliteBackend>(); }}};
}

}  // namespace scc
