#include "adapters/dynamodb/dynamodb_archive.h"
#include "adapters/sqlite/sqlite_archive.h"
#include "adapters/sqlite/sqlite_store.h"
#include "engine/store_copy.h"
#include "fakes/temporary_folder.h"
#include "history.h"
#include "pier.h"

namespace scc::dynamodb_tests {
namespace {

class Copying : public testing::Test {
 protected:
  /// Another table or file with its archive and its store.
  struct File {
    explicit File(const std::string& path)
        : archive(SqliteArchive::open(path).value()), store(SqliteStore::open(path).value()) {}
    std::unique_ptr<SqliteArchive> archive;
    std::unique_ptr<SqliteStore> store;
  };
  struct Aws : Table {
    DynamoDbArchive archive{service, clock, entropy, settings_in_memory()};
    std::unique_ptr<Store> store = open();
  };

  void fill(Store& store, int steps) {
    History history(7);
    for (int i = 0; i < steps; ++i) {
      const Commit commit = history.next(tables);
      const auto expected = model.commit(commit).value();
      ASSERT_EQ(store.commit(commit).value(), expected);
    }
  }
  Result<engine::CopyReport> copy(StoreArchive& from, StoreArchive& to, Store& target) {
    return engine::StoreCopy{from, to, target, clock}.run();
  }

  fakes::TemporaryFolder folder;
  fakes::ManualClock clock{at(0)};
  MemoryTables tables;
  MemoryStore model{tables};
};

TEST_F(Copying, AStoreGoesToDynamoDbAndBackWithoutALossOrAChange) {
  File file(folder.file("a.db"));
  fill(*file.store, 80);
  Aws aws;
  const auto there = copy(*file.archive, aws.archive, *aws.store);
  ASSERT_TRUE(there) << there.error().what;
  EXPECT_TRUE(there->whole());
  EXPECT_GT(there->target.kinds.at("facts").count, 5U);
  EXPECT_EQ(there->target.kinds.at("receipts").count, tables.receipts.size());
  expect_equal_answers(model, *aws.store, 3, "the table");
  EXPECT_GT(aws.store->change_number().value(), file.store->change_number().value());
  File back(folder.file("b.db"));
  const auto home = copy(aws.archive, *back.archive, *back.store);
  ASSERT_TRUE(home) << home.error().what;
  EXPECT_TRUE(home->whole());
  EXPECT_EQ(home->target, there->source);
  expect_equal_answers(model, *back.store, 3, "the file");
}

TEST_F(Copying, WhatIsCopiedIsWorkedOnLikeWhatWasWrittenThere) {
  File file(folder.file("a.db"));
  fill(*file.store, 40);
  Aws aws;
  ASSERT_TRUE(copy(*file.archive, aws.archive, *aws.store).value().whole());
  History history(8);
  for (int i = 0; i < 60; ++i) {
    const Commit commit = history.next(tables);
    ASSERT_EQ(aws.store->commit(commit).value(), model.commit(commit).value()) << i;
  }
  expect_equal_answers(model, *aws.store, 3, "the table");
}

TEST_F(Copying, StoppedAtAnyRequestTheSameAgainEndsIt) {
  File file(folder.file("a.db"));
  fill(*file.store, 60);
  for (std::size_t stop = 0;; stop += 3) {
    Aws aws;
    aws.service.plan = [stop](const std::string&, std::size_t number) {
      return number == stop ? Strike::killed_late : Strike::none;
    };
    bool killed = false;
    try {
      ASSERT_TRUE(copy(*file.archive, aws.archive, *aws.store));
    } catch (const fakes::ServiceCallerKilled&) {
      killed = true;
    }
    aws.service.plan = {};
    if (killed) {
      const bool ended = aws.service.item_count() > 0 && !aws.store->named("copy", "unfinished").value().has_value();
      const auto again = copy(*file.archive, aws.archive, *aws.store);
      ASSERT_EQ(again.has_value(), !ended) << stop;
      if (again) {
        EXPECT_TRUE(again->whole()) << stop;
      }
      expect_equal_answers(model, *aws.store, 3, "stopped at " + std::to_string(stop));
    }
    if (!killed) {
      EXPECT_GT(stop, 12U);
      break;
    }
  }
}

TEST_F(Copying, AStoreInUseIsNotCopiedOver) {
  File file(folder.file("a.db"));
  fill(*file.store, 20);
  Aws aws;
  Commit commit;
  commit.crew_put = {{PersonId("p9"), "Ann", {}, "", {}, ""}};
  ASSERT_EQ(aws.store->commit(commit).value(), CommitOutcome::committed);
  const auto refused = copy(*file.archive, aws.archive, *aws.store);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::stop);
  EXPECT_EQ(aws.store->crew().value(), commit.crew_put);
}

TEST_F(Copying, AMissingRecordShowsInTheCount) {
  File file(folder.file("a.db"));
  fill(*file.store, 60);
  Aws aws;
  engine::StoreCopy copying{*file.archive, aws.archive, *aws.store, clock};
  bool lost = false;
  copying.progress = [&](std::string_view step, std::size_t, std::size_t) {
    if (step != "compare" || lost) return;
    lost = true;  // between writing and reading back
    Commit commit;
    commit.crew_removed = {tables.crew.begin()->first};
    ASSERT_EQ(aws.store->commit(commit).value(), CommitOutcome::committed);
  };
  const auto report = copying.run();
  ASSERT_TRUE(report) << report.error().what;
  EXPECT_FALSE(report->whole());
  EXPECT_EQ(report->target.kinds.at("crew").count + 1, report->source.kinds.at("crew").count);
}

}  // namespace
}  // namespace scc::dynamodb_tests
