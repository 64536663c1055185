#include <unistd.h>

#include <filesystem>

#include "adapters/memory_store/memory_store.h"
#include "adapters/sqlite/sqlite_store.h"
#include "history.h"
#include "pier.h"

namespace scc::dynamodb_tests {
namespace {

class ThreeStores {
 public:
  explicit ThreeStores(std::uint64_t seed)
      : history(seed), file_((folder() / ("scc-history-" + std::to_string(::getpid()))).string()) {
    clear();
    reopen();
  }
  ~ThreeStores() { clear(); }

  void run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) step(i);
  }

 private:
  void step(int number) {
    const Commit commit = history.next(tables);
    const auto expected = memory.commit(commit).value();
    const auto in_sqlite = sqlite->commit(commit);
    ASSERT_TRUE(in_sqlite) << in_sqlite.error().what;
    ASSERT_EQ(*in_sqlite, expected) << "step " << number;
    // Each step of DynamoDB's may be the last of its worker; the next one does what is left to do.
    const bool crash = history.chance.one_in(3);
    const std::size_t at_call = history.chance.below(4);
    const Strike strike = history.chance.one_in(2) ? Strike::killed : Strike::killed_late;
    std::size_t calls = 0;
    bool killed = false;
    table.service.plan = [&](const std::string&, std::size_t) {
      return crash && calls++ == at_call ? strike : Strike::none;
    };
    try {
      const auto in_dynamodb = dynamodb->commit(commit);
      ASSERT_TRUE(in_dynamodb) << in_dynamodb.error().what;
      ASSERT_EQ(*in_dynamodb, expected) << "step " << number;
    } catch (const fakes::ServiceCallerKilled&) {
      killed = true;
    }
    table.service.plan = {};
    if (killed) {
      dynamodb = table.open();
      const auto again = dynamodb->commit(commit);
      ASSERT_TRUE(again) << again.error().what;
      // Done before the crash: the receipt or a version says so, and nothing happens twice.
      if (*again != expected) {
        ASSERT_TRUE(strike == Strike::killed_late && expected == CommitOutcome::committed);
      }
    }
    if (history.chance.one_in(10)) reopen();
    if (history.chance.one_in(4) || number % 8 == 7) {
      const int page = 1 + static_cast<int>(history.chance.below(5));
      expect_equal_answers(memory, *sqlite, page, "sqlite, step " + std::to_string(number));
      expect_equal_answers(memory, *dynamodb, page, "dynamodb, step " + std::to_string(number));
    }
  }
  void reopen() {
    sqlite.reset();
    sqlite = SqliteStore::open(file_).value();
    dynamodb = table.open();
  }
  /// In memory where the machine has such a folder: what is asked here is not whether the disk keeps its word.
  static std::filesystem::path folder() {
    const std::filesystem::path memory = "/dev/shm";
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  }
  void clear() const {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file_ + suffix);
  }

  History history;
  std::string file_;
  MemoryTables tables;
  MemoryStore memory{tables};
  std::unique_ptr<Store> sqlite;
  Table table;
  std::unique_ptr<Store> dynamodb;
};

TEST(Differential, RandomHistoriesGiveEqualAnswersOnMemorySqliteAndDynamoDb) {
  const char* asked = ::getenv("SCC_HISTORIES");
  const std::uint64_t histories = asked == nullptr ? 40 : std::stoull(asked);
  for (std::uint64_t seed = 1; seed <= histories && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ThreeStores(seed).run(24);
  }
}

}  // namespace
}  // namespace scc::dynamodb_tests
