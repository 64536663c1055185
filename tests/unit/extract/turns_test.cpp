// Who is meant and where a sentence turns: comparisons, pronouns, owners, names of two.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

mail::Message from_bruno(const std::string& text) {
  mail::Message message = mail_of({text});
  message.from = {"Bruno Vidal", "bruno-vidal@yard.example"};
  return message;
}

TEST(Turns, a_boat_that_is_named_like_an_hour_is_the_boat) {
  EXPECT_EQ(read({"Saturday\n\n3H: ana captain, filipa deck"}),
            (Lines{"assign harbour-bank-2026-06-06 captain ana-reis",
                   "assign harbour-bank-2026-06-06 deckhand filipa-sousa"}));
}

TEST(Turns, what_somebody_is_likened_to_is_not_where_they_sail) {
  EXPECT_EQ(read({"Lima on Saturday, Ana has it. Host same as the Prata wedding, so Ema.", "Duarte is on deck."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo",
                   "assign vasco-lima-2026-06-06 deckhand duarte-pires"}));
}

TEST(Turns, swap_one_for_another_takes_off_whoever_stands_there) {
  EXPECT_EQ(read({"Swap Duarte for Rui Matos at the Prata wedding, deck."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign ines-prata-2026-06-07 deckhand rui-matos"}));
  EXPECT_EQ(read({"Swap Rui Matos for Duarte at the Prata wedding, deck."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign ines-prata-2026-06-07 deckhand rui-matos"}));
}

TEST(Turns, i_and_another_each_take_a_charter_of_their_own) {
  EXPECT_EQ(
      lines_of(reading_of(from_bruno("I take the Gaivota on Saturday, Ana takes the Albatroz."))),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign harbour-bank-2026-06-06 captain ana-reis"}));
}

TEST(Turns, a_hand_that_hurts_is_nobodys_role) {
  EXPECT_EQ(read({"duartes hand is all right again after the Prata wedding on sunday."}), Lines{});
}

TEST(Turns, he_is_the_stranger_who_was_named_in_full_last) {
  EXPECT_EQ(read({"Ema has a cousin, Tomas Vieira, who works with us. On Saturday he is on deck for Lima."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand ~Tomas Vieira"}));
}

TEST(Turns, a_guests_wish_is_not_a_decision) {
  const std::vector<std::string> lines = read({"Vasco Lima would love Bruno as captain on Saturday."});
  EXPECT_EQ(lines, (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal ?"}));
}

TEST(Turns, the_crew_forwarded_as_for_the_record_is_recorded) {
  mail::Message message = mail_of({"fyi crew for saturday per Bruno, post it"});
  message.bodies.front().pieces.push_back(piece("Lima saturday: Ana captain, Duarte deck", mail::Layer::forwarded));
  message.forwarded = {{"From", "Bruno Vidal <bruno-vidal@yard.example>"}};
  EXPECT_EQ(lines_of(reading_of(message)), (Lines{"assign vasco-lima-2026-06-06 captain ana-reis",
                                                  "assign vasco-lima-2026-06-06 deckhand duarte-pires"}));
}

TEST(Turns, whoever_goes_from_one_charter_to_another_leaves_the_first) {
  const Lines moved{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                    "assign vasco-lima-2026-06-06 deckhand duarte-pires"};
  EXPECT_EQ(read({"Duarte comes off the Prata wedding and goes on the Lima birthday instead."}), moved);
  EXPECT_EQ(read({"move duarte from the prata wedding to lima"}), moved);
  EXPECT_EQ(read({"duarte goes w lima in the morning insted of the prata wedding, as deck"}).size(), 2U);
}

TEST(Turns, from_one_day_to_another_is_a_time_and_no_move) {
  EXPECT_EQ(read({"Duarte is ashore from Saturday to Sunday evening, and Ana is captain for Lima."}).back(),
            "assign vasco-lima-2026-06-06 captain ana-reis");
}

TEST(Turns, a_role_that_leads_ends_where_the_next_charter_has_its_own) {
  EXPECT_EQ(read({"zed still captain on lima, ema host on the prata wedding"}),
            (Lines{"assign ines-prata-2026-06-07 host ema-lobo"}));
  EXPECT_EQ(read({"Captain for Lima on Saturday is Bruno."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

}  // namespace
}  // namespace scc::test
