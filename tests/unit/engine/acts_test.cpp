#include "engine/acts.h"

#include "yard.h"

namespace scc::engine {
namespace {

class Acts : public Yard {
 protected:
  Acts() { have_sanderson(); }

  Hand hand(const std::string& actor = "maria (page)") {
    return {actor, "act-" + std::to_string(++acts), "phone call"};
  }
  std::string put_in_review(std::vector<Proposal> proposals) {
    ReviewItem item;
    item.id = ReviewId("m1");
    item.message = MessageId("m1");
    item.said = local(5, 1, 9);
    item.opened = clock.now();
    item.proposals = std::move(proposals);
    item.version = 1;
    tables.reviews[item.id] = item;
    return item.id.text;
  }
  static Proposal proposal(const RoleId& role, const Person& person) {
    return {FactOp::assign, sanderson, role, person, 0.6, {"might be Gene", "text/plain"}, "It says might."};
  }
};

TEST_F(Acts, AHandAssignsAndTheFactSaysWhoAndWhy) {
  const auto record = assign(context, hand(), sanderson, captain, gene, {});
  ASSERT_TRUE(record) << record.error().what;
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
  const Fact& fact = tables.facts.begin()->second;
  EXPECT_EQ(fact.source.actor, "maria (page)");
  EXPECT_EQ(fact.note, "phone call");
  EXPECT_TRUE(tables.outbox.contains(sanderson));
}

TEST_F(Acts, ARoleAndAPersonMayBeNamedAsPeopleNameThem) {
  ASSERT_TRUE(assign(context, hand(), sanderson, RoleId("Skipper"), {PersonId(), "gene o’neal"}, {}));
  EXPECT_EQ(charter().crew.front().person, gene);
  ASSERT_TRUE(assign(context, hand(), sanderson, host, {PersonId(), "  Somebody \n New "}, {}));
  EXPECT_EQ(charter().crew.back().person, (Person{PersonId(), "Somebody New"}));
}

TEST_F(Acts, WhatIsNotThereIsSaidAndNothingChanges) {
  const auto what = [](const auto& result) { return result ? std::string("done") : result.error().what; };
  EXPECT_NE(what(assign(context, hand(), CharterId("titanic"), captain, gene, {})).find("titanic"), std::string::npos);
  EXPECT_NE(what(assign(context, hand(), sanderson, RoleId("pilot"), gene, {})).find("captain, host"),
            std::string::npos);
  EXPECT_NE(what(assign(context, hand(), sanderson, captain, {PersonId("nobody"), ""}, {})).find("roster"),
            std::string::npos);
  EXPECT_NE(what(assign(context, hand(), sanderson, captain, {PersonId(), " "}, {})).find("empty"), std::string::npos);
  EXPECT_NE(what(unassign(context, hand(), sanderson, captain, gene, {})).find("is not captain"), std::string::npos);
  EXPECT_NE(what(undo(context, hand(), FactId("x#0"), {})).find("no fact"), std::string::npos);
  EXPECT_NE(what(accept_review(context, hand(), ReviewId("x"), {}, {})).find("no review item"), std::string::npos);
  EXPECT_TRUE(tables.facts.empty());
}

TEST_F(Acts, ARequestThatWasSentTwiceIsDoneOnce) {
  const Hand same = hand();
  ASSERT_TRUE(assign(context, same, sanderson, captain, gene, {}));
  const std::int64_t version = tables.charters.at(sanderson).version;
  ASSERT_TRUE(assign(context, same, sanderson, captain, gene, {}));
  EXPECT_EQ(tables.charters.at(sanderson).version, version);
  const Hand out = hand();
  ASSERT_TRUE(unassign(context, out, sanderson, captain, gene, {}));
  ASSERT_TRUE(unassign(context, out, sanderson, captain, gene, {}));
  EXPECT_EQ(tables.facts.size(), 2U);
  EXPECT_EQ(crew(), "");
}

TEST_F(Acts, WhoeverSawAnOlderVersionIsToldAndNothingChanges) {
  const std::int64_t seen = tables.charters.at(sanderson).version;
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, gene, seen));
  const auto late = assign(context, hand("hal (page)"), sanderson, captain, angela, seen);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().remedy, Remedy::resync);
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
}

