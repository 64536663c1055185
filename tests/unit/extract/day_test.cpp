// Several sails of one day: told apart by hour, part of the day or their order.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

const Lines ana_then_bruno{"assign vasco-lima-2026-06-06 captain ana-reis",
                           "assign harbour-bank-2026-06-06 captain bruno-vidal"};

TEST(Day, the_first_and_the_second_are_told_apart) {
  EXPECT_EQ(read({"Both sails on Saturday: Ana is captain on the first sail and Bruno on the second sail."}),
            ana_then_bruno);
  EXPECT_EQ(read({"Saturday: Ana is captain for the first, Bruno for the second."}), ana_then_bruno);
}

TEST(Day, an_hour_that_is_denied_is_not_the_one) {
  EXPECT_EQ(read({"Saturday: Ana is captain in the morning, not at 2pm."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Day, the_hours_of_a_row_are_all_hours) {
  const Lines both{"assign vasco-lima-2026-06-06 host ema-lobo", "assign harbour-bank-2026-06-06 host ema-lobo"};
  EXPECT_EQ(read({"Saturday 1000 and 1400, host is Ema."}), both);
  EXPECT_EQ(read({"On Saturday the host for the 10 and 2 o'clock is Ema."}), both);
}

TEST(Day, a_greeting_says_no_hour) {
  EXPECT_EQ(read({"Good afternoon,", "Saturday:", "Captain: Ana"}), Lines{});
  EXPECT_EQ(read({"Good afternoon,", "Lima on Saturday:", "Captain: Ana"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Day, a_clause_of_its_own_needs_no_comma) {
  EXPECT_EQ(read({"saturday morning Ana has the boat Bruno takes the afternoon"}), ana_then_bruno);
}

TEST(Day, the_same_crew_again_but_for_one) {
  EXPECT_EQ(read({"Saturday.", "1000: Ana captain, Ema host, Duarte deck.", "1400: Same, less Duarte."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo",
                   "assign vasco-lima-2026-06-06 deckhand duarte-pires",
                   "assign harbour-bank-2026-06-06 captain ana-reis", "assign harbour-bank-2026-06-06 host ema-lobo"}));
  EXPECT_EQ(read({"Lima on Saturday: Ana captain.", "The Prata wedding has the Gaivota that same day."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Day, a_sunday_is_looked_for_in_the_months_that_have_one_on_that_day) {
  EXPECT_EQ(read({"Sunday the 7th, Prata: Ana is mate."}), (Lines{"assign ines-prata-2026-06-07 mate ana-reis"}));
}

TEST(Day, a_rule_of_dashes_draws_the_columns) {
  EXPECT_EQ(
      read({"Trip          Captain     Host\n------------  ----------  ----------\nLima 6/6      Ana Reis    Ema Lobo\n"
            "Bank 6/6      Bruno V     Filipa"}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo",
             "assign harbour-bank-2026-06-06 captain bruno-vidal",
             "assign harbour-bank-2026-06-06 host filipa-sousa"}));
}

TEST(Day, a_list_under_a_name_says_where_they_sail) {
  EXPECT_EQ(
      read({"Hosts, person by person:", "Ema Lobo\n- 6/6 Gaivota\n- 7/6 Gaivota", "Filipa Sousa\n- 6/6 Albatroz"}),
      (Lines{"assign vasco-lima-2026-06-06 host ema-lobo", "assign ines-prata-2026-06-07 host ema-lobo",
             "assign harbour-bank-2026-06-06 host filipa-sousa"}));
}

}  // namespace
}  // namespace scc::test
