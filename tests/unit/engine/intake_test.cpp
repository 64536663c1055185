#include "engine/reading_room.h"
#include "yard.h"

namespace scc::engine {
namespace {

class Intake : public Yard {
 protected:
  Intake() { have_sanderson(); }
};

TEST_F(Intake, WhatAMailSaysForCertainIsAFactWithItsWords) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal\r\nHost: Keely Hoyt");
  const IntakeReport report = read_mail();
  EXPECT_EQ(report.applied, 1U);
  EXPECT_EQ(report.changes, 2U);
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  const Assignment& seat = charter().crew.front();
  EXPECT_EQ(seat.said_by, "Carole Whitfield");
  EXPECT_EQ(seat.said, local(5, 1, 9));
  EXPECT_NE(seat.evidence.quote.find("Gene O'Neal"), std::string::npos);
  EXPECT_EQ(tables.receipts.at(MessageId("m1")).changes, 2);
  EXPECT_TRUE(tables.outbox.contains(sanderson));
}

TEST_F(Intake, AMailIsTakenOnceHoweverOftenItComes) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  read_mail();
  const std::int64_t version = tables.charters.at(sanderson).version;
  mailbox.forget_cursors();
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  const IntakeReport report = read_mail();
  EXPECT_EQ(report.known, 1U);
  EXPECT_TRUE(report.mails.empty());
  EXPECT_EQ(tables.facts.size(), 1U);
  EXPECT_EQ(tables.charters.at(sanderson).version, version);
}

TEST_F(Intake, TheOrderInWhichMailsArriveDoesNotMatter) {
  deliver_crew("late", "Fri, 01 May 2026 11:00:00 -0700", "Captain: Angela Wong");
  read_mail();
  deliver_crew("early", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  read_mail();
  EXPECT_EQ(crew(), "captain=Angela Wong");
  EXPECT_EQ(tables.facts.size(), 2U);
}

TEST_F(Intake, AMailSeesWhatTheOneBeforeItSaidAndWhatAPersonDidInBetween) {
  ReadingRoom room(context);
  const auto seen = [&] {
    const auto world = room.world_at(clock.now() + hours(1), MessageId("m9"));
    std::string text;
    for (const Assignment& seat : world.value().charters.front().crew)
      text += seat.role.text + "=" + seat.person.name + " ";
    return text;
  };
  const auto one_commit = [&](const RoleId& role, const Person& person) {
    const std::int64_t before = tables.change_number;
    ASSERT_TRUE(assign(context, {"maria (page)", "act-" + role.text, ""}, sanderson, role, person, {}));
    ASSERT_EQ(tables.change_number, before + 1);
  };
  EXPECT_EQ(seen(), "");
  one_commit(captain, gene);
  room.note_commit({sanderson});
  EXPECT_EQ(seen(), "captain=Gene O'Neal ");
  // One commit of its own, and one of somebody else that it was not told of.
  one_commit(host, keely);
  one_commit(RoleId("deckhand"), angela);
  room.note_commit({});
  EXPECT_EQ(seen(), "captain=Gene O'Neal host=Keely Hoyt deckhand=Angela Wong ");
}

TEST_F(Intake, AMailFromAStrangerOrAForgeryChangesNothing) {
  const std::string text = "Crew for Jennifer Sanderson on 5/12/2026:\r\n\r\nCaptain: Gene O'Neal\r\n";
  deliver("m1", "Fri, 01 May 2026 09:00:00 -0700", text, "Mal <mal@elsewhere.example>");
  deliver("m2", "Fri, 01 May 2026 09:00:00 -0700", text, "Carole <carole@sailing.example>", "fail");
  const IntakeReport report = read_mail();
  EXPECT_EQ(report.rejected, 2U);
  EXPECT_TRUE(tables.facts.empty());
  EXPECT_TRUE(tables.reviews.empty());
  EXPECT_FALSE(tables.receipts.at(MessageId("m2")).reasons.empty());
}

TEST_F(Intake, AMailThatVanishedBeforeItWasReadIsPassedOver) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  mailbox.remove(MessageId("m1"));
  EXPECT_EQ(read_mail().gone, 1U);
  EXPECT_EQ(tables.sources.at("mail").cursor, "1");
}

