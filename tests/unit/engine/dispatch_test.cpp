#include "yard.h"

namespace scc::engine {
namespace {

class Dispatching : public Yard {
 protected:
  Dispatching() { have_sanderson({{captain, gene}}); }
  void change_crew() {
    auto done = assign(context, {"maria (page)", "act-" + std::to_string(++acts), ""}, sanderson, host, keely, {});
    ASSERT_TRUE(done) << done.error().what;
    ASSERT_TRUE(tables.outbox.contains(sanderson));
  }
};

TEST_F(Dispatching, TheCrewStandsInTheEventBelowWhatPeopleWrote) {
  const CalendarEvent& event = calendar.at(sanderson_event);
  EXPECT_TRUE(event.description.starts_with("Champagne on ice.\n\n"));
  EXPECT_NE(block().find("Captain: Gene O'Neal\nHost/Hostess: open"), std::string::npos) << block();
  EXPECT_EQ(event.mark.charter, sanderson.text);
  EXPECT_TRUE(tables.outbox.empty());
  EXPECT_EQ(tables.charters.at(sanderson).event_etag, event.etag);
  EXPECT_EQ(calendar.writes(), 1);
  EXPECT_EQ(import().charters_changed, 0U) << "our own writing is nobody's change";
}

TEST_F(Dispatching, AnEventThatShowsTheRightCrewIsNotWrittenAgain) {
  tables.outbox[sanderson] = {sanderson, sanderson_event, tables.charters.at(sanderson).version, 0, clock.now(), ""};
  EXPECT_EQ(write_out().unchanged, 1U);
  EXPECT_EQ(calendar.writes(), 1);
  EXPECT_TRUE(tables.outbox.empty());
}

TEST_F(Dispatching, SomebodyWhoWritesAtTheSameMomentLosesNothing) {
  change_crew();
  calendar.before_patch = [](fakes::MemoryCalendar& other) {
    other.edit(sanderson_event, [](CalendarEvent& event) { event.description = "Bring cake.\n" + event.description; });
  };
  EXPECT_EQ(write_out().written, 1U);
  EXPECT_TRUE(calendar.at(sanderson_event).description.starts_with("Bring cake.\nChampagne on ice.\n\n"));
  EXPECT_NE(block().find("Host/Hostess: Keely Hoyt"), std::string::npos);
}

TEST_F(Dispatching, AnEditThatNobodyHasImportedYetIsNotOverwritten) {
  change_crew();
  replace_in_event("Gene O'Neal", "Angela Wong");
  const DispatchReport report = write_out();
  EXPECT_EQ(report.waiting, 1U);
  EXPECT_NE(block().find("Captain: Angela Wong"), std::string::npos);
  EXPECT_EQ(tables.reviews.size(), 1U);
  EXPECT_NE(tables.outbox.at(sanderson).last_error.find("review"), std::string::npos);
}

TEST_F(Dispatching, ACalendarThatDoesNotAnswerIsTriedAgainLaterAndLater) {
  change_crew();
  fail("calendar.patch", Remedy::retry);
  EXPECT_EQ(write_out().waiting, 1U);
  const OutboxEntry first = tables.outbox.at(sanderson);
  EXPECT_EQ(first.attempts, 1);
  EXPECT_GT(first.due, clock.now());
  EXPECT_EQ(write_out().due, 0U) << "not before it is due";
  clock.set(first.due);
  write_out();
  EXPECT_GT(tables.outbox.at(sanderson).due - clock.now(), first.due - local(5, 1, 12));
  heal_ports();
  clock.set(tables.outbox.at(sanderson).due);
  EXPECT_EQ(write_out().written, 1U);
  EXPECT_TRUE(tables.outbox.empty());
}

TEST_F(Dispatching, WithoutASignInEverythingWaitsAndSaysWhy) {
  change_crew();
  fail("calendar.event", Remedy::reauth);
  const auto report = dispatch(context, calendar_port);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().remedy, Remedy::reauth);
  EXPECT_FALSE(tables.outbox.at(sanderson).last_error.empty());
}

TEST_F(Dispatching, AnEventThatRefusesADescriptionIsSetAsideForAPerson) {
  calendar.edit(sanderson_event, [](CalendarEvent& event) {
    event.description_writable = false;
    event.kind = "fromGmail";
  });
  import();
  change_crew();
  const DispatchReport report = write_out();
  EXPECT_EQ(report.refused, 1U);
  EXPECT_TRUE(tables.outbox.empty());
  ASSERT_EQ(tables.reviews.size(), 1U);
  EXPECT_NE(tables.reviews.begin()->second.why.find("fromGmail"), std::string::npos);
}

TEST_F(Dispatching, AFullDescriptionIsReportedAndLeftAsItIs) {
  const std::string full(description_characters_max - 20, 'x');
  calendar.edit(sanderson_event, [&](CalendarEvent& event) {
    event.description = full;
    event.mark = {};
  });
  import();
  change_crew();
  EXPECT_EQ(write_out().refused, 1U);
  EXPECT_EQ(calendar.at(sanderson_event).description, full);
  EXPECT_EQ(tables.reviews.size(), 1U);
}

TEST_F(Dispatching, AnEventThatIsGoneNeedsNoBlock) {
  change_crew();
  calendar.erase(sanderson_event);
  const DispatchReport report = write_out();
  EXPECT_EQ(report.written, 0U);
  EXPECT_EQ(report.notes.size(), 1U);
  EXPECT_TRUE(tables.outbox.empty());
}

TEST_F(Dispatching, ACancelledCharterIsNotWritten) {
  change_crew();
  tables.charters.at(sanderson).charter.sail.status = CharterStatus::cancelled;
  EXPECT_EQ(write_out().written, 0U);
  EXPECT_TRUE(tables.outbox.empty());
  EXPECT_EQ(calendar.writes(), 1);
}

TEST_F(Dispatching, ANewerEntryStaysWhenAnOlderOneIsDone) {
  change_crew();
  steps.plan = [done = false](std::size_t, std::string_view name) mutable {
    return name == "calendar.patch" && !std::exchange(done, true) ? fakes::Fault::interlude : fakes::Fault::none;
  };
  steps.interlude = [&] {
    MemoryStore other_store(tables);
    Context other{other_store, clock, settings};
    ASSERT_TRUE(assign(other, {"hal (page)", "act-hal", ""}, sanderson, captain, angela, {}));
  };
  write_out();
  EXPECT_NE(block().find("Captain: Angela Wong"), std::string::npos) << block();
  EXPECT_TRUE(tables.outbox.empty());
}

TEST_F(Dispatching, ADryRunWritesNothing) {
  change_crew();
  context.writing = Writing::dry_run;
  EXPECT_EQ(write_out().written, 1U);
  EXPECT_EQ(calendar.writes(), 1);
  EXPECT_TRUE(tables.outbox.contains(sanderson));
}

}  // namespace
}  // namespace scc::engine
