#include "adapters/dynamodb/client.h"
#include "contract/store/store_contract.h"
#include "pier.h"

namespace scc::dynamodb_tests {
namespace {

class Faults : public testing::Test {
 protected:
  /// The first `count` requests of this operation are struck.
  void strike(const std::string& operation, Strike strike, int count = 1) {
    left_ = count;
    table.service.plan = [this, operation, strike](const std::string& asked, std::size_t) {
      if (asked != operation || left_ == 0) return Strike::none;
      --left_;
      return strike;
    };
  }
  static Commit mail() {
    Commit commit;
    commit.receipt = receipt("m1");
    commit.facts = {fact("m1", 0, "c1"), fact("m1", 1, "c1")};
    commit.charters = {charter("c1", 5, {"nani"})};
    commit.outbox = {{CharterId("c1"), EventId("e"), 1, 0, at(0), ""}};
    return commit;
  }
  void expect_mail_is_there() {
    const auto fresh = table.open();
    EXPECT_TRUE(fresh->receipt(MessageId("m1")).value().has_value());
    EXPECT_EQ(fresh->facts_of(CharterId("c1")).value().size(), 2U);
    EXPECT_EQ(fresh->charter(CharterId("c1")).value()->version, 1);
    EXPECT_EQ(fresh->due_outbox(at(9), 9).value().size(), 1U);
  }
  [[nodiscard]] std::size_t count(const std::string& operation) const {
    std::size_t found = 0;
    for (const auto& call : table.service.calls()) found += call.operation == operation ? 1 : 0;
    return found;
  }

  Table table;
  std::unique_ptr<Store> store = table.open();

