#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace scc {
namespace {

Zone zone(const char* name) {
  return zone_named(name).value();
}

TEST(Time, AnUnknownZoneIsNamedInTheError) {
  const auto result = zone_named("Atlantis/Capital");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().remedy, Remedy::stop);
  EXPECT_NE(result.error().what.find("Atlantis/Capital"), std::string::npos);
}

TEST(Time, ALocalTimeBecomesAnInstantByTheZonesOffsetOfThatDay) {
  EXPECT_EQ(to_rfc3339(to_instant({{2026, 5, 12}, {14, 0, 0}}, zone("America/Los_Angeles"))), "2026-05-12T21:00:00Z");
  EXPECT_EQ(to_rfc3339(to_instant({{2026, 1, 12}, {14, 0, 0}}, zone("America/Los_Angeles"))), "2026-01-12T22:00:00Z");
}

TEST(Time, ATimeThatHappensTwiceIsTheEarlierOne) {
  EXPECT_EQ(to_rfc3339(to_instant({{2026, 10, 25}, {3, 30, 0}}, zone("Europe/Athens"))), "2026-10-25T00:30:00Z");
}

TEST(Time, AZoneTellsHowLongItKeepsOneOffset) {
  const Instant may = parse_rfc3339("2026-05-12T12:00:00Z").value();
  const ZoneSpan summer = zone_span(may, zone("America/Los_Angeles"));
  EXPECT_EQ(to_rfc3339(*summer.begin), "2026-03-08T10:00:00Z");
  EXPECT_EQ(to_rfc3339(*summer.end), "2026-11-01T09:00:00Z");
  EXPECT_EQ(summer.offset, hours(-7));
  EXPECT_TRUE(summer.summer);
  EXPECT_EQ(summer.abbreviation, "PDT");
  EXPECT_FALSE(zone_span(*summer.end, zone("America/Los_Angeles")).summer);
  const ZoneSpan kolkata = zone_span(may, zone("Asia/Kolkata"));
  EXPECT_FALSE(kolkata.end);
  EXPECT_EQ(kolkata.offset, minutes(330));
  EXPECT_FALSE(zone_span(may, Zone::utc()).begin);
}

TEST(Time, ATimeThatIsSkippedMovesForwardByTheGap) {
  const Zone athens = zone("Europe/Athens");
  const Instant at = to_instant({{2026, 3, 29}, {3, 30, 0}}, athens);
  EXPECT_EQ(to_local(at, athens), (LocalTime{{2026, 3, 29}, {4, 30, 0}}));
}

TEST(Time, PeopleReadTheTimeWithItsZone) {
  EXPECT_EQ(to_people(parse_rfc3339("2026-04-12T09:14:00-07:00").value(), zone("America/Los_Angeles")),
            "Apr 12 2026 9:14 AM PDT");
}

TEST(Time, OnlyRealDatesAndTimesAreRead) {
  EXPECT_FALSE(parse_date("2026-02-29").has_value());
  EXPECT_FALSE(parse_date("2026-2-01").has_value());
  EXPECT_FALSE(parse_rfc3339("2026-02-01T25:00:00Z").has_value());
  EXPECT_FALSE(parse_rfc3339("2026-02-01T20:00:00").has_value());
  EXPECT_FALSE(parse_rfc3339("2026-02-01T20:00:00Zulu").has_value());
  EXPECT_FALSE(parse_rfc3339("2026-02-01T20:00:00.Z").has_value());
  EXPECT_EQ(parse_rfc3339("2026-02-01T20:00:00.25+01:00")->milliseconds % 1000, 250);
}

TEST(Time, TheWeekBelongsToTheYearOfItsThursday) {
  EXPECT_EQ(iso_week_of({2026, 1, 1}), 1);
  EXPECT_EQ(iso_week_of({2027, 1, 1}), 53);
  EXPECT_EQ(iso_week_of({2026, 6, 10}), 24);
  EXPECT_EQ(weekday_of({2026, 5, 12}), Weekday::tuesday);
}

RC_GTEST_PROP(TimeProperty, AnInstantSurvivesItsText, ()) {
  const Instant at{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 4'000'000'000'000)};
  RC_ASSERT(parse_rfc3339(to_rfc3339(at)) == at);
  const Instant whole{at.milliseconds / 1000 * 1000};
  RC_ASSERT(parse_rfc3339(to_rfc3339(whole, zone("Asia/Kolkata"))) == whole);
}

RC_GTEST_PROP(TimeProperty, AddingDaysAndCountingThemAgree, ()) {
  const Date date = add_days({2026, 1, 1}, *rc::gen::inRange(-9000, 9000));
  const int count = *rc::gen::inRange(-9000, 9000);
  RC_ASSERT(days_between(date, add_days(date, count)) == count);
  RC_ASSERT(parse_date(to_string(date)) == date);
}

}  // namespace
}  // namespace scc
