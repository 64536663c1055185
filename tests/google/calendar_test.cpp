#include "adapters/google_calendar/google_calendar.h"

#include <gtest/gtest.h>

#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::array;
using boost::json::object;

class Calendar : public testing::Test {
 protected:
  void SetUp() override { world.control("reset"); }
  void TearDown() override {
    EXPECT_EQ(world.violations(), "");
    EXPECT_EQ(world.state("writes_without_if_match"), 0);
    EXPECT_EQ(world.state("mails_sent"), 0);
  }
  std::string add_event(const object& more = {}) {
    object event{{"summary", "Jennifer Sanderson - private sail"},
                 {"description", "Deposit paid."},
                 {"start", object{{"dateTime", "2026-05-12T14:00:00-07:00"}}},
                 {"end", object{{"dateTime", "2026-05-12T17:00:00-07:00"}}},
                 {"attendees", array{object{{"email", "guest@elsewhere.example"}}}}};
    for (const auto& [name, value] : more) event[name] = value;
    return std::string(world.control("event", event).at("id").as_string());
  }
  GoogleCalendarSettings settings(const std::string& cache = "") {
    return {world.root() + "/calendar/v3", "crew-calendar@group.calendar.example",
            zone_named("America/Los_Angeles").value(), parse_rfc3339("2026-03-01T00:00:00Z").value(), cache};
  }
  struct Reading {
    std::vector<CalendarEvent> events;
    std::string cursor;
    Error error;
  };
  static Reading read_all(GoogleCalendar& calendar, const std::string& cursor) {
    Reading reading;
    std::string page;
    for (int pages = 0; pages < 100; ++pages) {
      auto step = calendar.changes(cursor, page);
      if (!step) {
        reading.error = step.error();
        return reading;
      }
      reading.events.insert(reading.events.end(), step->events.begin(), step->events.end());
      reading.cursor = step->cursor;
      page = step->next_page;
      if (page.empty()) return reading;
    }
    ADD_FAILURE() << "the pages do not end";
    return reading;
  }
  GoogleWorld& world = GoogleWorld::instance();
};

TEST_F(Calendar, AWholeReadingFindsEveryEventAcrossPages) {
  world.control("calendar", object{{"page_limit", 3}});
  for (int i = 0; i < 8; ++i) add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const Reading reading = read_all(calendar, "");
  ASSERT_EQ(reading.events.size(), 8U) << reading.error.what;
  EXPECT_EQ(reading.events[0].title, "Jennifer Sanderson - private sail");
  EXPECT_EQ(to_rfc3339(reading.events[0].start), "2026-05-12T21:00:00Z");
  EXPECT_FALSE(reading.cursor.empty());
}

TEST_F(Calendar, NothingNewIsOneCallAndAChangeOrDeletionIsSeen) {
  const std::string id = add_event();
  const std::string other = add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const Reading first = read_all(calendar, "");
  world.control("zero");
  EXPECT_TRUE(read_all(calendar, first.cursor).events.empty());
  EXPECT_EQ(world.calls("calendar.events.list"), 1);
  world.control("edit", object{{"id", id}, {"changes", object{{"summary", "Moved"}}}});
  world.control("delete", object{{"id", other}});
  const Reading second = read_all(calendar, first.cursor);
  ASSERT_EQ(second.events.size(), 2U);
  EXPECT_EQ(second.events[0].title, "Moved");
  EXPECT_EQ(second.events[1].status, CalendarEvent::Status::cancelled);
}

TEST_F(Calendar, AnOldSyncTokenAsksForAWholeReading) {
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const Reading first = read_all(calendar, "");
  world.control("expire_sync_tokens");
  EXPECT_EQ(read_all(calendar, first.cursor).error.remedy, Remedy::resync);
}