TEST_F(Acts, AnUndoTakesBackAndAnotherBringsItBack) {
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, gene, {}));
  const FactId first = tables.facts.begin()->first;
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, angela, {}));
  EXPECT_EQ(crew(), "captain=Angela Wong");
  const FactId second = charter().crew.front().fact;
  const Hand taken_back = hand();
  ASSERT_TRUE(undo(context, taken_back, second, {}));
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
  ASSERT_TRUE(undo(context, taken_back, second, {})) << "the same request again";
  EXPECT_FALSE(undo(context, hand(), second, {})) << "it is undone already";
  ASSERT_TRUE(undo(context, hand(), make_fact_id({SourceKind::hand, taken_back.act_id, ""}, 0), {}));
  EXPECT_EQ(crew(), "captain=Angela Wong");
  EXPECT_NE(first, second);
}

TEST_F(Acts, AHandsWordFollowsAllThatWasSaidWhateverTheClockShows) {
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, gene, {}));
  clock.set(local(1, 1, 0));
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, angela, {}));
  EXPECT_EQ(crew(), "captain=Angela Wong");
}

TEST_F(Acts, AcceptedProposalsAreFactsOfTheirMail) {
  put_in_review({proposal(captain, gene), proposal(host, keely)});
  const auto item = accept_review(context, hand(), ReviewId("m1"), {}, 1);
  ASSERT_TRUE(item) << item.error().what;
  EXPECT_EQ(item->state, ReviewState::accepted);
  EXPECT_EQ(item->decided_by, "maria (page)");
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_EQ(charter().crew.front().said, local(5, 1, 9));
  EXPECT_EQ(charter().crew.front().evidence.quote, "might be Gene");
}

TEST_F(Acts, AnEditedAcceptanceIsWhatTheFactsSay) {
  put_in_review({proposal(captain, gene)});
  ASSERT_TRUE(accept_review(context, hand(), ReviewId("m1"), std::vector{proposal(captain, angela)}, {}));
  EXPECT_EQ(crew(), "captain=Angela Wong");
}

TEST_F(Acts, AnItemIsDecidedOnce) {
  put_in_review({proposal(captain, gene)});
  ASSERT_TRUE(dismiss_review(context, hand(), ReviewId("m1"), 1));
  ASSERT_TRUE(dismiss_review(context, hand(), ReviewId("m1"), 1)) << "the same person, the same decision";
  const auto late = accept_review(context, hand("hal (page)"), ReviewId("m1"), {}, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().remedy, Remedy::resync);
  EXPECT_NE(late.error().what.find("maria"), std::string::npos);
  EXPECT_TRUE(tables.facts.empty());
}

TEST_F(Acts, AnAcceptanceIsCheckedLikeAnyAct) {
  put_in_review({proposal(RoleId("pilot"), gene)});
  EXPECT_FALSE(accept_review(context, hand(), ReviewId("m1"), {}, {}));
  EXPECT_FALSE(accept_review(context, hand(), ReviewId("m1"), std::vector<Proposal>(201, proposal(captain, gene)), {}));
  Proposal undo_proposal = proposal(captain, gene);
  undo_proposal.op = FactOp::undo;
  EXPECT_FALSE(accept_review(context, hand(), ReviewId("m1"), std::vector{undo_proposal}, {}));
  EXPECT_FALSE(accept_review(context, hand(), ReviewId("m1"), {}, 7)) << "another version was seen";
  EXPECT_EQ(tables.reviews.at(ReviewId("m1")).state, ReviewState::open);
  Proposal off;
  off.op = FactOp::cancel;
  off.charter = sanderson;
  ASSERT_TRUE(accept_review(context, hand(), ReviewId("m1"), std::vector{off}, {}));
  EXPECT_TRUE(charter().cancelled_by_mail);
}

TEST_F(Acts, ADismissedCalendarEditIsWrittenOverWithOurBlock) {
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, gene, {}));
  write_out();
  replace_in_event("Gene O'Neal", "Angela Wong");
  import();
  ASSERT_TRUE(dismiss_review(context, hand(), tables.reviews.begin()->first, {}));
  write_out();
  EXPECT_NE(block().find("Captain: Gene O'Neal"), std::string::npos) << block();
}

TEST_F(Acts, AnAcceptedCalendarEditBecomesTheCrew) {
  ASSERT_TRUE(assign(context, hand(), sanderson, captain, gene, {}));
  write_out();
  replace_in_event("Gene O'Neal", "Angela Wong");
  import();
  ASSERT_TRUE(accept_review(context, hand(), tables.reviews.begin()->first, {}, {}));
  EXPECT_EQ(crew(), "captain=Angela Wong");
  write_out();
  EXPECT_NE(block().find("Captain: Angela Wong"), std::string::npos) << block();
}

}  // namespace
}  // namespace scc::engine
