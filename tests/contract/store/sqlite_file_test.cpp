#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "adapters/sqlite/sqlite_store.h"
#include "store_contract.h"

namespace scc {
namespace {

class SqliteFile : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(::mkdtemp(folder.data()), nullptr); }
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string folder = (std::filesystem::temp_directory_path() / "scc-sqlite-XXXXXX").string();
  std::string path() const { return folder + "/scc.db"; }

  void execute(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    sqlite3_close(database);
  }
  std::string refusal() const {
    const auto store = SqliteStore::open(path());
    return store ? "" : store.error().what;
  }
};

TEST_F(SqliteFile, AFolderThatDoesNotExistIsNamedWithTheCure) {
  const auto store = SqliteStore::open(folder + "/nowhere/scc.db");
  ASSERT_FALSE(store.has_value());
  EXPECT_NE(store.error().what.find("nowhere/scc.db"), std::string::npos);
  EXPECT_NE(store.error().what.find("folder exists"), std::string::npos);
}

TEST_F(SqliteFile, AFileThatIsNoDatabaseIsRefusedAndKept) {
  std::ofstream(path()) << std::string(4096, 'x');
  EXPECT_NE(refusal().find("no database of ours"), std::string::npos) << refusal();
  EXPECT_EQ(std::filesystem::file_size(path()), 4096U);
}

TEST_F(SqliteFile, ANewerVersionsFileIsRefused) {
  ASSERT_TRUE(SqliteStore::open(path()).has_value());
  execute("PRAGMA user_version = 999");
  EXPECT_NE(refusal().find("newer"), std::string::npos);
}

TEST_F(SqliteFile, ADatabaseOfTheFirstReleaseIsBroughtUpToDateWithAllItHas) {
  {
    auto store = std::move(SqliteStore::open(path())).value();
    Commit commit;
    commit.crew_put = {{PersonId("a"), "Ann", {}, "", {}, ""}};
    commit.receipt = receipt("m1");
    commit.facts = {fact("m1", 0, "c1"), fact("m1", 1, "c1")};
    commit.charters = {charter("c1", 5, {"nani", "squid"})};
    commit.charters[0].charter.aliases = {"old-name"};
    commit.reviews = {review("m1", 3)};
    ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  }
  execute("DROP TABLE named; PRAGMA user_version = 1");
  auto store = std::move(SqliteStore::open(path())).value();
  EXPECT_EQ(store->crew().value().size(), 1U);
  EXPECT_EQ(store->receipt(MessageId("m1")).value(), receipt("m1"));
  EXPECT_EQ(store->facts_of(CharterId("c1")).value().size(), 2U);
  EXPECT_EQ(store->find_charter("old-name").value(), CharterId("c1"));
  EXPECT_EQ(store->sails_of(PersonId("squid"), at(0), at(99), 9, "").value().items.size(), 1U);
  EXPECT_EQ(store->open_reviews(9, "").value().items.size(), 1U);
  Commit change;
  change.charters = {charter("c1", 9)};
  change.charters[0].version = 1;
  EXPECT_EQ(store->commit(change).value(), CommitOutcome::committed);
  EXPECT_TRUE(store->sails_of(PersonId("squid"), at(0), at(99), 9, "").value().items.empty());
  Commit commit;
  commit.named = {{"user", "maria", "owner", std::nullopt, 0}};
  EXPECT_EQ(store->commit(commit).value(), CommitOutcome::committed);
}

TEST_F(SqliteFile, ExpiredSessionsAreForgotten) {
  auto store = std::move(SqliteStore::open(path())).value();
  Commit commit;
  commit.named = {{"session", "old", "maria", Instant{5}, 0}};
  ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  ASSERT_TRUE(store->forget_expired(Instant{5}).has_value());
  EXPECT_TRUE(store->named("session", "old").value().has_value());
  ASSERT_TRUE(store->forget_expired(Instant{6}).has_value());
  EXPECT_FALSE(store->named("session", "old").value().has_value());
}

TEST_F(SqliteFile, ADamagedRecordIsAnErrorThatNamesTheCure) {
  {
    auto store = SqliteStore::open(path()).value().release();
    Commit commit;
    commit.crew_put = {{PersonId("a"), "Ann", {}, "", {}, ""}};
    ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
    delete store;
  }
  execute("UPDATE crew SET body = '{\"id\": 5}'");
  const auto crew = SqliteStore::open(path()).value()->crew();
  ASSERT_FALSE(crew.has_value());
  EXPECT_NE(crew.error().what.find("backup"), std::string::npos);
}

TEST_F(SqliteFile, ABackupIsAWholeStoreAndDoesNotOverwrite) {
  auto store = std::move(SqliteStore::open(path())).value();
  Commit commit;
  commit.crew_put = {{PersonId("a"), "Ann", {}, "", {}, ""}};
  ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  ASSERT_TRUE(store->back_up_to(folder + "/copy.db").has_value());
  EXPECT_EQ(SqliteStore::open(folder + "/copy.db").value()->crew().value(), commit.crew_put);
  EXPECT_FALSE(store->back_up_to(folder + "/copy.db").has_value());
}

TEST_F(SqliteFile, AWriteThatAnotherProcessHoldsUpIsToBeTriedAgain) {
  auto store = std::move(SqliteStore::open(path())).value();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  store->wait_for_others(std::chrono::milliseconds(1));
  const auto outcome = store->commit({});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().remedy, Remedy::retry);
  sqlite3_close(other);
  EXPECT_EQ(store->commit({}).value(), CommitOutcome::committed);
}

}  // namespace
}  // namespace scc