TEST_F(Calendar, WritingTheDescriptionKeepsTheRestAndLeavesOurMarks) {
  const std::string id = add_event(object{{"extendedProperties", object{{"private", object{{"theirs", "kept"}}}}}});
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto before = calendar.event(EventId(id));
  ASSERT_TRUE(before.has_value() && before->has_value());
  const DescriptionPatch patch{"Deposit paid.\n\ncrew", {"hash", "jennifer-sanderson-2026-05-12", 7}};
  const auto written = calendar.patch_description(EventId(id), patch, (*before)->etag);
  ASSERT_TRUE(written.has_value()) << written.error().what;
  CalendarEvent wanted = **before;
  wanted.description = patch.description;
  wanted.mark = patch.mark;
  wanted.etag = written->etag;
  wanted.updated = written->updated;
  EXPECT_EQ(*written, wanted);
  const auto events = world.control("events");
  const auto& event = events.at("events").as_array()[0];
  EXPECT_EQ(event.at("extendedProperties").at("private").at("theirs").as_string(), "kept");
  EXPECT_EQ(event.at("attendees").as_array().size(), 1U);
}

TEST_F(Calendar, APersonsEditInBetweenWins) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto before = calendar.event(EventId(id));
  world.control("before", object{{"match", "events.patch"},
                                 {"do", "edit"},
                                 {"with", object{{"id", id}, {"changes", object{{"description", "by hand"}}}}}});
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, (*before)->etag).error().remedy, Remedy::resync);
  EXPECT_EQ((*calendar.event(EventId(id)))->description, "by hand");
}

TEST_F(Calendar, AWriteWhoseReplyWasLostIsNotDoneTwice) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto before = calendar.event(EventId(id));
  world.control("fault", object{{"match", "events.patch"}, {"kind", "reset"}, {"after", true}});
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, (*before)->etag).error().remedy, Remedy::resync);
  EXPECT_EQ((*calendar.event(EventId(id)))->description, "ours");
}

TEST_F(Calendar, AnEventFromGmailIsKnownToRefuseAndIsReported) {
  const std::string id = add_event(object{{"eventType", "fromGmail"}});
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto event = calendar.event(EventId(id));
  ASSERT_TRUE(event.has_value() && event->has_value());
  EXPECT_FALSE((*event)->description_writable);
  EXPECT_EQ((*event)->kind, "fromGmail");
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, (*event)->etag).error().remedy, Remedy::skip);
}

TEST_F(Calendar, AnAllDayEventBeginsAtTheOperatorsMidnight) {
  const std::string id =
      add_event(object{{"start", object{{"date", "2026-05-12"}}}, {"end", object{{"date", "2026-05-13"}}}});
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto event = calendar.event(EventId(id));
  ASSERT_TRUE(event.has_value() && event->has_value()) << event.error().what;
  EXPECT_TRUE((*event)->all_day);
  EXPECT_EQ(to_rfc3339((*event)->start), "2026-05-12T07:00:00Z");
}

TEST_F(Calendar, AnEventThatIsNotThereIsNothing) {
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  const auto event = calendar.event(EventId("nowhere"));
  ASSERT_TRUE(event.has_value());
  EXPECT_FALSE(event->has_value());
}

TEST_F(Calendar, WithoutAnEtagNothingIsWritten) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings());
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, "").error().remedy, Remedy::resync);
  EXPECT_EQ(world.calls("calendar.events.patch"), 0);
}

TEST_F(Calendar, AnEventKnownFromThisReadingIsWrittenWithOneRequest) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  const std::string cache = fresh_folder();
  std::string cursor;
  {
    GoogleCalendar calendar(account.transport, settings(cache));
    cursor = read_all(calendar, "").cursor;
  }
  GoogleCalendar calendar(account.transport, settings(cache));  // the next run, another process
  world.control("zero");
  ASSERT_EQ(read_all(calendar, cursor).error.what, "");
  const auto event = calendar.event(EventId(id));
  ASSERT_TRUE(event.has_value() && event->has_value());
  EXPECT_EQ((*event)->title, "Jennifer Sanderson - private sail");
  ASSERT_TRUE(calendar.patch_description(EventId(id), {"ours", {}}, (*event)->etag).has_value());
  EXPECT_EQ((*calendar.event(EventId(id)))->description, "ours");
  EXPECT_EQ(world.calls("calendar.events.list"), 1);
  EXPECT_EQ(world.calls("calendar.events.get"), 0);
  EXPECT_EQ(world.calls("calendar.events.patch"), 1);
}

