#include "store_contract.h"

namespace scc {
namespace {

TEST_P(StoreContract, WhatWasCommittedComesBackEqualAlsoToAnotherWorker) {
  Commit commit;
  commit.receipt = receipt("m1");
  commit.facts = {fact("m1", 0, "c1")};
  commit.charters = {charter("c1", 5, {"nani"})};
  commit.charters[0].charter.aliases = {"old-name", "BK-17"};
  commit.charters[0].charter.event = EventId("evt1");
  commit.charters[0].charter.cancelled_by_mail = true;
  commit.reviews = {review("m1", 3)};
  commit.sources = {{"mail", "88123", at(1), std::nullopt, "", 0}};
  commit.crew_put = {
      {PersonId("nani"), "Nani Reyes", {"Nālani"}, "nani@reeldeal.example", {RoleId("deckhand")}, "555"}};
  commit.outbox = {{CharterId("c1"), EventId("evt1"), 1, 0, at(0), ""}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  const auto other = backend->open();
  EXPECT_EQ(other->receipt(MessageId("m1")).value(), commit.receipt);
  EXPECT_EQ(other->fact(FactId("m1#0")).value(), commit.facts[0]);
  CharterRecord stored = commit.charters[0];
  stored.version = 1;
  EXPECT_EQ(other->charter(CharterId("c1")).value(), stored);
  ReviewItem item = commit.reviews[0];
  item.version = 1;
  EXPECT_EQ(other->review(ReviewId("m1")).value(), item);
  SourceState source = commit.sources[0];
  source.version = 1;
  EXPECT_EQ(other->source("mail").value(), source);
  EXPECT_EQ(other->crew().value(), commit.crew_put);
  EXPECT_EQ(other->due_outbox(at(0), 10).value(), commit.outbox);
}

TEST_P(StoreContract, WhatIsNotThereIsNothingAndNoError) {
  EXPECT_EQ(store->receipt(MessageId("x")).value(), std::nullopt);
  EXPECT_EQ(store->charter(CharterId("x")).value(), std::nullopt);
  EXPECT_EQ(store->fact(FactId("x")).value(), std::nullopt);
  EXPECT_EQ(store->review(ReviewId("x")).value(), std::nullopt);
  EXPECT_EQ(store->source("x").value(), std::nullopt);
  EXPECT_EQ(store->find_charter("x").value(), std::nullopt);
  EXPECT_TRUE(store->facts_of(CharterId("x")).value().empty());
}

TEST_P(StoreContract, TheRosterIsTheNewestWhoeverChangedIt) {
  const auto named = [](const char* id) { return CrewMember{PersonId(id), id, {}, "", {}, ""}; };
  const auto ids = [](Store& from) {
    std::string text;
    for (const CrewMember& member : from.crew().value()) text += member.id.text + " ";
    return text;
  };
  const auto other = backend->open();
  EXPECT_EQ(ids(*store), "");
  EXPECT_EQ(ids(*other), "");
  Commit mine;
  mine.crew_put = {named("nani")};
  ASSERT_EQ(put(mine), CommitOutcome::committed);
  EXPECT_EQ(ids(*store), "nani ");
  EXPECT_EQ(ids(*other), "nani ");
  Commit theirs;
  theirs.crew_put = {named("keely")};
  theirs.crew_removed = {PersonId("nani")};
  ASSERT_EQ(other->commit(theirs).value(), CommitOutcome::committed);
  EXPECT_EQ(ids(*store), "keely ");
  EXPECT_EQ(ids(*other), "keely ");
}

TEST_P(StoreContract, AReceiptIsReplacedOnlyInPlaceOfTheOneThatWasRead) {
  Commit first;
  first.receipt = receipt("m1", 1);
  first.receipt->disposition = Disposition::reject;
  ASSERT_EQ(put(first), CommitOutcome::committed);
  Commit again;
  again.receipt = receipt("m1", 5);
  again.facts = {fact("m1", 0, "c1")};
  again.charters = {charter("c1")};
  again.receipt_replaces = at(2);
  EXPECT_EQ(put(again), CommitOutcome::conflict) << "another one stands there";
  EXPECT_EQ(store->fact(FactId("m1#0")).value(), std::nullopt);
  again.receipt_replaces = at(1);
  EXPECT_EQ(put(again), CommitOutcome::committed);
  EXPECT_EQ(store->receipt(MessageId("m1")).value(), again.receipt);
  EXPECT_EQ(store->receipts(10, "").value().items, std::vector{*again.receipt});
  EXPECT_TRUE(store->fact(FactId("m1#0")).value().has_value());
  Commit of_nothing;
  of_nothing.receipt = receipt("m2", 5);
  of_nothing.receipt_replaces = at(1);
  EXPECT_EQ(put(of_nothing), CommitOutcome::conflict);
  EXPECT_EQ(store->receipt(MessageId("m2")).value(), std::nullopt);
}

TEST_P(StoreContract, AMailIsHandledOnceWhateverComesWithItTheSecondTime) {
  Commit first;
  first.receipt = receipt("m1");
  ASSERT_EQ(put(first), CommitOutcome::committed);
  Commit second = first;
  second.facts = {fact("m1", 0, "c1")};
  second.charters = {charter("c1")};
  EXPECT_EQ(put(second), CommitOutcome::already_done);
  EXPECT_TRUE(store->facts_of(CharterId("c1")).value().empty());
  EXPECT_EQ(store->charter(CharterId("c1")).value(), std::nullopt);
}

TEST_P(StoreContract, AConflictWritesNothingAtAll) {
  Commit first;
  first.charters = {charter("c1")};
  ASSERT_EQ(put(first), CommitOutcome::committed);
  Commit stale;
  stale.receipt = receipt("m1");
  stale.facts = {fact("m1", 0, "c1")};
  stale.charters = {charter("c2"), charter("c1")};
  stale.outbox = {{CharterId("c1"), EventId("e"), 2, 0, at(0), ""}};
  const auto number = store->change_number().value();
  EXPECT_EQ(put(stale), CommitOutcome::conflict);
  EXPECT_EQ(store->receipt(MessageId("m1")).value(), std::nullopt);
  EXPECT_EQ(store->charter(CharterId("c2")).value(), std::nullopt);
  EXPECT_TRUE(store->due_outbox(at(0), 10).value().empty());
  EXPECT_EQ(store->change_number().value(), number);
}

TEST_P(StoreContract, OfTwoWorkersWhoReadTheSameVersionOneWins) {
  Commit first;
  first.charters = {charter("c1")};
  first.reviews = {review("r1", 1)};
  first.sources = {{"mail", "1", {}, {}, "", 0}};
  ASSERT_EQ(put(first), CommitOutcome::committed);
  const auto other = backend->open();
  const auto mine = store->charter(CharterId("c1")).value();
  const auto theirs = other->charter(CharterId("c1")).value();
  Commit write;
  write.charters = {*mine};
  EXPECT_EQ(put(write), CommitOutcome::committed);
  write.charters = {*theirs};
  EXPECT_EQ(other->commit(write).value(), CommitOutcome::conflict);
  Commit review_again;
  review_again.reviews = first.reviews;
  EXPECT_EQ(put(review_again), CommitOutcome::conflict);
  Commit source_again;
  source_again.sources = first.sources;
  EXPECT_EQ(put(source_again), CommitOutcome::conflict);
}

TEST_P(StoreContract, AFactWithAKnownIdIsTheSameFact) {
  Commit commit;
  commit.facts = {fact("m1", 0, "c1")};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  commit.facts[0].note = "another";
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  EXPECT_EQ(store->fact(FactId("m1#0")).value()->note, "");
}

TEST_P(StoreContract, FactsOfACharterComeInTheOrderSaid) {
  Commit commit;
  commit.facts = {fact("m3", 0, "c1", 30), fact("m1", 1, "c1", 10), fact("m1", 0, "c1", 10), fact("m2", 0, "c2", 20)};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  std::vector<std::string> ids;
  for (const Fact& f : store->facts_of(CharterId("c1")).value()) ids.push_back(f.id.text);
  EXPECT_EQ(ids, (std::vector<std::string>{"m1#0", "m1#1", "m3#0"}));
}

TEST_P(StoreContract, ACharterIsFoundByIdAliasAndEventAndALaterSetOfAliasesReplacesTheOld) {
  Commit commit;
  commit.charters = {charter("c1")};
  commit.charters[0].charter.aliases = {"old-name"};
  commit.charters[0].charter.event = EventId("evt1");
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  for (const char* name : {"c1", "old-name", "evt1"})
    EXPECT_EQ(store->find_charter(name).value(), CharterId("c1")) << name;
  commit.charters[0].version = 1;
  commit.charters[0].charter.aliases = {"new-name"};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  EXPECT_EQ(store->find_charter("old-name").value(), std::nullopt);
  EXPECT_EQ(store->find_charter("new-name").value(), CharterId("c1"));
}

TEST_P(StoreContract, ChartersComeByStartInPagesAndAMovedOneOnlyAtItsNewPlace) {
  Commit commit;
  for (int i = 0; i < 7; ++i) commit.charters.push_back(charter("c" + std::to_string(i), i / 2 * 10));
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  Commit move;
  move.charters = {charter("c0", 25)};
  move.charters[0].version = 1;
  ASSERT_EQ(put(move), CommitOutcome::committed);
  std::vector<std::string> ids;
  std::string page;
  int pages = 0;
  do {
    const auto part = store->charters_between(at(0), at(30), 2, page).value();
    EXPECT_LE(part.items.size(), 2U);
    for (const auto& record : part.items) ids.push_back(record.charter.id.text);
    page = part.next;
  } while (!page.empty() && ++pages < 10);
  EXPECT_EQ(ids, (std::vector<std::string>{"c1", "c2", "c3", "c4", "c5", "c0"}));
}

TEST_P(StoreContract, APageThatNoListGaveIsRefusedWithTheCure) {
  const std::string made_up = "the second one";
  const auto expect_refused = [](const auto& answer) {
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error(), (Error{Remedy::skip, "\"the second one\" is no page of this list; begin at the first."}));
  };
  expect_refused(store->charters_between(at(0), at(30), 2, made_up));
  expect_refused(store->sails_of(PersonId("gene"), at(0), at(30), 2, made_up));
  expect_refused(store->open_reviews(2, made_up));
  expect_refused(store->audit(at(0), at(30), 2, made_up));
  expect_refused(store->receipts(2, made_up));
}

TEST_P(StoreContract, WhatDecisionsAreMadeOnShowsEachCharterAsItWasLastCommitted) {
  Commit commit;
  for (int i = 0; i < 30; ++i) commit.charters.push_back(charter("c" + std::to_string(i), i / 2));
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  ASSERT_EQ(store->charters_now(at(0), at(99)).value().size(), 30U);
  const auto other = backend->open();
  Commit change;
  change.charters = {charter("c0", 50, {"nani"}), charter("c1", 0, {"squid"}), charter("c2", 99)};
  for (CharterRecord& record : change.charters) record.version = 1;
  ASSERT_EQ(other->commit(change).value(), CommitOutcome::committed);
  std::vector<std::string> ids;
  const auto now = store->charters_now(at(0), at(99)).value();
  for (const auto& record : now) ids.push_back(record.charter.id.text);
  ASSERT_EQ(ids.size(), 29U);
  EXPECT_EQ(ids.front(), "c1");
  EXPECT_EQ(ids.back(), "c0");
  EXPECT_EQ(now.front(), store->charter(CharterId("c1")).value());
  EXPECT_EQ(now.back(), store->charter(CharterId("c0")).value());
  EXPECT_TRUE(store->charters_now(at(5), at(5)).value().empty());
}

TEST_P(StoreContract, ACrewMembersSailsFollowTheCrewOfEachCharter) {
  Commit commit;
  commit.charters = {charter("c1", 10, {"nani", "squid"}), charter("c2", 5, {"nani"}), charter("c3", 99, {"nani"})};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  EXPECT_EQ(store->sails_of(PersonId("nani"), at(0), at(50), 10, "").value().items,
            (std::vector<CrewSail>{{CharterId("c2"), RoleId("deckhand")}, {CharterId("c1"), RoleId("deckhand")}}));
  Commit change;
  change.charters = {charter("c1", 10, {"squid"})};
  change.charters[0].version = 1;
  ASSERT_EQ(put(change), CommitOutcome::committed);
  EXPECT_EQ(store->sails_of(PersonId("nani"), at(0), at(50), 10, "").value().items.size(), 1U);
  const auto first = store->sails_of(PersonId("nani"), at(0), at(500), 1, "").value();
  ASSERT_FALSE(first.next.empty());
  EXPECT_EQ(store->sails_of(PersonId("nani"), at(0), at(500), 1, first.next).value().items[0].charter, CharterId("c3"));
}

TEST_P(StoreContract, TheNewestBlockWaitsAndAnOlderDoneDoesNotRemoveIt) {
  Commit commit;
  commit.outbox = {{CharterId("c1"), EventId("e"), 1, 0, at(5), ""}, {CharterId("c2"), EventId("e2"), 1, 0, at(1), ""}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  commit.outbox = {{CharterId("c1"), EventId("e"), 2, 3, at(2), "busy"}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  Commit late;
  late.outbox_done = {{CharterId("c1"), 1}};
  ASSERT_EQ(put(late), CommitOutcome::committed);
  EXPECT_EQ(store->due_outbox(at(1), 10).value().size(), 1U);
  const auto due = store->due_outbox(at(9), 10).value();
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].charter, CharterId("c2"));
  EXPECT_EQ(due[1], commit.outbox[0]);
  Commit finished;
  finished.outbox_done = {{CharterId("c1"), 2}, {CharterId("c2"), 1}};
  ASSERT_EQ(put(finished), CommitOutcome::committed);
  EXPECT_TRUE(store->due_outbox(at(9), 10).value().empty());
  EXPECT_TRUE(store->due_outbox(at(9), 0).value().empty());
}

TEST_P(StoreContract, OpenReviewsComeOldestFirstAndDecidedOnesAreGoneFromTheList) {
  Commit commit;
  commit.reviews = {review("r2", 20), review("r1", 10), review("r3", 30)};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  Commit decide;
  decide.reviews = {review("r1", 10)};
  decide.reviews[0].state = ReviewState::accepted;
  decide.reviews[0].version = 1;
  ASSERT_EQ(put(decide), CommitOutcome::committed);
  const auto first = store->open_reviews(1, "").value();
  ASSERT_EQ(first.items.size(), 1U);
  EXPECT_EQ(first.items[0].id, ReviewId("r2"));
  const auto second = store->open_reviews(1, first.next).value();
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_EQ(second.items[0].id, ReviewId("r3"));
  EXPECT_EQ(second.next, "");
  EXPECT_EQ(store->review(ReviewId("r1")).value()->state, ReviewState::accepted);
}

TEST_P(StoreContract, TheAuditIsNewestFirstWithinItsTimesInPages) {
  Commit commit;
  for (int i = 0; i < 5; ++i) commit.facts.push_back(fact("m" + std::to_string(i), 0, "c", i * 10));
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  std::vector<std::string> ids;
  std::string page;
  int pages = 0;
  do {
    const auto part = store->audit(at(5), at(41), 2, page).value();
    for (const Fact& f : part.items) ids.push_back(f.id.text);
    page = part.next;
  } while (!page.empty() && ++pages < 10);
  EXPECT_EQ(ids, (std::vector<std::string>{"m3#0", "m2#0", "m1#0"}));
}

TEST_P(StoreContract, ReceiptsAreListedNewestFirst) {
  for (int i = 0; i < 3; ++i) {
    Commit commit;
    commit.receipt = receipt("m" + std::to_string(i), i);
    ASSERT_EQ(put(commit), CommitOutcome::committed);
  }
  const auto first = store->receipts(2, "").value();
  ASSERT_EQ(first.items.size(), 2U);
  EXPECT_EQ(first.items[0].message, MessageId("m2"));
  EXPECT_EQ(store->receipts(2, first.next).value().items.size(), 1U);
}

TEST_P(StoreContract, ACrewMemberIsReplacedByIdAndRemoved) {
  Commit commit;
  commit.crew_put = {{PersonId("b"), "Bea", {}, "", {}, ""}, {PersonId("a"), "Ann", {}, "", {}, ""}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  Commit change;
  change.crew_put = {{PersonId("a"), "Ann Lee", {"Annie"}, "", {}, ""}};
  change.crew_removed = {PersonId("b")};
  ASSERT_EQ(put(change), CommitOutcome::committed);
  EXPECT_EQ(store->crew().value(), change.crew_put);
}

TEST_P(StoreContract, ALeaseIsOnePersonsUntilItEndsAndItsFenceGrows) {
  const auto mine = store->take_lease("sync", "me", at(0), minutes(5)).value();
  ASSERT_TRUE(mine.has_value());
  const auto other = backend->open();
  EXPECT_EQ(other->take_lease("sync", "you", at(4), minutes(5)).value(), std::nullopt);
  const auto renewed = store->take_lease("sync", "me", at(4), minutes(5)).value();
  ASSERT_TRUE(renewed.has_value());
  EXPECT_EQ(renewed->fence, mine->fence);
  const auto yours = other->take_lease("sync", "you", at(9), minutes(5)).value();
  ASSERT_TRUE(yours.has_value());
  EXPECT_GT(yours->fence, mine->fence);
  ASSERT_TRUE(store->release_lease(*mine).has_value());  // late: must not end yours
  EXPECT_EQ(store->take_lease("sync", "me", at(10), minutes(5)).value(), std::nullopt);
  ASSERT_TRUE(other->release_lease(*yours).has_value());
  EXPECT_GT(store->take_lease("sync", "me", at(10), minutes(5)).value()->fence, yours->fence);
}

TEST_P(StoreContract, AWorkerWhoWakesUpLateCannotCommit) {
  const auto mine = store->take_lease("sync", "me", at(0), minutes(5)).value();
  const auto yours = backend->open()->take_lease("sync", "you", at(9), minutes(5)).value();
  Commit commit;
  commit.receipt = receipt("m1");
  commit.lease = mine;
  EXPECT_EQ(put(commit), CommitOutcome::conflict);
  EXPECT_EQ(store->receipt(MessageId("m1")).value(), std::nullopt);
  commit.lease = yours;
  EXPECT_EQ(put(commit), CommitOutcome::committed);
}

TEST_P(StoreContract, EachCommitMovesTheChangeNumber) {
  const auto before = store->change_number().value();
  Commit commit;
  commit.crew_put = {{PersonId("a"), "Ann", {}, "", {}, ""}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  const auto after = backend->open()->change_number().value();
  EXPECT_GT(after, before);
  Commit sign_in;
  sign_in.named = {session("a")};
  ASSERT_EQ(put(sign_in), CommitOutcome::committed);
  EXPECT_EQ(store->change_number().value(), after);
}

INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, testing::ValuesIn(store_backends()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace scc