 private:
  int left_ = 0;
};

TEST_F(Faults, ACommitWhoseAnswerIsLostIsSentAgainUnderTheSameTokenAndHappensOnce) {
  std::set<std::string> tokens;
  table.service.on_request = [&](const std::string& operation, const boost::json::object& request) {
    if (operation == "TransactWriteItems") tokens.insert(std::string(request.at("ClientRequestToken").as_string()));
  };
  for (const Strike fault : {Strike::reply_lost, Strike::failed_late, Strike::unreachable, Strike::failed}) {
    table.service.forget_calls();
    tokens.clear();
    strike("TransactWriteItems", fault);
    Commit commit = mail();
    const std::string id = "m-" + std::to_string(static_cast<int>(fault));
    commit.receipt->message = MessageId(id);
    commit.facts = {fact(id, 0, "c-" + id)};
    commit.charters = {charter("c-" + id)};
    commit.outbox.clear();
    EXPECT_EQ(store->commit(commit).value(), CommitOutcome::committed) << id;
    EXPECT_EQ(tokens.size(), 1U) << id;
    EXPECT_EQ(store->charter(CharterId("c-" + id)).value()->version, 1) << id;
  }
}

TEST_F(Faults, ACommitThatIsNeverAnsweredIsFoundDoneByTheNextRun) {
  strike("TransactWriteItems", Strike::reply_lost, dynamodb::attempts_max);
  const auto unknown = store->commit(mail());
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().remedy, Remedy::retry);
  EXPECT_EQ(table.open()->commit(mail()).value(), CommitOutcome::already_done);
  expect_mail_is_there();
}

TEST_F(Faults, ASingleWriteWhoseAnswerIsLostIsRecognisedByItsWriter) {
  ASSERT_EQ(store->commit(mail()).value(), CommitOutcome::committed);
  const auto lease = store->take_lease("sync", "me", at(0), minutes(5)).value();
  strike("UpdateItem", Strike::reply_lost);
  Commit cursor;
  cursor.sources = {{"mail", "88123", {}, {}, "", 0}};
  cursor.lease = lease;
  EXPECT_EQ(store->commit(cursor).value(), CommitOutcome::committed);
  EXPECT_EQ(store->source("mail").value()->version, 1);
  strike("PutItem", Strike::reply_lost);
  Commit sign_in;
  sign_in.named = {session("a")};
  EXPECT_EQ(store->commit(sign_in).value(), CommitOutcome::committed);
  EXPECT_EQ(store->commit(sign_in).value(), CommitOutcome::conflict);
}

TEST_F(Faults, ALeaseWhoseAnswerIsLostIsTakenOnce) {
  strike("UpdateItem", Strike::reply_lost);
  const auto lease = store->take_lease("sync", "me", at(0), minutes(5)).value();
  ASSERT_TRUE(lease.has_value());
  EXPECT_EQ(lease->fence, 1);
  EXPECT_EQ(table.open()->take_lease("sync", "you", at(1), minutes(5)).value(), std::nullopt);
}

TEST_F(Faults, ThrottledRequestsWaitLongerEachTimeAndThenGoThrough) {
  strike("TransactWriteItems", Strike::throttled, dynamodb::attempts_max - 1);
  EXPECT_EQ(store->commit(mail()).value(), CommitOutcome::committed);
  EXPECT_GT(table.clock.slept(), 0);
  strike("GetItem", Strike::throttled, 3);
  EXPECT_TRUE(store->receipt(MessageId("m1")).value().has_value());
  strike("Query", Strike::throttled, dynamodb::attempts_max);
  const auto given_up = store->facts_of(CharterId("c1"));
  ASSERT_FALSE(given_up);
  EXPECT_EQ(given_up.error().remedy, Remedy::retry);
  expect_mail_is_there();
}

TEST_F(Faults, ATransactionThatAnotherOneHindersIsTriedAgain) {
  strike("TransactWriteItems", Strike::contended, 3);
  EXPECT_EQ(store->commit(mail()).value(), CommitOutcome::committed);
  expect_mail_is_there();
}

TEST_F(Faults, EachReasonOfACancelledTransactionIsUnderstood) {
  ASSERT_EQ(store->commit(mail()).value(), CommitOutcome::committed);
  EXPECT_EQ(store->commit(mail()).value(), CommitOutcome::already_done);  // the receipt, whatever else moved
  Commit stale = mail();
  stale.receipt = receipt("m2");
  stale.facts = {fact("m2", 0, "c1")};
  EXPECT_EQ(store->commit(stale).value(), CommitOutcome::conflict);  // the charter's version
  Commit known = mail();
  known.receipt = receipt("m3");
  known.charters.clear();
  known.outbox.clear();
  EXPECT_EQ(store->commit(known).value(), CommitOutcome::committed);  // facts that are there stay
  EXPECT_EQ(store->facts_of(CharterId("c1")).value().size(), 2U);
  Commit review_twice;
  review_twice.receipt = receipt("m4");
  review_twice.reviews = {review("r1", 1)};
  ASSERT_EQ(store->commit(review_twice).value(), CommitOutcome::committed);
  review_twice.receipt = receipt("m5");
  EXPECT_EQ(store->commit(review_twice).value(), CommitOutcome::conflict);  // the review's version
  const auto mine = store->take_lease("sync", "me", at(0), minutes(5)).value();
  const auto yours = table.open()->take_lease("sync", "you", at(9), minutes(5)).value();
  ASSERT_TRUE(yours.has_value());
  Commit late;
  late.receipt = receipt("m6");
  late.lease = mine;
  EXPECT_EQ(store->commit(late).value(), CommitOutcome::conflict);  // the fence
  EXPECT_EQ(store->receipt(MessageId("m6")).value(), std::nullopt);
}

TEST_F(Faults, APausedWorkerThatWakesUpBetweenItsReadAndItsWriteWritesNothing) {
  const auto mine = store->take_lease("sync", "me", at(0), minutes(5)).value();
  bool woken = false;
  table.service.on_request = [&](const std::string& operation, const boost::json::object&) {
    if (operation != "TransactWriteItems" || woken) return;
    woken = true;  // asleep with the request in its hands; meanwhile somebody else works
    const auto other = table.open();
    const auto yours = other->take_lease("sync", "you", at(9), minutes(5)).value();
    Commit commit = mail();
    commit.lease = yours;
    EXPECT_EQ(other->commit(commit).value(), CommitOutcome::committed);
  };
  Commit commit = mail();
  commit.receipt = receipt("m2");
  commit.facts = {fact("m2", 0, "c2")};
  commit.charters = {charter("c2")};
  commit.outbox.clear();
  commit.lease = mine;
  EXPECT_EQ(store->commit(commit).value(), CommitOutcome::conflict);
  EXPECT_EQ(store->charter(CharterId("c2")).value(), std::nullopt);
  expect_mail_is_there();
}

TEST_F(Faults, WhatABatchLeavesUndoneIsAskedForAgain) {
  Commit commit;
  for (int i = 0; i < 60; ++i) commit.charters.push_back(charter("c" + std::to_string(i), i));
  ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  for (CharterRecord& record : commit.charters) record.version = 1;
  strike("BatchGetItem", Strike::partly, 3);
  ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
  EXPECT_EQ(store->charter(CharterId("c59")).value()->version, 2);
  for (int i = 0; i < 9; ++i) {
    Commit handled;
    handled.receipt = receipt("m" + std::to_string(i), i);
    ASSERT_EQ(store->commit(handled).value(), CommitOutcome::committed);
  }
  strike("BatchGetItem", Strike::partly, 2);
  EXPECT_EQ(store->receipts(20, "").value().items.size(), 9U);
}

TEST_F(Faults, ACommitBeyondOneTransactionIsWholeWhereverItIsStopped) {
  Commit commit;
  commit.receipt = receipt("m1");
  for (int i = 0; i < 150; ++i) commit.facts.push_back(fact("m1", i, "c" + std::to_string(i % 70)));
  for (int i = 0; i < 70; ++i) commit.charters.push_back(charter("c" + std::to_string(i), i, {"nani", "squid"}));
  for (std::size_t stop = 0;; ++stop) {
    Table fresh;
    fresh.service.plan = [&](const std::string&, std::size_t number) {
      return number == stop ? Strike::killed_late : Strike::none;
    };
    bool killed = false;
    try {
      ASSERT_EQ(fresh.open()->commit(commit).value(), CommitOutcome::committed);
    } catch (const fakes::ServiceCallerKilled&) {
      killed = true;
    }
    fresh.service.plan = {};
    if (killed) {
      // As the engine does: what is there is read, and the mail without a receipt taken in again.
      const auto next = fresh.open();
      Commit again = commit;
      for (CharterRecord& record : again.charters) {
        const auto held = next->charter(record.charter.id).value();
        if (held) record.version = held->version;
      }
      const auto outcome = next->commit(again).value();
      EXPECT_NE(outcome, CommitOutcome::conflict) << stop;
    }
    const auto reader = fresh.open();
    EXPECT_TRUE(reader->receipt(MessageId("m1")).value().has_value()) << stop;
    std::size_t facts = 0;
    for (int i = 0; i < 70; ++i) facts += reader->facts_of(CharterId("c" + std::to_string(i))).value().size();
    EXPECT_EQ(facts, 150U) << stop;
    EXPECT_EQ(reader->charters_now(at(-1), at(999)).value().size(), 70U) << stop;
    EXPECT_EQ(reader->sails_of(PersonId("squid"), at(-1), at(999), 500, "").value().items.size(), 70U) << stop;
    if (!killed) {
      EXPECT_GT(stop, 3U);
      break;
    }
  }
}

TEST_F(Faults, WhatIsTooLargeForAnItemIsRefusedByNameAndAMailsOwnWordsAreCutInstead) {
  Commit large = mail();
  large.charters[0].charter.sail.title = std::string(500'000, 'x');
  const auto refused = store->commit(large);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::stop);
  EXPECT_NE(refused.error().what.find("\"c1\""), std::string::npos) << refused.error().what;
  EXPECT_EQ(table.service.item_count(), 0U);
  Commit wordy;
  wordy.receipt = receipt("m1");
  wordy.receipt->subject = std::string(900'000, 's');
  EXPECT_EQ(store->commit(wordy).value(), CommitOutcome::committed);
  EXPECT_LT(store->receipt(MessageId("m1")).value()->subject.size(), 10'000U);
}

TEST_F(Faults, ADamagedCharterSaysWhichItIsAndWhereTheCureStands) {
  ASSERT_EQ(store->commit(mail()).value(), CommitOutcome::committed);
  (*table.service.item_at("c1", "charter"))["starts"] = boost::json::object{{"S", "soon c1"}};
  const auto read = store->charter(CharterId("c1"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().remedy, Remedy::stop);
  EXPECT_NE(read.error().what.find("\"c1\""), std::string::npos);
  EXPECT_NE(read.error().what.find("docs/operations.md"), std::string::npos);
}

}  // namespace
}  // namespace scc::dynamodb_tests
