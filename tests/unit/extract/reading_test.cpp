#include <gtest/gtest.h>

#include "extract/document.h"
#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

TEST(Reading, a_list_of_roles_under_a_client_and_a_day_is_the_crew) {
  EXPECT_EQ(
      read({"Vasco Lima, Saturday 6 June", "Captain: Ana Reis\nMate: Carla\nDeck: Duarte\nHost: Ema"}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 mate carla-nunes",
             "assign vasco-lima-2026-06-06 deckhand duarte-pires", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Reading, prose_pairs_each_name_with_its_own_role) {
  EXPECT_EQ(read({"Bruno is captain for Lima on Saturday with Ana as mate, and Ema will host."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 mate ana-reis",
                   "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Reading, names_and_roles_in_two_rows_go_together_in_their_order) {
  EXPECT_EQ(read({"Harbour Bank on Saturday: Bruno / Ana / Ema (captain, mate, host)"}),
            (Lines{"assign harbour-bank-2026-06-06 captain bruno-vidal", "assign harbour-bank-2026-06-06 mate ana-reis",
                   "assign harbour-bank-2026-06-06 host ema-lobo"}));
}

TEST(Reading, a_vessel_and_a_day_name_the_charter) {
  EXPECT_EQ(read({"On the Albatroz this Saturday Ana is captain."}),
            (Lines{"assign harbour-bank-2026-06-06 captain ana-reis"}));
}

TEST(Reading, a_client_who_sails_twice_without_a_day_is_a_question) {
  const extract::Reading reading = reading_of(mail_of({"Ana is captain for Ines Prata."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Reading, two_of_one_first_name_are_never_chosen_between) {
  const extract::Reading reading = reading_of(mail_of({"Rui goes on deck for Vasco Lima on Saturday."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Reading, a_day_on_which_nobody_sails_is_a_question) {
  const extract::Reading reading = reading_of(mail_of({"Ana is captain on 9 June."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Reading, tentative_words_make_a_proposal_of_it) {
  EXPECT_EQ(read({"Ana might be captain for Vasco Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis ?"}));
}

TEST(Reading, doubt_does_not_reach_over_a_but) {
  EXPECT_EQ(
      read({"Bruno is captain for Vasco Lima on Saturday but Ema may be the host."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 host ema-lobo ?"}));
}

TEST(Reading, a_question_to_somebody_records_nothing) {
  const extract::Reading reading = reading_of(mail_of({"Ana, could you be captain for Vasco Lima on Saturday?"}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::nothing);
}

TEST(Reading, whoever_is_out_of_a_role_of_one_is_only_replaced) {
  EXPECT_EQ(read({"Carla has the flu. Ana is mate for the Prata wedding on Sunday instead."}),
            (Lines{"assign ines-prata-2026-06-07 mate ana-reis"}));
}

TEST(Reading, whoever_is_out_without_a_successor_leaves_the_role_open) {
  EXPECT_EQ(read({"Duarte is out of the Prata wedding on Sunday."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires"}));
}

TEST(Reading, in_a_role_of_several_the_one_replaced_comes_off) {
  EXPECT_EQ(read({"Filipa replaces Duarte on the Prata wedding on Sunday."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign ines-prata-2026-06-07 deckhand filipa-sousa"}));
}

TEST(Reading, a_move_to_another_role_leaves_the_old_one) {
  EXPECT_EQ(
      read({"Carla moves to deck for the Prata wedding on Sunday."}),
      (Lines{"assign ines-prata-2026-06-07 deckhand carla-nunes", "unassign ines-prata-2026-06-07 mate carla-nunes"}));
}

TEST(Reading, a_later_correction_wins_without_a_contradiction) {
  EXPECT_EQ(read({"Vasco Lima on Saturday: Ana captain, Ema host.", "Scratch that on Ana, Bruno will be captain."}),
            (Lines{"assign vasco-lima-2026-06-06 host ema-lobo", "assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Reading, two_captains_without_a_correction_are_both_uncertain) {
  EXPECT_EQ(
      read({"For Vasco Lima on Saturday Ana is captain.", "So Bruno is captain for Vasco Lima."}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis ?", "assign vasco-lima-2026-06-06 captain bruno-vidal ?"}));
}

TEST(Reading, a_charter_that_is_called_off_is_cancelled) {
  EXPECT_EQ(read({"Vasco Lima's sail on Saturday is cancelled."}), (Lines{"cancel vasco-lima-2026-06-06"}));
}

TEST(Reading, what_hangs_on_the_weather_is_no_cancellation_yet) {
  EXPECT_EQ(read({"If the wind stays, Vasco Lima's sail on Saturday is called off."}),
            (Lines{"cancel vasco-lima-2026-06-06 ?"}));
}

TEST(Reading, a_person_who_is_not_qualified_needs_a_second_look) {
  EXPECT_EQ(read({"Captain for Vasco Lima on Saturday: Ema"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ema-lobo ?"}));
}

TEST(Reading, somebody_not_on_the_roster_keeps_the_name_as_written) {
  EXPECT_EQ(read({"Host for Vasco Lima on Saturday: Greta Holm"}),
            (Lines{"assign vasco-lima-2026-06-06 host ~Greta Holm"}));
}

TEST(Reading, a_mail_about_pay_records_nothing) {
  const extract::Reading reading =
      reading_of(mail_of({"Vasco Lima, Saturday 6 June: captain Ana, 4 hours"}, "hours for payroll"));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::nothing);
}

TEST(Reading, the_same_crew_as_another_charter_is_taken_from_there) {
  const Lines lines = read({"Harbour Bank on Saturday gets the same crew as the Prata wedding on Sunday."});
  EXPECT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines.front(), "assign harbour-bank-2026-06-06 captain bruno-vidal");
}

TEST(Reading, of_a_mail_without_end_nothing_is_certain) {
  std::string text;
  while (text.size() < extract::passage_bytes_max) text += "Ana is captain for Vasco Lima on Saturday. ";
  const extract::Reading reading = reading_of(mail_of({text}));
  EXPECT_EQ(reading.concern, extract::Concern::question);
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 captain ana-reis ?"}));
}

TEST(Reading, the_mail_of_the_documentation_is_read_as_it_says) {
  EXPECT_EQ(
      read({"Carla has the flu. Ana is mate for the Prata wedding on Sunday instead. Filipa might be on deck."},
           "Prata on Sunday"),
      (Lines{"assign ines-prata-2026-06-07 mate ana-reis", "assign ines-prata-2026-06-07 deckhand filipa-sousa ?"}));
}

TEST(Reading, reads_the_same_mail_the_same_way_twice) {
  const mail::Message message = mail_of({"Bruno is captain for Lima on Saturday with Ana as mate."});
  EXPECT_EQ(reading_of(message), reading_of(message));
}

}  // namespace
}  // namespace scc::test
