#include <gtest/gtest.h>

#include "unit/extract_mentions/small_fleet.h"

namespace scc::extract {
namespace {

TEST(People, accents_and_their_absence_are_one_name) {
  EXPECT_EQ(Found("Siobhan has the helm").person("Siobhan"), "siobhan-keane");
  EXPECT_EQ(Found("ask Siobhán Keane").person("Siobhán Keane"), "siobhan-keane");
  EXPECT_EQ(Found("Captain: SIOBHÁN").person("SIOBHÁN"), "siobhan-keane");
}

TEST(People, greek_letters_and_their_transliterations_are_one_name) {
  EXPECT_EQ(Found("skipper: Γιώργος").person("Γιώργος"), "giorgos-pappas");
  EXPECT_EQ(Found("skipper: Giorgos Pappas").person("Giorgos Pappas"), "giorgos-pappas");
  EXPECT_EQ(Found("skipper: Yorgos").person("Yorgos"), "giorgos-pappas");
  EXPECT_EQ(Found("skipper: George").person("George"), "giorgos-pappas");
}

TEST(People, apostrophes_are_typed_in_many_ways) {
  for (const char* written : {"Gene O'Neal", "Gene O’Neal", "Gene ONeal", "Gene O Neal", "G. O'Neal", "O'Neal, Gene"}) {
    EXPECT_EQ(Found(std::string("Captain - ") + written).person(written), "gene-oneal") << written;
  }
}

TEST(People, hyphens_may_be_left_out) {
  for (const char* written : {"Mei-Lin", "Mei Lin", "Meilin", "Mei-Lin Zhao", "Laura B-C", "Laura Bennett"}) {
    EXPECT_NE(Found(std::string("on deck: ") + written).person(written), "") << written;
  }
  EXPECT_EQ(Found("Mei Lin on deck").person("Mei Lin"), "mei-lin-zhao");
  EXPECT_EQ(Found("Laura B-C hosts").person("Laura B-C"), "laura-bennett-cruz");
  EXPECT_EQ(Found("tbone on deck").person("tbone"), "tyler-brooks");
}

TEST(People, two_mikes_are_two_candidates) {
  const Found found("Mike is on");
  ASSERT_NE(found.mention("Mike"), nullptr);
  EXPECT_EQ(found.mention("Mike")->candidates.size(), 2U);
  EXPECT_EQ(Found("Mike B is on").person("Mike B"), "michael-brandt");
  EXPECT_EQ(Found("Mike T. is on").person("Mike T"), "mike-tanner");
}

TEST(People, an_initial_is_a_capital) {
  EXPECT_EQ(Found("tell mike t sat is off").person("mike t"), "");
}

TEST(People, initials_count_in_capitals_only) {
  EXPECT_EQ(Found("GO capt, AW mate").person("AW"), "angela-wong");
  EXPECT_EQ(Found("G.O. has it").person("G.O"), "gene-oneal");
  EXPECT_EQ(Found("we go at noon").person("go"), "");
}

TEST(People, one_letter_off_is_the_nearest_name_and_says_so) {
  const Found found("Angela Wnog is mate");
  ASSERT_NE(found.mention("Angela Wnog"), nullptr);
  EXPECT_EQ(found.mention("Angela Wnog")->candidates.front().fit, NameFit::one_letter_off);
  EXPECT_EQ(found.person("Angela Wnog"), "angela-wong");
  EXPECT_EQ(Found("Siobahn is in").person("Siobahn"), "siobhan-keane");
}

TEST(People, a_short_surname_with_another_letter_is_another_surname) {
  EXPECT_EQ(Found("mate: Angela Wang").person("Angela Wang"), "?");
}

TEST(People, a_short_name_is_never_one_letter_off) {
  EXPECT_EQ(Found("Gene rang Jene").person("Jene"), "?");
  EXPECT_EQ(Found("ask Mika").person("Mika"), "?");
}

TEST(People, another_surname_is_another_person) {
  EXPECT_EQ(Found("captain is Mike Anderssen").person("Mike Anderssen"), "?");
  EXPECT_EQ(Found("captain is Angela Wongsiri").person("Angela Wongsiri"), "?");
}

TEST(People, another_first_name_is_another_person) {
  EXPECT_EQ(Found("hosts: Bettina Tanner").person("Bettina Tanner"), "?");
}

TEST(People, a_name_that_is_not_on_the_roster_is_found) {
  EXPECT_EQ(Found("Keely Hoyt hosts").person("Keely Hoyt"), "?");
  EXPECT_EQ(Found("deck: Jan van der Berg").person("Jan van der Berg"), "?");
  EXPECT_EQ(Found("deck: Rocky Kalama, who has papers").person("Rocky Kalama"), "?");
}

TEST(People, a_nickname_may_stand_in_brackets_or_quotes) {
  EXPECT_EQ(Found("mate: Daniel \"Danny\" Rich").person("Daniel \"Danny\" Rich"), "daniel-rich");
  EXPECT_EQ(Found("mate: Michael (Mike) Brandt").person("Michael (Mike) Brandt"), "michael-brandt");
  EXPECT_EQ(Found("mate: Danny Rich").person("Danny Rich"), "daniel-rich");
}

TEST(People, titles_are_no_part_of_a_name) {
  const Found found("Capt. Gene and Miss June Abbott");
  EXPECT_EQ(found.person("Gene"), "gene-oneal");
  EXPECT_TRUE(found.mention("Gene")->titled);
  EXPECT_EQ(found.person("June Abbott"), "june-abbott");
  EXPECT_EQ(found.role("Capt"), "captain");
}

TEST(People, a_name_that_is_a_word_is_doubtful_where_nothing_tells) {
  EXPECT_TRUE(Found("we will see").mention("will")->doubtful);
  EXPECT_TRUE(Found("Will you come?").mention("Will")->doubtful);
  EXPECT_FALSE(Found("and then Will comes").mention("Will")->doubtful);
  EXPECT_FALSE(Found("Will Sutter comes").mention("Will Sutter")->doubtful);
}

TEST(People, no_name_is_read_across_the_end_of_a_sentence_or_a_column) {
  EXPECT_EQ(Found("I told Daniel. Rich people tip.").person("Daniel. Rich"), "");
  EXPECT_EQ(Found("Daniel      Rich").person("Daniel Rich"), "");
  EXPECT_EQ(Found("the boat is for Gene\nO'Neal again").person("Gene O'Neal"), "gene-oneal");
}

TEST(People, an_address_names_nobody) {
  EXPECT_TRUE(Found("mail gene.oneal@post.example or https://crew.example/gene").all.people.empty());
}

TEST(People, a_possessive_is_no_part_of_the_name) {
  const Found found("Siobhán’s boat");
  ASSERT_NE(found.mention("Siobhán"), nullptr);
  EXPECT_TRUE(found.mention("Siobhán")->possessive);
}

TEST(People, a_saint_in_the_middle_is_part_of_the_name) {
  EXPECT_EQ(Found("deck: Gabe St Pierre").person("Gabe St Pierre"), "gabe-st-pierre");
  EXPECT_EQ(Found("deck: Gabe St. Pierre").person("Gabe St. Pierre"), "gabe-st-pierre");
}

}  // namespace
}  // namespace scc::extract