TEST_F(Calendar, AnEventThatSomebodyChangedAfterTheReadingIsReadFromGoogle) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  GoogleCalendar calendar(account.transport, settings(fresh_folder()));
  ASSERT_EQ(read_all(calendar, "").error.what, "");
  world.control("edit", object{{"id", id}, {"changes", object{{"description", "by hand"}}}});
  const auto known = calendar.event(EventId(id));
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, (*known)->etag).error().remedy, Remedy::resync);
  EXPECT_EQ((*calendar.event(EventId(id)))->description, "by hand");
}

TEST_F(Calendar, EventsKeptAtAnotherPlaceOfTheReadingAreNotAnswered) {
  const std::string id = add_event();
  SignedIn account(calendar_quota);
  const std::string cache = fresh_folder();
  GoogleCalendar first(account.transport, settings(cache));
  const std::string old_cursor = read_all(first, "").cursor;
  world.control("edit", object{{"id", id}, {"changes", object{{"summary", "Moved"}}}});
  ASSERT_EQ(read_all(first, old_cursor).error.what, "");
  world.control("edit", object{{"id", id}, {"changes", object{{"summary", "Moved again"}}}});
  GoogleCalendar second(account.transport, settings(cache));
  ASSERT_EQ(read_all(second, old_cursor).events.size(), 1U) << "kept files stand at a newer place than this reading";
  EXPECT_EQ((*second.event(EventId(id)))->title, "Moved again");
}

TEST_F(Calendar, IsFoundByNameOnlyWhereTheSignInCoversTheList) {
  SignedIn narrow(calendar_quota);
  const std::string root = world.root() + "/calendar/v3";
  const auto refused = find_calendar(narrow.transport, root, "JADA Charters");
  EXPECT_EQ(refused.error().remedy, Remedy::reauth);
  EXPECT_NE(refused.error().what.find("--calendar-list"), std::string::npos) << refused.error().what;
  SignedIn wide(calendar_quota, object{{"scopes", array{std::string(calendar_scope), std::string(calendar_list_scope),
                                                        std::string(calendar_writers_scope)}}});
  EXPECT_EQ(find_calendar(wide.transport, root, "JADA Charters").value(), "crew-calendar@group.calendar.example");
  EXPECT_NE(find_calendar(wide.transport, root, "JADA").error().what.find("JADA Charters"), std::string::npos);
}

TEST_F(Calendar, TellsItsNameOurRightsAndWhereCoveredItsWriters) {
  SignedIn narrow(calendar_quota);
  const auto plain = GoogleCalendar(narrow.transport, settings()).describe();
  ASSERT_TRUE(plain.has_value()) << plain.error().what;
  EXPECT_EQ(plain->name, "JADA Charters");
  EXPECT_EQ(plain->access, "writer");
  EXPECT_FALSE(plain->writers.has_value());
  SignedIn wide(calendar_quota, object{{"scopes", array{std::string(calendar_scope), std::string(calendar_list_scope),
                                                        std::string(calendar_writers_scope)}}});
  const auto whole = GoogleCalendar(wide.transport, settings()).describe();
  ASSERT_TRUE(whole.has_value() && whole->writers.has_value());
  EXPECT_EQ(*whole->writers, (std::vector<std::string>{"crew@sailing.example", "carole@sailing.example"}));
}

}  // namespace
}  // namespace scc::google
