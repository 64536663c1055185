// What only a file can do to a calendar: foreign bytes, line ends, folds, times of all kinds.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/ics_calendar/content_line.h"
#include "adapters/ics_calendar/ics_calendar.h"
#include "fakes/temporary_folder.h"

namespace scc {
namespace {

std::string calendar_of(const std::string& events, const std::string& line_end = "\r\n") {
  std::string text = "BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Sails\n" + events + "END:VCALENDAR\n";
  std::string out;
  for (const char c : text) out += c == '\n' ? line_end : std::string(1, c);
  return out;
}

class IcsFileTest : public testing::Test {
 protected:
  void write(const std::string& bytes) { folder_.write(path_, bytes); }
  std::string bytes() { return folder_.read(path_); }
  IcsCalendar open() { return {path_, *zone_named("America/Los_Angeles")}; }
  /// The only event of the file.
  CalendarEvent only(IcsCalendar& calendar) {
    auto page = calendar.changes("", "");
    EXPECT_TRUE(page) << page.error().what;
    EXPECT_EQ(page->events.size(), 1u);
    return page->events.empty() ? CalendarEvent{} : page->events.front();
  }
  CalendarEvent event_with(const std::string& lines) {
    write(calendar_of("BEGIN:VEVENT\nUID:a\nSUMMARY:x\n" + lines + "END:VEVENT\n"));
    auto calendar = open();
    return only(calendar);
  }

