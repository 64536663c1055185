#include <gtest/gtest.h>

#include "base/text.h"
#include "extract/mentions/calendar.h"
#include "unit/extract_mentions/small_fleet.h"

namespace scc::extract {
namespace {

constexpr Date tuesday{2026, 6, 2};

/// The days of the first date's best reading: "2026-06-12", "2026-06-12 2026-06-13"; "-" for no date.
std::string days(std::string_view text, DateOrder order = DateOrder::month_day, Date today = tuesday) {
  Vocabulary vocabulary;
  const DateFinder finder(built_in_lexicon(), order, vocabulary);
  const auto found = finder.find(Tokens(text, vocabulary), today);
  if (found.empty()) return "-";
  std::string out;
  for (const Date& day : found.front().readings.front().days) out += (out.empty() ? "" : " ") + to_string(day);
  return out;
}

struct Case {
  const char* text;
  const char* days;
};

class Said : public testing::TestWithParam<Case> {};

TEST_P(Said, is_that_day) {
  EXPECT_EQ(days(GetParam().text), GetParam().days) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Dates, Said,
    testing::Values(
        Case{"2026-06-12", "2026-06-12"}, Case{"6/12", "2026-06-12"}, Case{"6/12/26", "2026-06-12"},
        Case{"12.6.2026", "2026-06-12"}, Case{"13/6", "2026-06-13"}, Case{"June 12", "2026-06-12"},
        Case{"12 June", "2026-06-12"}, Case{"Jun. 12th, 2027", "2027-06-12"}, Case{"the 12th of June", "2026-06-12"},
        Case{"the 12th", "2026-06-12"}, Case{"the 1st of July", "2026-07-01"}, Case{"Jan 3", "2026-01-03"},
        Case{"Nov 12", "2026-11-12"}, Case{"Saturday", "2026-06-06"}, Case{"this Sat", "2026-06-06"},
        Case{"next Saturday", "2026-06-13"}, Case{"last Saturday", "2026-05-30"}, Case{"Saturday week", "2026-06-13"},
        Case{"Sat the 13th", "2026-06-13"}, Case{"Sat 13", "2026-06-13"}, Case{"Sat, June 13", "2026-06-13"},
        Case{"today", "2026-06-02"}, Case{"tmrw", "2026-06-03"}, Case{"tonight", "2026-06-02"},
        Case{"yesterday", "2026-06-01"}, Case{"the day after tomorrow", "2026-06-04"},
        Case{"a week from Saturday", "2026-06-13"}, Case{"in two weeks", "2026-06-16"},
        Case{"July 3-5", "2026-07-03 2026-07-04 2026-07-05"}, Case{"3-5 July", "2026-07-03 2026-07-04 2026-07-05"},
        Case{"June 30 - July 1", "2026-06-30 2026-07-01"}, Case{"Sat and Sun", "2026-06-06 2026-06-07"},
        Case{"Tue/Wed", "2026-06-02 2026-06-03"}, Case{"Fri-Sun", "2026-06-05 2026-06-06 2026-06-07"},
        Case{"June 12, 13 and 15", "2026-06-12 2026-06-13 2026-06-15"}, Case{"the weekend", "2026-06-06 2026-06-07"},
        Case{"rest of the week", "2026-06-03 2026-06-04 2026-06-05 2026-06-06 2026-06-07"},
        Case{"week 24", "2026-06-08 2026-06-09 2026-06-10 2026-06-11 2026-06-12 2026-06-13 2026-06-14"},
        Case{"Labor Day", "2026-09-07"}, Case{"the 4th of July", "2026-07-04"}, Case{"Memorial Day", "2026-05-25"},
        Case{"Easter Monday", "2026-04-06"}, Case{"Bastille Day", "2026-07-14"}, Case{"12. Juni", "2026-06-12"},
        Case{"le 12 juin", "2026-06-12"}, Case{"12 de junio", "2026-06-12"}, Case{"12 giugno", "2026-06-12"},
        Case{"12 Ιουνίου", "2026-06-12"}, Case{"morgen", "2026-06-03"}, Case{"domani", "2026-06-03"},
        Case{"σάββατο", "2026-06-06"}, Case{"So 7.6.", "2026-06-07"}, Case{"６/１２", "2026-06-12"}));

class NoDate : public testing::TestWithParam<const char*> {};

TEST_P(NoDate, is_said) {
  EXPECT_EQ(days(GetParam()), "-") << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Dates, NoDate,
                         testing::Values("14 guests", "the 2nd mate", "so we sail", "May I ask", "her 50th birthday",
                                         "2/3 of them", "4.50 hours", "31/31", "at 10:15", "do it", "version 1.2.3.4",
                                         "99/99/9999"));

TEST(Dates, the_operators_order_decides) {
  EXPECT_EQ(days("5/6"), "2026-05-06");
  EXPECT_EQ(days("5/6", DateOrder::day_month), "2026-06-05");
}

TEST(Dates, next_saturday_may_be_this_one) {
  Vocabulary vocabulary;
  const DateFinder finder(built_in_lexicon(), DateOrder::month_day, vocabulary);
  const auto found = finder.find(Tokens("next Saturday", vocabulary), tuesday);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].readings.size(), 2U);
  EXPECT_EQ(found[0].readings[1].days, std::vector<Date>({{2026, 6, 6}}));
}

TEST(Dates, a_weekday_that_contradicts_its_date_is_told) {
  const Found found("Monday the 9th of June");
  ASSERT_EQ(found.all.dates.size(), 1U);
  EXPECT_TRUE(found.all.dates[0].conflict);
  EXPECT_EQ(found.all.dates[0].readings.size(), 2U);
  EXPECT_FALSE(Found("Tuesday the 9th of June").all.dates[0].conflict);
}

TEST(Dates, a_weekday_finds_the_month_of_its_day) {
  EXPECT_EQ(days("Saturday the 4th"), "2026-07-04");
}

TEST(Dates, what_is_gone_by_is_past) {
  for (const char* text : {"last Saturday", "yesterday", "a year ago tomorrow", "three weeks ago"}) {
    const Found found(text);
    ASSERT_EQ(found.all.dates.size(), 1U) << text;
    EXPECT_TRUE(found.all.dates[0].past) << text;
  }
  EXPECT_FALSE(Found("this Saturday").all.dates[0].past);
}

TEST(Dates, a_move_from_one_day_to_another_is_two_dates) {
  EXPECT_EQ(Found("moved from Saturday to Sunday").all.dates.size(), 2U);
}

TEST(Dates, a_word_that_is_a_day_too_needs_company) {
  EXPECT_TRUE(Found("the cat sat down").all.dates.at(0).weak);
  EXPECT_FALSE(Found("gene on sat am").all.dates.at(0).weak);
}

TEST(Calendar, easter_is_where_it_was) {
  EXPECT_EQ(holiday({2024, 5, 1}, "easter+0"), Date({2024, 3, 31}));
  EXPECT_EQ(holiday({2025, 5, 1}, "easter+0"), Date({2025, 4, 20}));
  EXPECT_EQ(holiday({2038, 5, 1}, "easter+0"), Date({2038, 4, 25}));
}

}  // namespace
}  // namespace scc::extract
