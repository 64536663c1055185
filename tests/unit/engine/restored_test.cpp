#include "engine/reconcile.h"
#include "yard.h"

namespace scc::engine {
namespace {

/// The store is lost and an older copy put in its place; calendar and mailbox are as they were.
class Restored : public Yard {
 protected:
  void back_up() { copy_ = tables; }
  void restore() {
    tables = copy_;
    import();
  }
  void hand(const RoleId& role, const Person& person) {
    ASSERT_TRUE(assign(context, {"maria (page)", "act-" + std::to_string(++acts), ""}, sanderson, role, person, {}));
    write_out();
  }
  ReviewItem only_review() { return tables.reviews.size() == 1 ? tables.reviews.begin()->second : ReviewItem{}; }

 private:
  MemoryTables copy_;
};

TEST_F(Restored, WhatAHandDidAfterTheCopyIsAskedForAndNotOverwritten) {
  have_sanderson({{captain, gene}});
  back_up();
  hand(host, keely);
  const std::string shown = block();
  restore();
  write_out();
  const Agreement agreement = heal_charter(context, calendar_port, sanderson).value();
  ASSERT_EQ(agreement.drifts.size(), 1U);
  EXPECT_NE(agreement.drifts[0].cure.find("scc review"), std::string::npos) << agreement.drifts[0].cure;
  EXPECT_EQ(block(), shown);
  const ReviewItem asked = only_review();
  ASSERT_EQ(asked.proposals.size(), 1U);
  EXPECT_EQ(asked.proposals[0].person, keely);
  ASSERT_TRUE(accept_review(context, {"maria (page)", "act-9", ""}, asked.id, {}, {}));
  write_out();
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_NE(block().find("Keely Hoyt"), std::string::npos);
}

TEST_F(Restored, TheQuestionOutlivesLaterMailsAndEditsOfTheEvent) {
  have_sanderson({{captain, gene}});
  back_up();
  hand(host, keely);
  const std::string shown = block();
  restore();
  for (const char* lines : {"Captain: Angela Wong", "Captain: Gene O'Neal", "Captain: Angela Wong"}) {
    const std::string number = std::to_string(++acts);
    deliver_crew("m" + number, "Fri, 01 May 2026 09:0" + number + ":00 -0700", lines);
    read_mail();
    write_out();
    EXPECT_EQ(block(), shown);
  }
  replace_in_event("Champagne", "Lemonade");
  import();
  write_out();
  EXPECT_EQ(block(), shown);
  std::size_t open = 0;
  for (const auto& [id, item] : tables.reviews) open += item.state == ReviewState::open ? 1 : 0;
  EXPECT_EQ(open, 1U);
}

TEST_F(Restored, WhereTheOperatorSaysSoWhatTheCalendarShowsIsTakenAtOnce) {
  settings.block_edits = BlockEdits::accept;
  have_sanderson({{captain, gene}});
  back_up();
  hand(host, keely);
  restore();
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_TRUE(tables.reviews.empty());
}

TEST_F(Restored, OrTheStoresOwnCrewIsWrittenAgain) {
  have_sanderson({{captain, gene}});
  back_up();
  hand(host, keely);
  restore();
  ASSERT_TRUE(dismiss_review(context, {"maria (page)", "act-9", ""}, only_review().id, {}));
  write_out();
  EXPECT_EQ(block().find("Keely Hoyt"), std::string::npos);
}

TEST_F(Restored, WhatMailsSayAgainNobodyIsAsked) {
  have_sanderson({{captain, gene}});
  back_up();
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Host: Keely Hoyt");
  read_mail();
  write_out();
  restore();
  EXPECT_EQ(only_review().state, ReviewState::open);
  read_mail();
  write_out();
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_EQ(only_review().state, ReviewState::dismissed);
  // And the next change is written as ever.
  hand(captain, angela);
  EXPECT_NE(block().find("Angela Wong"), std::string::npos);
  EXPECT_EQ(tables.reviews.size(), 1U);
}

TEST_F(Restored, ABlockThatShowsTheStoresCrewIsMarkedAnewSoThatTheNextChangeIsWritten) {
  have_sanderson({{captain, gene}});
  back_up();
  for (const Person& person : {keely, angela, gene}) hand(captain, person);
  restore();
  write_out();
  ASSERT_TRUE(assign(context, {"maria (page)", "act-9", ""}, sanderson, captain, angela, {}));
  replace_in_event("Champagne", "Lemonade");  // so that the event is looked at before it is written
  write_out();
  EXPECT_NE(block().find("Angela Wong"), std::string::npos);
  EXPECT_TRUE(tables.reviews.empty());
}

}  // namespace
}  // namespace scc::engine
