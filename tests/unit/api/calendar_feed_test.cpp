#include "api/calendar_feed.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/ics_calendar/ics_calendar.h"
#include "api/calendar_text.h"
#include "base/text.h"
#include "fakes/temporary_folder.h"

namespace scc::api {
namespace {

const Instant may = *parse_rfc3339("2026-05-11T16:00:00Z");

OwnSail sail_at(const char* start, const std::string& client) {
  OwnSail sail;
  sail.charter = CharterId("client-" + std::string(start).substr(0, 10));
  sail.client = client;
  sail.vessel = "JADA";
  sail.start = *parse_rfc3339(start);
  sail.end = sail.start + hours(3);
  sail.call = sail.start - minutes(45);
  sail.roles = {"Captain"};
  sail.mates = {{"Angela Wong", "1st Mate"}};
  sail.version = 3;
  sail.said = may;
  return sail;
}

Operation operation_in(const char* zone) {
  Operation operation;
  operation.name = "JADA Sailing";
  operation.zone = *zone_named(zone);
  return operation;
}

const CrewMember gene{PersonId("gene-oneal"), "Gene O'Neal", {}, "", {}, ""};

std::string feed(const std::vector<OwnSail>& sails, const char* zone = "America/Los_Angeles") {
  return calendar_feed(operation_in(zone), gene, sails, may);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string unfolded(std::string text) {
  for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

/// As libical reads it: by the VTIMEZONE that the feed brings along.
std::vector<CalendarEvent> read_back(const std::string& text) {
  const fakes::TemporaryFolder folder;
  fakes::TemporaryFolder::write(folder.file("feed.ics"), text);
  IcsCalendar calendar(folder.file("feed.ics"), Zone::utc());
  const auto page = calendar.changes("", "");
  EXPECT_TRUE(page) << page.error().what;
  return page ? page->events : std::vector<CalendarEvent>();
}

TEST(CalendarFeedTest, AnotherProgramReadsTheSameInstantsOnBothSidesOfAClockChange) {
  for (const char* zone : {"America/Los_Angeles", "Europe/Athens", "Asia/Kolkata", "Australia/Hobart", "UTC"}) {
    const std::vector<OwnSail> sails = {
        sail_at("2026-03-01T20:00:00Z", "Winter"), sail_at("2026-07-04T20:00:00Z", "Summer"),
        sail_at("2026-11-20T20:00:00Z", "Autumn"), sail_at("2027-04-30T20:00:00Z", "Next year")};
    const auto events = read_back(feed(sails, zone));
    ASSERT_EQ(events.size(), sails.size()) << zone;
    for (const OwnSail& sail : sails) {
      const bool there = std::any_of(events.begin(), events.end(), [&](const CalendarEvent& event) {
        return event.start == sail.start && event.end == sail.end && event.title == "Captain, " + sail.client;
      });
      EXPECT_TRUE(there) << zone << " " << sail.client;
    }
  }
}

TEST(CalendarFeedTest, TheZoneIsSpeltOutByTheMachinesOwnRules) {
  const std::string text = feed({});
  EXPECT_NE(
      text.find("BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700\r\nTZNAME:PDT"),
      std::string::npos)
      << text;
  EXPECT_NE(
      text.find("BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\nTZNAME:PST"),
      std::string::npos)
      << text;
}

TEST(CalendarFeedTest, AUidStaysAndASequenceGrowsWhenASailMoves) {
  OwnSail sail = sail_at("2026-05-12T21:00:00Z", "Jennifer Sanderson");
  const auto line = [](const std::string& text, const std::string& name) {
    const std::size_t at = text.find(name);
    return text.substr(at, text.find("\r\n", at) - at);
  };
  const std::string before = unfolded(feed({sail}));
  sail.start = sail.start + hours(1);
  sail.version = 4;
  const std::string after = unfolded(feed({sail}));
  EXPECT_EQ(line(before, "UID:"), line(after, "UID:"));
  EXPECT_EQ(line(before, "SEQUENCE:"), "SEQUENCE:3");
  EXPECT_EQ(line(after, "SEQUENCE:"), "SEQUENCE:4");
  EXPECT_EQ(line(before, "UID:").find("sanderson"), std::string::npos);
}

TEST(CalendarFeedTest, ACancelledSailStaysAndOneInDoubtSaysSo) {
  OwnSail off = sail_at("2026-05-12T21:00:00Z", "Jennifer Sanderson");
  off.status = CharterStatus::cancelled;
  OwnSail doubt = sail_at("2026-05-13T21:00:00Z", "Okafor");
  doubt.in_doubt = true;
  const std::string text = feed({off, doubt});
  EXPECT_EQ(count(text, "STATUS:CANCELLED\r\n"), 1U);
  EXPECT_EQ(count(text, "TRANSP:TRANSPARENT\r\n"), 1U);
  EXPECT_EQ(count(text, "STATUS:TENTATIVE\r\n"), 1U);
  EXPECT_NE(unfolded(text).find("A mail says that this sail is off"), std::string::npos);
}

TEST(CalendarFeedTest, AHostileNameStaysInsideItsOwnLine) {
  const std::vector<std::string> hostile = {"Ann\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:pwned",
                                            "a;b,c\\d\nATTENDEE:mailto:x@evil.example",
                                            "tab\tbell\x07 null\x01",
                                            "broken \xff\xfe bytes",
                                            "\r\n ;TZID=Evil:",
                                            std::string(500, 'x') + "é" + std::string(80, '\\')};
  for (const std::string& name : hostile) {
    OwnSail sail = sail_at("2026-05-12T21:00:00Z", name);
    sail.vessel = name;
    sail.mates = {{name, name}};
    sail.roles = {name};
    const std::string text = feed({sail});
    EXPECT_EQ(count(text, "\r\nBEGIN:VEVENT\r\n"), 1U) << text;
    EXPECT_EQ(count(text, "\r\nSUMMARY:"), 1U) << text;
    EXPECT_EQ(count(text, "\r\nATTENDEE"), 0U) << text;
    EXPECT_TRUE(is_valid_utf8(text));
    for (const std::string_view raw : split(text, '\n')) {
      if (raw.empty()) continue;
      ASSERT_TRUE(raw.ends_with('\r'));
      EXPECT_LE(raw.size() - 1, calendar_line_octets_max);
      EXPECT_TRUE(is_valid_utf8(raw)) << "a fold inside a character";
    }
    EXPECT_EQ(read_back(text).size(), 1U);
  }
}

TEST(CalendarFeedTest, WhatIsEscapedComesBackAsItWas) {
  const std::string client =
      "O'Brien; Sons, Ltd. \\ back – ünïcode ⛵ and a very long name that has to be folded somewhere";
  const auto events = read_back(feed({sail_at("2026-05-12T21:00:00Z", client)}));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events.front().title, "Captain, " + client);
  EXPECT_EQ(events.front().location, "JADA");
  EXPECT_EQ(events.front().description, "Call time 13:15 PDT\nWith\n1st Mate: Angela Wong");
}

}  // namespace
}  // namespace scc::api
