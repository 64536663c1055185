// What every calendar promises (ports/calendar.h), asked of each of them.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>

#include "adapters/ics_calendar/ics_calendar.h"
#include "fakes/memory_calendar.h"
#include "fakes/temporary_folder.h"

namespace scc {
namespace {

const Instant sail_start = *parse_rfc3339("2026-05-12T21:00:00Z");

/// A calendar that a person edits beside us.
class Office {
 public:
  virtual ~Office() = default;
  virtual Calendar& calendar() = 0;
  virtual void put(const std::string& id, const std::string& title, const std::string& description) = 0;
  virtual void cancel(const std::string& id) = 0;
};

class MemoryOffice final : public Office {
 public:
  MemoryOffice() { calendar_.set_page_size(2); }
  Calendar& calendar() override { return calendar_; }
  void put(const std::string& id, const std::string& title, const std::string& description) override {
    CalendarEvent event;
    event.id = EventId(id);
    event.title = title;
    event.description = description;
    event.start = sail_start;
    event.end = sail_start + hours(3);
    calendar_.put(event);
  }
  void cancel(const std::string& id) override { calendar_.cancel(EventId(id)); }

 private:
  fakes::MemoryCalendar calendar_;
};

class IcsOffice final : public Office {
 public:
  IcsOffice() : calendar_(folder_.file("sails.ics"), *zone_named("America/Los_Angeles")) { write(); }
  Calendar& calendar() override { return calendar_; }
  void put(const std::string& id, const std::string& title, const std::string& description) override {
    std::string escaped;
    for (const char c : description) escaped += c == '\n' ? "\\n" : std::string(1, c);
    events_[id] = "SUMMARY:" + title + "\r\nDESCRIPTION:" + escaped + "\r\n";
    write();
  }
  void cancel(const std::string& id) override {
    events_[id] += "STATUS:CANCELLED\r\n";
    write();
  }

 private:
  void write() {
    std::string file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n";
    for (const auto& [id, lines] : events_) {
      file += "BEGIN:VEVENT\r\nUID:" + id + "\r\nDTSTART:20260512T210000Z\r\nDTEND:20260513T000000Z\r\n" + lines +
              "END:VEVENT\r\n";
    }
    folder_.write(folder_.file("sails.ics"), file + "END:VCALENDAR\r\n");
  }
  fakes::TemporaryFolder folder_;
  std::map<std::string, std::string> events_;
  IcsCalendar calendar_;
};

struct Kind {
  const char* name;
  std::function<std::unique_ptr<Office>()> make;
};

class CalendarContract : public testing::TestWithParam<Kind> {
 protected:
  void SetUp() override { office_ = GetParam().make(); }
  Calendar& calendar() { return office_->calendar(); }

  std::map<EventId, CalendarEvent> list(std::string& cursor) {
    std::map<EventId, CalendarEvent> events;
    std::string page;
    for (int pages = 0; pages < 1'000; ++pages) {
      auto result = calendar().changes(cursor, page);
      EXPECT_TRUE(result) << result.error().what;
      for (const CalendarEvent& event : result->events) events[event.id] = event;
      page = result->next_page;
      if (page.empty()) {
        cursor = result->cursor;
        break;
      }
    }
    return events;
  }
  CalendarEvent read(const std::string& id) {
    auto event = calendar().event(EventId(id));
    EXPECT_TRUE(event && event->has_value());
    return **event;
  }

  std::unique_ptr<Office> office_;
};

TEST_P(CalendarContract, EveryEventIsListedFromTheBeginning) {
  for (const char* id : {"a", "b", "c", "d", "e"}) office_->put(id, "Client - sail", "");
  std::string cursor;
  const auto events = list(cursor);
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(events.at(EventId("c")).start, sail_start);
  EXPECT_EQ(events.at(EventId("c")).end, sail_start + hours(3));
  EXPECT_EQ(events.at(EventId("c")), read("c"));
}

TEST_P(CalendarContract, NothingIsNewWhileNothingHappens) {
  office_->put("a", "Client - sail", "");
  std::string cursor;
  list(cursor);
  EXPECT_TRUE(list(cursor).empty());
}

TEST_P(CalendarContract, AChangedEventIsListedWithANewEtag) {
  office_->put("a", "Client - sail", "old");
  std::string cursor;
  const auto before = list(cursor);
  office_->put("a", "Client - sail", "new");
  const auto after = list(cursor);
  ASSERT_TRUE(after.contains(EventId("a")));
  EXPECT_EQ(after.at(EventId("a")).description, "new");
  EXPECT_NE(after.at(EventId("a")).etag, before.at(EventId("a")).etag);
}

TEST_P(CalendarContract, ACancelledEventIsListedAsCancelled) {
  office_->put("a", "Client - sail", "");
  std::string cursor;
  list(cursor);
  office_->cancel("a");
  const auto after = list(cursor);
  ASSERT_TRUE(after.contains(EventId("a")));
  EXPECT_EQ(after.at(EventId("a")).status, CalendarEvent::Status::cancelled);
}

TEST_P(CalendarContract, ADescriptionIsWrittenWithItsMark) {
  office_->put("a", "Client - sail", "Bring cake.\nAnd forks; plates, too \\ cups.");
  const CalendarEvent before = read("a");
  const DescriptionPatch patch{before.description + "\n\n── Crew ──\nCaptain: Siobhán Ní Bhriain, the long line " +
                                   std::string(120, 'x') + "\n── end ──",
                               {"hash", "client-2026-05-12", 7}};
  auto written = calendar().patch_description(EventId("a"), patch, before.etag);
  ASSERT_TRUE(written) << written.error().what;
  EXPECT_EQ(written->description, patch.description);
  EXPECT_EQ(written->mark, patch.mark);
  EXPECT_NE(written->etag, before.etag);
  EXPECT_EQ(read("a"), *written);
  EXPECT_EQ(written->title, before.title);
}

TEST_P(CalendarContract, AWriteAfterSomebodyElsesIsRefused) {
  office_->put("a", "Client - sail", "old");
  const CalendarEvent before = read("a");
  office_->put("a", "Client - sail", "somebody wrote this");
  auto written = calendar().patch_description(EventId("a"), {"ours", {}}, before.etag);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().remedy, Remedy::resync);
  EXPECT_EQ(read("a").description, "somebody wrote this");
}

TEST_P(CalendarContract, AnEventThatIsNotThereIsNothing) {
  auto event = calendar().event(EventId("nobody"));
  ASSERT_TRUE(event);
  EXPECT_FALSE(event->has_value());
  auto written = calendar().patch_description(EventId("nobody"), {"x", {}}, "etag");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().remedy, Remedy::resync);
}

INSTANTIATE_TEST_SUITE_P(Each, CalendarContract,
                         testing::Values(Kind{"memory", [] { return std::make_unique<MemoryOffice>(); }},
                                         Kind{"ics", [] { return std::make_unique<IcsOffice>(); }}),
                         [](const testing::TestParamInfo<Kind>& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace scc
