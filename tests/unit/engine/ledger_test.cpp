#include "engine/ledger.h"

#include "yard.h"

namespace scc::engine {
namespace {

class Ledger : public Yard {
 protected:
  Ledger() { have_sanderson(); }

  static std::vector<Fact> many_facts(int count, const CharterId& charter = sanderson) {
    std::vector<Fact> facts;
    for (int i = 0; i < count; ++i) {
      Fact fact;
      fact.charter = charter;
      fact.role = RoleId("deckhand");
      fact.person = {PersonId(), "Hand " + std::to_string(i)};
      fact.source = {SourceKind::mail, "m1", "Carole"};
      fact.position = i;
      fact.id = make_fact_id(fact.source, i);
      fact.said = local(5, 1, 9);
      facts.push_back(fact);
    }
    return facts;
  }
};

TEST_F(Ledger, APostingLargerThanOneTransactionIsWrittenInSeveralWithItsReceiptLast) {
  Posting posting;
  posting.facts = many_facts(250);
  posting.last.receipt = Receipt{};
  posting.last.receipt->message = MessageId("m1");
  std::vector<std::size_t> sizes;
  bool receipt_last = false;
  store.before_commit = [&](const Commit& commit) {
    sizes.push_back(commit.facts.size() + commit.charters.size() + commit.outbox.size() + (commit.receipt ? 1 : 0));
    receipt_last = commit.receipt.has_value();
  };
  ASSERT_EQ(post(context, posting).value(), CommitOutcome::committed);
  EXPECT_GE(sizes.size(), 3U);
  for (const std::size_t size : sizes) EXPECT_LE(size, commit_items_max);
  EXPECT_TRUE(receipt_last);
  EXPECT_EQ(tables.facts.size(), 250U);
  EXPECT_EQ(charter().crew.size(), 250U);
}

TEST_F(Ledger, AKillBetweenTwoTransactionsOfOnePostingIsMadeGoodByRepeatingIt) {
  Posting posting;
  posting.facts = many_facts(250);
  posting.last.receipt = Receipt{};
  posting.last.receipt->message = MessageId("m1");
  int commits = 0;
  steps.plan = [&](std::size_t, std::string_view name) {
    return name == "store.commit" && ++commits == 2 ? fakes::Fault::crash_after : fakes::Fault::none;
  };
  EXPECT_THROW(static_cast<void>(post(context, posting)), fakes::Killed);
  EXPECT_TRUE(tables.receipts.empty());
  heal_ports();
  ASSERT_EQ(post(context, posting).value(), CommitOutcome::committed);
  EXPECT_EQ(tables.facts.size(), 250U);
  EXPECT_EQ(charter().crew.size(), 250U);
}

TEST_F(Ledger, FactsOfSeveralChartersAndTheirReceiptAreOneTransaction) {
  calendar.put(event_of("e2", "Robert Yates - lunch", local(5, 13, 12)));
  import();
  Posting posting;
  posting.facts = many_facts(1);
  Fact second = many_facts(2).back();
  second.charter = CharterId("robert-yates-2026-05-13");
  posting.facts.push_back(second);
  int commits = 0;
  store.before_commit = [&](const Commit&) { ++commits; };
  ASSERT_TRUE(post(context, posting));
  EXPECT_EQ(commits, 1);
  EXPECT_EQ(crew(second.charter), "deckhand=Hand 1");
  EXPECT_EQ(tables.outbox.size(), 2U);
}

TEST_F(Ledger, AFactOfACharterThatIsNotThereIsRefused) {
  Posting posting;
  posting.facts = many_facts(1, CharterId("titanic"));
  const auto outcome = post(context, posting);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().remedy, Remedy::skip);
  EXPECT_TRUE(tables.facts.empty());
}

TEST_F(Ledger, ACrewThatStaysTheSameNeedsNoNewBlock) {
  Posting posting;
  posting.facts = many_facts(1);
  ASSERT_TRUE(post(context, posting));
  tables.outbox.clear();
  ASSERT_TRUE(post(context, posting));
  EXPECT_TRUE(tables.outbox.empty());
  posting.rewrite = {sanderson};
  ASSERT_TRUE(post(context, posting));
  EXPECT_TRUE(tables.outbox.contains(sanderson));
}

TEST_F(Ledger, ALeaseThatEndsSoonIsRenewedAndOneThatSomebodyElseTookEndsTheRun) {
  context.lease = *store.take_lease("sync", "first", clock.now(), minutes(2)).value();
  const Instant until = context.lease->until;
  clock.advance(seconds(90));
  ASSERT_TRUE(commit_fenced(context, {}));
  EXPECT_GT(context.lease->until, until);
  clock.advance(minutes(3));
  ASSERT_TRUE(store.take_lease("sync", "second", clock.now(), minutes(2)).value().has_value());
  const auto late = commit_fenced(context, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().remedy, Remedy::retry);
}

TEST_F(Ledger, ACommitOfAnOlderFenceIsAConflict) {
  context.lease = *store.take_lease("sync", "first", clock.now(), minutes(2)).value();
  ASSERT_TRUE(store.take_lease("sync", "second", clock.now() + minutes(3), minutes(2)).value().has_value());
  EXPECT_EQ(commit_fenced(context, {}).value(), CommitOutcome::conflict);
}

TEST_F(Ledger, ACharterIsFoundByIdAliasAndEvent) {
  tables.charters.at(sanderson).charter.aliases = {"booking-77"};
  for (const std::string name : {"jennifer-sanderson-2026-05-12", "booking-77", "event-sanderson"}) {
    const auto found = find_record(store, name);
    ASSERT_TRUE(found && found->has_value()) << name;
    EXPECT_EQ((*found)->charter.id, sanderson);
  }
  EXPECT_FALSE(find_record(store, "titanic").value().has_value());
}

TEST_F(Ledger, EveryPageOfChartersIsRead) {
  for (int i = 0; i < 1'203; ++i) {
    CharterRecord record;
    record.charter.id = CharterId("c" + std::to_string(i));
    record.charter.sail.start = local(6, 1, 0) + minutes(i);
    tables.charters[record.charter.id] = record;
  }
  EXPECT_EQ(all_charters(store, local(6, 1, 0), local(7, 1, 0)).value().size(), 1'203U);
}

}  // namespace
}  // namespace scc::engine