TEST_F(Intake, TheCursorStaysBeforeAMailThatCouldNotBeFetched) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  deliver_crew("m2", "Fri, 01 May 2026 10:00:00 -0700", "Host: Keely Hoyt");
  int fetched = 0;
  steps.remedy = [] { return Remedy::stop; };
  steps.plan = [&](std::size_t, std::string_view name) {
    return name == "mailbox.fetch" && ++fetched == 1 ? fakes::Fault::request_lost : fakes::Fault::none;
  };
  const auto report = take_in(context, mailbox_port);
  ASSERT_FALSE(report);
  EXPECT_EQ(crew(), "host=Keely Hoyt") << "one broken mail keeps no other from being read";
  EXPECT_TRUE(!tables.sources.contains("mail") || tables.sources.at("mail").cursor.empty());
  heal_ports();
  read_mail();
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  EXPECT_EQ(tables.sources.at("mail").cursor, "2");
}

TEST_F(Intake, AMailboxWhereNothingCanBeFetchedIsBroken) {
  for (int i = 0; i < 9; ++i)
    deliver_crew("m" + std::to_string(i), "Fri, 01 May 2026 09:00:00 -0700", "Host: Keely Hoyt");
  fail("mailbox.fetch", Remedy::stop);
  EXPECT_FALSE(take_in(context, mailbox_port));
  EXPECT_TRUE(tables.receipts.empty());
}

TEST_F(Intake, ACommitThatSomebodyElseOvertookIsDecidedAgain) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  bool overtaken = false;
  steps.plan = [&](std::size_t, std::string_view name) {
    return name == "store.commit" && !overtaken ? fakes::Fault::interlude : fakes::Fault::none;
  };
  steps.interlude = [&] {
    overtaken = true;
    ++tables.charters.at(sanderson).version;
  };
  EXPECT_EQ(read_mail().applied, 1U);
  EXPECT_TRUE(overtaken);
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
}

TEST_F(Intake, WhoeverIsOvertakenEachTimeGivesUpForNow) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  steps.plan = [](std::size_t, std::string_view name) {
    return name == "store.commit" ? fakes::Fault::interlude : fakes::Fault::none;
  };
  steps.interlude = [&] { ++tables.charters.at(sanderson).version; };
  const auto report = take_in(context, mailbox_port);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().remedy, Remedy::retry);
  EXPECT_TRUE(tables.receipts.empty());
}

TEST_F(Intake, ADryRunSaysWhatItWouldDoAndWritesNothing) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  const std::int64_t before = tables.change_number;
  context.writing = Writing::dry_run;
  const IntakeReport report = read_mail();
  ASSERT_EQ(report.mails.size(), 1U);
  EXPECT_EQ(report.mails.front().changes.size(), 1U);
  EXPECT_EQ(tables.change_number, before);
}

TEST_F(Intake, AStopIsHeededBetweenTwoMails) {
  deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  deliver_crew("m2", "Fri, 01 May 2026 10:00:00 -0700", "Host: Keely Hoyt");
  context.stop = [&] { return !tables.receipts.empty(); };
  EXPECT_EQ(read_mail().mails.size(), 1U);
  EXPECT_EQ(tables.receipts.size(), 1U);
  context.stop = {};
  read_mail();
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
}

TEST_F(Intake, AMailThatArrivesLateIsReadAgainstTheCrewOfItsTime) {
  deliver_crew("m2", "Fri, 01 May 2026 11:00:00 -0700", "Captain: Angela Wong");
  read_mail();
  const auto before = world_at(context, local(5, 1, 10));
  ASSERT_TRUE(before) << before.error().what;
  ASSERT_EQ(before->charters.size(), 1U);
  EXPECT_TRUE(before->charters.front().crew.empty());
  const auto after = world_at(context, local(5, 1, 12));
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(after->charters.front().crew.size(), 1U);
  EXPECT_EQ(after->operation.crew.size(), 3U);
}

TEST_F(Intake, OnlyChartersAroundAMailsDateAreItsWorld) {
  settings.world_after = days(5);
  const auto far = world_at(context, local(5, 1, 10));
  ASSERT_TRUE(far) << far.error().what;
  EXPECT_TRUE(far->charters.empty());
  const auto near = world_at(context, local(5, 8, 10));
  ASSERT_TRUE(near) << near.error().what;
  EXPECT_EQ(near->charters.size(), 1U);
}

}  // namespace
}  // namespace scc::engine