  fakes::TemporaryFolder folder_;
  std::string path_ = folder_.file("sails.ics");
};

TEST_F(IcsFileTest, EveryByteOutsideTheBlockStays) {
  const std::string description_with_own_folds =
      "DESCRIPTION;LANGUAGE=en:Guests: 12\\, cake; unescaped semicolon and a very\n  odd fold\\nBring ice.\n";
  const std::string file =
      calendar_of("BEGIN:VEVENT\nUID:a\nSUMMARY:Jennifer Sanderson - private sail\nDTSTART:20260512T210000Z\n" +
                  description_with_own_folds +
                  "ATTENDEE;CN=\"Sanderson: Jennifer\":mailto:jen@client.example\nSEQUENCE:4\n"
                  "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nTRIGGER:-PT1H\nEND:VALARM\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nUID:b\nSUMMARY:Other\nDTSTART:20260513T210000Z\nEND:VEVENT\n");
  write(file);
  auto calendar = open();
  const CalendarEvent event = **calendar.event(EventId("a"));
  EXPECT_EQ(event.description, "Guests: 12, cake; unescaped semicolon and a very odd fold\nBring ice.");
  auto written =
      calendar.patch_description(event.id, {event.description + "\n\nCaptain: Gene O'Neal", {"h", "c", 1}}, event.etag);
  ASSERT_TRUE(written) << written.error().what;
  std::string expected = file;
  const std::string end = "odd fold\\nBring ice.";
  expected.insert(expected.find(end) + end.size(), "\\n\\nCaptain: Gene O'Neal");
  expected.insert(expected.find("ATTENDEE"), "X-SCC-BLOCK-HASH:h\r\nX-SCC-CHARTER:c\r\nX-SCC-VERSION:1\r\n");
  EXPECT_EQ(bytes(), expected);
}

TEST_F(IcsFileTest, ASecondWriteReplacesOnlyWhatDiffers) {
  write(calendar_of(
      "BEGIN:VEVENT\nUID:a\nDTSTART:20260512T210000Z\nSUMMARY:x\nDESCRIPTION:before\\nafter\nEND:VEVENT\n"));
  auto calendar = open();
  std::string etag = only(calendar).etag;
  for (const char* crew : {"Gene", "Angela Wong", "Gene"}) {
    auto written =
        calendar.patch_description(EventId("a"), {std::string("before\n") + crew + "\nafter", {"h", "c", 1}}, etag);
    ASSERT_TRUE(written) << written.error().what;
    EXPECT_EQ(written->description, std::string("before\n") + crew + "\nafter");
    etag = written->etag;
  }
  std::string unfolded = bytes();
  for (std::size_t at = unfolded.find("\r\n "); at != std::string::npos; at = unfolded.find("\r\n "))
    unfolded.erase(at, 3);
  EXPECT_NE(unfolded.find("\r\nDESCRIPTION:before\\nGene\\nafter\r\nX-SCC"), std::string::npos) << bytes();
}

TEST_F(IcsFileTest, AnEventWithoutDescriptionGetsOneBelowItsTitle) {
  write(
      calendar_of("BEGIN:VEVENT\nUID:a\nDTSTART:20260512T210000Z\nSUMMARY:x\nBEGIN:VALARM\nDESCRIPTION:r\nEND:"
                  "VALARM\nEND:VEVENT\n"));
  auto calendar = open();
  ASSERT_TRUE(calendar.patch_description(EventId("a"), {"Crew", {"h", "c", 1}}, only(calendar).etag));
  EXPECT_NE(bytes().find("SUMMARY:x\r\nDESCRIPTION:Crew\r\nX-SCC-BLOCK-HASH:h\r\n"), std::string::npos) << bytes();
}

TEST_F(IcsFileTest, AFileWithUnixLineEndsKeepsThem) {
  write(calendar_of("BEGIN:VEVENT\nUID:a\nDTSTART:20260512T210000Z\nSUMMARY:x\nEND:VEVENT\n", "\n"));
  auto calendar = open();
  ASSERT_TRUE(calendar.patch_description(EventId("a"), {"Crew " + std::string(100, 'y'), {}}, only(calendar).etag));
  EXPECT_EQ(bytes().find('\r'), std::string::npos);
}

TEST_F(IcsFileTest, ALinkToTheFileStaysALinkAndRightsStay) {
  const std::string real = folder_.file("real.ics");
  folder_.write(real, calendar_of("BEGIN:VEVENT\nUID:a\nDTSTART:20260512T210000Z\nSUMMARY:x\nEND:VEVENT\n"));
  std::filesystem::permissions(real, std::filesystem::perms(0640));
  std::filesystem::create_symlink(real, path_);
  auto calendar = open();
  ASSERT_TRUE(calendar.patch_description(EventId("a"), {"Crew", {}}, only(calendar).etag));
  EXPECT_TRUE(std::filesystem::is_symlink(path_));
  EXPECT_EQ(std::filesystem::status(real).permissions(), std::filesystem::perms(0640));
  EXPECT_NE(folder_.read(real).find("Crew"), std::string::npos);
}

TEST_F(IcsFileTest, TimesAreReadInTheZoneThatTheyName) {
  const Instant expected = *parse_rfc3339("2026-05-12T21:00:00Z");
  EXPECT_EQ(event_with("DTSTART:20260512T210000Z\n").start, expected);
  EXPECT_EQ(event_with("DTSTART;TZID=America/Los_Angeles:20260512T140000\n").start, expected);
  EXPECT_EQ(event_with("DTSTART;TZID=America/New_York:20260512T170000\n").start, expected);
  EXPECT_EQ(event_with("DTSTART:20260512T140000\n").start, expected) << "floating";
  const CalendarEvent whole_day = event_with("DTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260514\n");
  EXPECT_TRUE(whole_day.all_day);
  EXPECT_EQ(whole_day.start, *parse_rfc3339("2026-05-12T07:00:00Z"));
  EXPECT_EQ(whole_day.end, *parse_rfc3339("2026-05-14T07:00:00Z"));
  const CalendarEvent lasting = event_with("DTSTART:20260512T210000Z\nDURATION:PT2H30M\n");
  EXPECT_EQ(lasting.end, expected + minutes(150));
}

TEST_F(IcsFileTest, AZoneThatOnlyTheFileKnowsIsReadFromTheFile) {
  write(
      calendar_of("BEGIN:VTIMEZONE\nTZID:Harbour Time\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0300\n"
                  "TZOFFSETTO:-0300\nEND:STANDARD\nEND:VTIMEZONE\n"
                  "BEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART;TZID=Harbour Time:20260512T180000\nEND:VEVENT\n"));
  auto calendar = open();
  EXPECT_EQ(only(calendar).start, *parse_rfc3339("2026-05-12T21:00:00Z"));
}

TEST_F(IcsFileTest, InstancesOfASeriesAreListedButNotWritten) {
  write(
      calendar_of("BEGIN:VEVENT\nUID:s\nSUMMARY:Sunset sail\nDTSTART;TZID=America/Los_Angeles:20261024T170000\n"
                  "DTEND;TZID=America/Los_Angeles:20261024T190000\nRRULE:FREQ=WEEKLY;COUNT=4\n"
                  "EXDATE;TZID=America/Los_Angeles:20261107T170000\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=America/Los_Angeles:20261031T170000\nSUMMARY:Moved\n"
                  "DTSTART;TZID=America/Los_Angeles:20261031T180000\nEND:VEVENT\n"));
  auto calendar = open();
  auto page = calendar.changes("", "");
  ASSERT_TRUE(page) << page.error().what;
  ASSERT_EQ(page->events.size(), 3u);
  EXPECT_EQ(page->events[0].id.text, "s/20261025T000000Z");
  EXPECT_EQ(page->events[1].id.text, "s/20261101T000000Z");
  EXPECT_EQ(page->events[1].title, "Moved");
  EXPECT_EQ(page->events[1].start, *parse_rfc3339("2026-11-01T01:00:00Z"));
  EXPECT_EQ(page->events[2].start, *parse_rfc3339("2026-11-15T01:00:00Z")) << "after the clock change";
  for (const CalendarEvent& event : page->events) {
    EXPECT_FALSE(event.description_writable);
    auto written = calendar.patch_description(event.id, {"x", {}}, event.etag);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().remedy, Remedy::skip);
  }
}

TEST_F(IcsFileTest, TwoEventsWithOneUidAreNotGuessedBetween) {
  write(
      calendar_of("BEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:20260512T210000Z\nEND:VEVENT\n"
                  "BEGIN:VEVENT\nUID:a\nSUMMARY:y\nDTSTART:20260513T210000Z\nEND:VEVENT\n"));
  auto calendar = open();
  EXPECT_FALSE(only(calendar).description_writable);
}

TEST_F(IcsFileTest, AFileThatEndsInTheMiddleIsTriedAgain) {
  write("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMM");
  auto calendar = open();
  auto page = calendar.changes("", "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().remedy, Remedy::retry);
}

TEST_F(IcsFileTest, AFileThatIsNoCalendarIsAnErrorWithTheLine) {
  write("hello\nworld\n");
  auto calendar = open();
  auto page = calendar.changes("", "");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().remedy, Remedy::stop);
  EXPECT_NE(page.error().what.find("line 1"), std::string::npos) << page.error().what;
  std::filesystem::remove(path_);
  auto missing = calendar.changes("", "");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().remedy, Remedy::stop);
}

