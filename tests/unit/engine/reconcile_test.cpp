#include "engine/reconcile.h"

#include "yard.h"

namespace scc::engine {
namespace {

class Reconcile : public Yard {
 protected:
  Reconcile() { have_sanderson({{captain, gene}}); }

  Agreement checked() {
    auto agreement = check(context, calendar_port, Instant{}, local(12, 31, 0));
    EXPECT_TRUE(agreement) << agreement.error().what;
    return agreement.value_or({});
  }
  /// The kinds of drift, and whether --fix heals them.
  std::vector<std::pair<DriftKind, bool>> drifts() {
    std::vector<std::pair<DriftKind, bool>> found;
    for (const Drift& drift : checked().drifts) found.emplace_back(drift.kind, drift.healable);
    return found;
  }
  Agreement healed() {
    auto agreement = heal(context, calendar_port, Instant{}, local(12, 31, 0));
    EXPECT_TRUE(agreement) << agreement.error().what;
    return agreement.value_or({});
  }
  using Drifts = std::vector<std::pair<DriftKind, bool>>;
};

TEST_F(Reconcile, WhatAgreesIsCounted) {
  const Agreement agreement = checked();
  EXPECT_EQ(agreement.charters, 1U);
  EXPECT_EQ(agreement.agreeing, 1U);
  EXPECT_TRUE(agreement.drifts.empty());
}

TEST_F(Reconcile, ACrewThatIsNotTheFoldOfItsFactsIsFoldedAgain) {
  tables.charters.at(sanderson).charter.crew.clear();
  EXPECT_EQ(drifts().front(), std::pair(DriftKind::crew_not_fold, true));
  EXPECT_TRUE(healed().drifts.empty());
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
}

TEST_F(Reconcile, ABlockThatNeverArrivedIsWritten) {
  calendar.edit(sanderson_event, [](CalendarEvent& event) {
    event.description = "Champagne on ice.";
    event.mark = {};
  });
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_missing, true}}));
  EXPECT_TRUE(healed().drifts.empty());
  EXPECT_NE(block().find("Gene O'Neal"), std::string::npos);
}

TEST_F(Reconcile, ABlockOfOlderCrewIsWrittenAgain) {
  auto done = assign(context, {"maria", "a", ""}, sanderson, host, keely, {});
  ASSERT_TRUE(done);
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::outbox_waiting, true}}));
  tables.outbox.clear();
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_differs, true}}));
  EXPECT_TRUE(healed().drifts.empty());
}

TEST_F(Reconcile, WhatAPersonChangedInTheBlockIsForAPersonToDecide) {
  replace_in_event("Gene O'Neal", "Angela Wong");
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_differs, false}}));
  EXPECT_EQ(healed().drifts.size(), 1U);
  EXPECT_NE(block().find("Angela Wong"), std::string::npos);
}

TEST_F(Reconcile, ABlockThatWasTakenOutComesBackOnlyAfterAPersonDecided) {
  calendar.edit(sanderson_event, [](CalendarEvent& event) { event.description = "Champagne on ice."; });
  import();
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_missing, false}}));
  EXPECT_EQ(healed().drifts.size(), 1U);
  ASSERT_EQ(tables.reviews.size(), 1U);
  ASSERT_TRUE(accept_review(context, {"maria", "b", ""}, tables.reviews.begin()->first, {}, {}));
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_missing, true}}));
  EXPECT_TRUE(healed().drifts.empty());
}

TEST_F(Reconcile, AMangledBlockIsReportedAndNeverGuessedAt) {
  const std::string closing(crew_block_closing);
  replace_in_event(closing, "");
  const std::string mangled = calendar.at(sanderson_event).description;
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::block_mangled, false}}));
  healed();
  EXPECT_EQ(calendar.at(sanderson_event).description, mangled);
}

TEST_F(Reconcile, ACharterWhoseEventIsGoneIsCancelled) {
  calendar.put(event_of("e2", "Robert Yates - lunch", local(5, 13, 12)));
  import();
  calendar.erase(sanderson_event);
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::event_missing, true}}));
  EXPECT_TRUE(healed().drifts.empty());
  EXPECT_EQ(charter().sail.status, CharterStatus::cancelled);
}

TEST_F(Reconcile, AnEventThatRefusesItsDescriptionIsSaid) {
  calendar.edit(sanderson_event, [](CalendarEvent& event) {
    event.description = "From a mail";
    event.mark = {};
    event.description_writable = false;
    event.kind = "fromGmail";
  });
  import();
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::event_unwritable, false}}));
}

TEST_F(Reconcile, AValueThatTheStoreHasWrongIsCopiedFromTheCalendar) {
  tables.charters.at(sanderson).charter.sail.client = "Jenifer Sandersen";
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::sail_differs, true}}));
  EXPECT_TRUE(healed().drifts.empty());
  EXPECT_EQ(charter().sail.client, "Jennifer Sanderson");
}

TEST_F(Reconcile, ACharterThatAMailCalledOffIsForAPerson) {
  Fact fact;
  fact.charter = sanderson;
  fact.op = FactOp::cancel;
  fact.source = {SourceKind::mail, "m1", "Carole"};
  fact.id = make_fact_id(fact.source, 0);
  fact.said = local(5, 1, 9);
  tables.facts[fact.id] = fact;
  tables.charters.at(sanderson).charter.cancelled_by_mail = true;
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::cancelled_by_mail, false}}));
}

TEST_F(Reconcile, ManyChartersAreComparedWithOneListing) {
  for (int i = 0; i < 30; ++i)
    calendar.put(event_of("e" + std::to_string(i), "Client " + std::to_string(i), local(6, 1 + i % 28, 12)));
  import();
  tables.charters.at(CharterId("client-7-2026-06-08")).charter.sail.client = "Somebody Else";
  const std::size_t before = steps.taken();
  EXPECT_EQ(drifts(), (Drifts{{DriftKind::sail_differs, true}}));
  EXPECT_LT(steps.taken() - before, 40U);
}

TEST_F(Reconcile, OneCharterIsCheckedAndHealedByItself) {
  tables.charters.at(sanderson).charter.crew.clear();
  EXPECT_FALSE(check_charter(context, calendar_port, sanderson)->drifts.empty());
  EXPECT_TRUE(heal_charter(context, calendar_port, sanderson)->drifts.empty());
  const auto unknown = check_charter(context, calendar_port, CharterId("titanic"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().remedy, Remedy::skip);
}

}  // namespace
}  // namespace scc::engine
