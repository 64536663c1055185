#include "yard.h"

namespace scc::engine {
namespace {

class Import : public Yard {};

TEST_F(Import, AnEventBecomesACharterNamedForItsClientAndDay) {
  put_sanderson();
  const ImportReport report = import();
  EXPECT_EQ(report.charters_new, 1U);
  EXPECT_EQ(charter().sail.client, "Jennifer Sanderson");
  EXPECT_EQ(charter().sail.start, local(5, 12, 14));
  EXPECT_EQ(charter().sail.vessel, VesselId("jada"));
  EXPECT_EQ(charter().event, sanderson_event);
  EXPECT_EQ(import().events, 0U);
}

TEST_F(Import, TheVesselIsTheOneThatLocationOrTitleNames) {
  CalendarEvent event = event_of("e1", "Robert Yates - dinner on the yawl", local(5, 13, 18));
  event.location = "Bay Queen, Dock 3";
  calendar.put(event);
  import();
  EXPECT_EQ(charter(CharterId("robert-yates-2026-05-13")).sail.vessel, VesselId("queen"));
}

TEST_F(Import, TwoSailsOfOneClientOnOneDayAreNumberedByTheirStart) {
  calendar.put(event_of("a-late", "Robert Yates - dinner", local(5, 13, 18)));
  calendar.put(event_of("b-early", "Robert Yates - lunch", local(5, 13, 12)));
  import();
  EXPECT_EQ(charter(CharterId("robert-yates-2026-05-13")).event, EventId("b-early"));
  EXPECT_EQ(charter(CharterId("robert-yates-2026-05-13-2")).event, EventId("a-late"));
}

TEST_F(Import, AMovedAndRenamedEventKeepsItsIdAndIsFoundByTheLaterName) {
  have_sanderson({{captain, gene}});
  calendar.edit(sanderson_event, [&](CalendarEvent& event) {
    event.start = local(5, 19, 14);
    event.end = local(5, 19, 17);
    event.title = "Jenny Sanderson - private sail";
  });
  EXPECT_EQ(import().charters_changed, 1U);
  EXPECT_EQ(charter().sail.start, local(5, 19, 14));
  EXPECT_EQ(charter().aliases, std::vector<std::string>{"jenny-sanderson-2026-05-19"});
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
}

TEST_F(Import, ACancelledEventCancelsItsCharterAndComesBack) {
  have_sanderson();
  calendar.cancel(sanderson_event);
  EXPECT_EQ(import().charters_cancelled, 1U);
  EXPECT_EQ(charter().sail.status, CharterStatus::cancelled);
  calendar.edit(sanderson_event, [](CalendarEvent& event) { event.status = CalendarEvent::Status::confirmed; });
  import();
  EXPECT_EQ(charter().sail.status, CharterStatus::confirmed);
}

TEST_F(Import, AnEventThatIsGoneFromAWholeListingCancelsItsCharter) {
  have_sanderson();
  calendar.put(event_of("e2", "Robert Yates - lunch", local(5, 13, 12)));
  import();
  calendar.erase(sanderson_event);
  calendar.forget_cursors();
  EXPECT_EQ(import().charters_cancelled, 1U);
  EXPECT_EQ(charter().sail.status, CharterStatus::cancelled);
}

TEST_F(Import, AnEventThatTheListingMissedIsNotTakenAsCancelled) {
  calendar.set_page_size(1);
  calendar.put(event_of("a", "Robert Yates - lunch", local(5, 13, 12)));
  have_sanderson();
  calendar.forget_cursors();
  bool moved = false;
  steps.plan = [&](std::size_t, std::string_view name) {
    // Between the first page and the second the first event is called off, and all others move up.
    if (name == "calendar.changes" && !std::exchange(moved, true)) return fakes::Fault::none;
    return name == "calendar.changes" ? fakes::Fault::interlude : fakes::Fault::none;
  };
  int calls = 0;
  steps.interlude = [&] {
    if (++calls == 2) calendar.cancel(EventId("a"));
  };
  EXPECT_EQ(import().charters_cancelled, 0U);
  EXPECT_GE(calls, 2);
  EXPECT_EQ(charter().sail.status, CharterStatus::confirmed);
}

TEST_F(Import, ACalendarThatIsSuddenlyEmptyIsRefused) {
  have_sanderson({{captain, gene}});
  calendar.erase(sanderson_event);
  calendar.forget_cursors();
  const auto report = import_calendar(context, calendar_port);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().remedy, Remedy::stop);
  EXPECT_NE(report.error().what.find("right calendar"), std::string::npos);
  EXPECT_EQ(charter().sail.status, CharterStatus::confirmed);
}

TEST_F(Import, AnEditOfTheBlockWaitsForAPerson) {
  have_sanderson({{captain, gene}, {host, keely}});
  replace_in_event("Gene O'Neal", "Angela Wong");
  EXPECT_EQ(import().block_edits, 1U);
  EXPECT_EQ(crew(), "captain=Gene O'Neal host=Keely Hoyt");
  ASSERT_EQ(tables.reviews.size(), 1U);
  const ReviewItem& item = tables.reviews.begin()->second;
  EXPECT_EQ(item.kind, ReviewKind::calendar_edit);
  ASSERT_EQ(item.proposals.size(), 1U);
  EXPECT_EQ(item.proposals[0].person, angela);
  EXPECT_EQ(item.proposals[0].evidence.quote, "Captain: Angela Wong");
}

TEST_F(Import, AnEditOfTheBlockIsTakenAtOnceWhereTheOperatorSaysSo) {
  settings.block_edits = BlockEdits::accept;
  have_sanderson({{captain, gene}});
  replace_in_event("Gene O'Neal", "Angela Wong");
  import();
  EXPECT_EQ(crew(), "captain=Angela Wong");
  EXPECT_EQ(charter().crew.front().said_by, "hal@sailing.example");
  replace_in_event("Captain: Angela Wong", "Pilot: Angela Wong");
  import();
  EXPECT_EQ(crew(), "captain=Angela Wong") << "a line that is no role is asked about";
  EXPECT_EQ(tables.reviews.size(), 1U);
}

TEST_F(Import, ABlockThatSomebodyTookOutOrBrokeIsReported) {
  have_sanderson({{captain, gene}});
  const std::string whole = calendar.at(sanderson_event).description;
  calendar.edit(sanderson_event, [](CalendarEvent& event) { event.description = "Champagne on ice."; });
  EXPECT_EQ(import().problems, 1U);
  calendar.edit(sanderson_event,
                [&](CalendarEvent& event) { event.description = whole.substr(0, whole.find(crew_block_closing)); });
  EXPECT_EQ(import().problems, 1U);
  std::size_t open = 0;
  for (const auto& [id, item] : tables.reviews) open += item.state == ReviewState::open ? 1 : 0;
  EXPECT_EQ(open, 1U) << "the first is settled by the second";
}

TEST_F(Import, ACopiedEventIsACharterOfItsOwnAndItsBlockNobodysFact) {
  have_sanderson({{captain, gene}});
  CalendarEvent copy = calendar.at(sanderson_event);
  copy.id = EventId("copy");
  copy.start = local(5, 20, 14);
  copy.end = local(5, 20, 17);
  calendar.put(copy);
  import();
  const CharterId second("jennifer-sanderson-2026-05-20");
  EXPECT_EQ(crew(second), "");
  EXPECT_EQ(crew(), "captain=Gene O'Neal");
  EXPECT_EQ(tables.reviews.size(), 1U) << "somebody is asked about the crew it shows";
}

TEST_F(Import, ACursorThatIsTooOldMeansReadingEverythingAgain) {
  have_sanderson();
  calendar.forget_cursors();
  calendar.put(event_of("e2", "Robert Yates - lunch", local(5, 13, 12)));
  EXPECT_EQ(import().charters_new, 1U);
  EXPECT_EQ(import().events, 0U);
}

TEST_F(Import, ATitleWithoutAClientIsStillACharter) {
  calendar.put(event_of("e1", "", local(5, 13, 12)));
  calendar.put(event_of("e2", "Sunset cruise", local(5, 14, 12)));
  import();
  EXPECT_TRUE(tables.charters.contains(CharterId("untitled-2026-05-13")));
  EXPECT_TRUE(tables.charters.contains(CharterId("sunset-cruise-2026-05-14")));
}

}  // namespace
}  // namespace scc::engine