RC_GTEST_PROP(ContentLine, AnyTextComesBackThroughEscapesAndFolds, ()) {
  const auto points = *rc::gen::container<std::vector<char32_t>>(
      rc::gen::element<char32_t>(U'a', U'\n', U'\\', U';', U',', U':', U'"', U' ', U'é', U'─', U'😀', U'n'));
  std::string text;
  for (const char32_t point : points) {
    if (point < 0x80) text += static_cast<char>(point);
    if (point == U'é') text += "é";
    if (point == U'─') text += "─";
    if (point == U'😀') text += "😀";
  }
  const std::string line = ics::make_line("DESCRIPTION", text, "\r\n");
  RC_ASSERT(ics::text_value(line, ics::content_line_at(line, 0)).text == text);
  for (std::size_t at = 0, end = 0; at < line.size(); at = end + 2) {
    end = line.find("\r\n", at);
    RC_ASSERT(end - at <= 75);
  }
}

RC_GTEST_PROP(ContentLine, ReplacingATextGivesThatTextAndKeepsTheRest, (const std::string& a, const std::string& b)) {
  std::string before, after;
  for (const char c : a) before += c >= ' ' && c < '\x7f' ? c : '\n';
  for (const char c : b) after += c >= ' ' && c < '\x7f' ? c : '\n';
  const std::string common = "Bring ice; and cake, please.\n";
  const std::string file = "X:1\r\n" + ics::make_line("DESCRIPTION", common + before + common, "\r\n") + "Y:2\r\n";
  const auto line = ics::content_line_at(file, 5);
  const std::string patched = ics::apply(file, {ics::replace_text(file, line, common + after + common, "\r\n")});
  const auto again = ics::content_line_at(patched, 5);
  RC_ASSERT(ics::text_value(patched, again).text == common + after + common);
  RC_ASSERT(patched.starts_with("X:1\r\n"));
  RC_ASSERT(patched.ends_with("Y:2\r\n"));
}

}  // namespace
}  // namespace scc
