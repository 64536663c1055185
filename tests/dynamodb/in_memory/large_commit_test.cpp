#include "contract/store/store_contract.h"
#include "pier.h"

namespace scc::dynamodb_tests {
namespace {

/// Commits that no single transaction holds: 100 actions, 4 MB.
class LargeCommits : public testing::Test {
 protected:
  static Commit large(const std::string& mail) {
    Commit commit;
    commit.receipt = receipt(mail);
    for (int i = 0; i < 60; ++i) commit.charters.push_back(charter("c" + std::to_string(i), i, {"nani"}));
    return commit;
  }
  /// Nothing of it is there, not even what a first transaction would have held.
  void expect_nothing_of(const Commit& commit, CommitOutcome why) {
    const std::size_t before = table.service.item_count();
    EXPECT_EQ(store->commit(commit).value(), why);
    EXPECT_EQ(table.service.item_count(), before);
  }
  Table table;
  std::unique_ptr<Store> store = table.open();
};

TEST_F(LargeCommits, FewLargeChartersAreDividedByTheirBytes) {
  Commit commit;
  commit.receipt = receipt("m1");
  for (int i = 0; i < 15; ++i) {
    commit.charters.push_back(charter("c" + std::to_string(i), i));
    commit.charters.back().charter.sail.title = std::string(300'000, 'x');
  }
  EXPECT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  EXPECT_EQ(store->charters_now(at(-1), at(99)).value().size(), 15U);
  EXPECT_TRUE(store->receipt(MessageId("m1")).value().has_value());
}

TEST_F(LargeCommits, AMailThatWasHandledChangesNothing) {
  Commit handled;
  handled.receipt = receipt("m1");
  ASSERT_EQ(store->commit(handled).value(), CommitOutcome::committed);
  expect_nothing_of(large("m1"), CommitOutcome::already_done);
}

TEST_F(LargeCommits, AWorkerWhoWakesUpLateWritesNothing) {
  const Lease mine = store->take_lease("sync", "me", at(0), minutes(5)).value().value();
  ASSERT_TRUE(table.open()->take_lease("sync", "somebody", at(9), minutes(5)).value().has_value());
  Commit late = large("m1");
  late.lease = mine;
  expect_nothing_of(late, CommitOutcome::conflict);
}

TEST_F(LargeCommits, WhatMovedMeanwhileIsFoundBeforeAnythingIsWritten) {
  Commit first;
  first.sources = {{"mail", "cursor", {}, {}, "", 0}};
  first.reviews = {review("r1", 0)};
  first.named = {session("s1")};
  ASSERT_EQ(store->commit(first).value(), CommitOutcome::committed);
  Commit commit = large("m1");
  commit.sources = first.sources;
  expect_nothing_of(commit, CommitOutcome::conflict);
  commit = large("m1");
  commit.reviews = first.reviews;
  expect_nothing_of(commit, CommitOutcome::conflict);
  commit = large("m1");
  commit.named = first.named;
  expect_nothing_of(commit, CommitOutcome::conflict);
  commit = large("m1");
  commit.named_removed = {{"session", "s1", 7}};
  expect_nothing_of(commit, CommitOutcome::conflict);
  EXPECT_EQ(store->commit(large("m1")).value(), CommitOutcome::committed);
}

}  // namespace
}  // namespace scc::dynamodb_tests
