// Roles, vessels, clients and times.
#include <gtest/gtest.h>

#include "unit/extract_mentions/small_fleet.h"

namespace scc::extract {
namespace {

TEST(Roles, synonyms_mean_the_operators_own_roles) {
  EXPECT_EQ(Found("master: Gene").role("master"), "captain");
  EXPECT_EQ(Found("Kapitän ist Gene").role("Kapitän"), "captain");
  EXPECT_EQ(Found("stewardess June").role("stewardess"), "host");
  EXPECT_EQ(Found("first mate Mike").role("first mate"), "first_mate");
  EXPECT_EQ(Found("καπετάνιος ο Γιώργος").role("καπετάνιος"), "captain");
}

TEST(Roles, a_second_mate_is_not_the_mate) {
  EXPECT_EQ(Found("second mate: Will").role("second mate"), "?");
  EXPECT_EQ(Found("engineer: Will").role("engineer"), "?");
}

TEST(Roles, several_people_and_verbs_are_told) {
  const Found found("the deckhands are skippering");
  ASSERT_EQ(found.all.roles.size(), 2U);
  EXPECT_TRUE(found.all.roles[0].plural);
  EXPECT_EQ(found.all.roles[1].word, RoleWord::verb);
  EXPECT_EQ(found.role("skippering"), "captain");
}

TEST(Roles, a_title_with_a_slash_is_three_words_for_it) {
  for (const char* word : {"Host", "Hostess", "Host/Hostess", "hosts"})
    EXPECT_EQ(Found(std::string(word) + ": June").role(word), "host") << word;
}

TEST(Roles, mistyped_and_abbreviated_words_are_found) {
  EXPECT_EQ(Found("Captian: Gene").role("Captian"), "captain");
  EXPECT_EQ(Found("DKHD: Gene").role("DKHD"), "deckhand");
  EXPECT_EQ(Found("1st. mate: Gene").role("1st. mate"), "first_mate");
}

TEST(Vessels, are_found_by_name_alias_and_a_word_of_the_name) {
  EXPECT_EQ(Found("on the Queen").vessel("the Queen"), "queen");
  EXPECT_EQ(Found("on Evening Star").vessel("Evening Star"), "evening-star");
  EXPECT_EQ(Found("Queen of the Cost at 2").vessel("Queen of the Cost"), "");
  EXPECT_EQ(Found("Evenning Star at 2").vessel("Evenning Star"), "evening-star");
}

TEST(Vessels, both_boats_are_all_of_them) {
  const Found found("both boats are off");
  ASSERT_EQ(found.all.vessels.size(), 1U);
  EXPECT_TRUE(found.all.vessels[0].all);
  EXPECT_EQ(found.all.vessels[0].candidates.size(), 2U);
}

TEST(Clients, are_found_in_the_ways_people_name_them) {
  const std::string sanderson = "jennifer-sanderson-2026-06-12";
  EXPECT_EQ(Found("for Jennifer Sanderson").charter("Jennifer Sanderson"), sanderson);
  EXPECT_EQ(Found("the Sandersons").charter("Sandersons"), sanderson);
  EXPECT_EQ(Found("Sanderson's sail").charter("Sanderson"), sanderson);
  EXPECT_EQ(Found("Sandersen, Saturday").charter("Sandersen"), sanderson);
  EXPECT_EQ(Found("jennifer-sanderson-2026-06-12").charter("jennifer-sanderson-2026-06-12"), sanderson);
  EXPECT_EQ(Found("booking BK-1042").charter("BK-1042"), "brightwater-dental-2026-06-14");
  EXPECT_EQ(Found("the Brightwater outing").charter("Brightwater"), "brightwater-dental-2026-06-14");
  EXPECT_EQ(Found("Hargrove and Pell").charter("Hargrove and Pell"), "hargrove-pell-2026-06-19");
  EXPECT_EQ(Found("BFS on the 20th").charter("BFS"), "bayview-friends-school-2026-06-20");
  EXPECT_EQ(Found("the 50th birthday").charter("50th birthday"), sanderson);
}

TEST(Clients, a_party_that_is_not_in_the_calendar_is_told) {
  EXPECT_EQ(Found("crew for the Pembertson party").charter("Pembertson"), "?");
}

struct At {
  const char* text;
  int from;
  int to;
};
class SaidAt : public testing::TestWithParam<At> {};

TEST_P(SaidAt, is_that_time) {
  const Found found(GetParam().text);
  ASSERT_EQ(found.all.times.size(), 1U) << GetParam().text;
  EXPECT_EQ(found.all.times[0].from_minutes, GetParam().from) << GetParam().text;
  EXPECT_EQ(found.all.times[0].to_minutes, GetParam().to) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Times, SaidAt,
                         testing::Values(At{"2pm", 840, -1}, At{"2:30 pm", 870, -1}, At{"14:00", 840, -1},
                                         At{"1400 hrs", 840, -1}, At{"the 2 o'clock", 840, -1}, At{"noon", 720, -1},
                                         At{"12 am", 0, -1}, At{"12pm", 720, -1}, At{"at 7", 420, -1},
                                         At{"6a", 360, -1}, At{"2-5pm", 840, 1020}, At{"11-2pm", 660, 840},
                                         At{"7a to 3p", 420, 900}, At{"14h30", 870, -1}, At{"half past nine", 570, -1},
                                         At{"quarter to three", 885, -1}, At{"18 Uhr", 1080, -1},
                                         At{"morning", 0, 720}));

TEST(Times, counts_are_no_times) {
  for (const char* text : {"22 people", "I am here", "at 12 guests", "3 hours", "room 7", "$4.50", "619-555-0142"})
    EXPECT_TRUE(Found(text).all.times.empty()) << text;
}

TEST(Times, a_half_that_is_not_said_fits_both) {
  const Found found("the 4 o'clock");
  EXPECT_EQ(fit_of(found.all.times.at(0), {16, 0, 0}), 100);
  EXPECT_GT(fit_of(found.all.times.at(0), {4, 0, 0}), 80);
  EXPECT_EQ(fit_of(found.all.times.at(0), {11, 0, 0}), 0);
  EXPECT_GT(fit_of(Found("in the afternoon").all.times.at(0), {14, 0, 0}), 0);
}

TEST(Find, the_longer_and_the_surer_mention_has_the_better_right) {
  const Found found("June Abbott on June 12");
  ASSERT_EQ(found.all.people.size(), 2U);
  for (const Mention& mention : found.all.in_order) {
    if (mention.kind != MentionKind::person) continue;
    EXPECT_EQ(mention.covered_by.has_value(), mention.tokens.size() == 1) << found.tokens.written(mention.tokens);
  }
}

}  // namespace
}  // namespace scc::extract
