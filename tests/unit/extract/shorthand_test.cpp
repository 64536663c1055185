// What people type on a phone: dropped verbs, asides, conditions, wishes.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

extract::Concern concern_of(const std::vector<std::string>& paragraphs, const std::string& subject = "crew") {
  return reading_of(mail_of(paragraphs, subject)).concern;
}

TEST(Shorthand, a_role_may_stand_behind_a_comma_and_added) {
  EXPECT_EQ(read({"the gaivota saturday needs duarte added, deck."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand duarte-pires"}));
}

TEST(Shorthand, what_a_condition_at_the_end_hangs_on_is_no_news_of_the_charter) {
  EXPECT_EQ(read({"Ana is captain for Vasco Lima on Saturday if her lesson is cancelled."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis ?"}));
}

TEST(Shorthand, somebody_who_sails_if_they_get_the_day_off_is_a_proposal) {
  EXPECT_EQ(read({"Filipa might be hostess for Lima on Saturday if she gets the day off."}),
            (Lines{"assign vasco-lima-2026-06-06 host filipa-sousa ?"}));
}

TEST(Shorthand, a_condition_at_the_beginning_keeps_what_follows_a_proposal) {
  EXPECT_EQ(read({"If the swell builds, the Prata wedding on Sunday is cancelled."}),
            (Lines{"cancel ines-prata-2026-06-07 ?"}));
}

TEST(Shorthand, a_mail_to_many_records_nothing) {
  EXPECT_EQ(concern_of({"Captain Bruno and mate Carla caught the evening light at the Prata wedding on Sunday.",
                        "Some other news of the yard.", "And the weather of the week.", "More of it below.",
                        "To unsubscribe follow the link."}),
            extract::Concern::nothing);
}

TEST(Shorthand, the_footer_of_the_crews_own_group_is_no_bulletin) {
  EXPECT_EQ(read({"Ana is captain for Vasco Lima on Saturday.", "Unsubscribe from this group: write to the office."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Shorthand, a_client_who_bails_is_a_cancelled_charter) {
  EXPECT_EQ(read({"lima bailed on saturday, took their money back"}), (Lines{"cancel vasco-lima-2026-06-06"}));
}

TEST(Shorthand, a_crew_member_who_bails_cancels_nothing) {
  EXPECT_EQ(read({"Duarte bailed on the Prata wedding."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires"}));
}

TEST(Shorthand, a_wish_for_some_day_without_a_charter_is_nothing_to_look_at) {
  EXPECT_EQ(concern_of({"Filipa would be a fine hostess one day, maybe we start her in winter."}),
            extract::Concern::nothing);
}

TEST(Shorthand, what_hangs_on_the_answer_to_a_question_is_not_yet_a_proposal) {
  const extract::Reading reading =
      reading_of(mail_of({"Bruno, can you run Lima on Saturday? Carla is mate if you can. Tell me by noon."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::nothing);
}

TEST(Shorthand, two_who_change_boats_each_get_what_the_other_has) {
  EXPECT_EQ(read({"Duarte and Rui Matos are changing boats."}), Lines{});
  mail::Message message = mail_of({"Carla and Ema swap places on the Prata wedding."});
  EXPECT_EQ(lines_of(reading_of(message)),
            (Lines{"assign ines-prata-2026-06-07 host carla-nunes ?", "assign ines-prata-2026-06-07 mate ema-lobo ?"}));
}

TEST(Shorthand, somebody_who_swaps_their_spot_with_another_comes_off) {
  EXPECT_EQ(read({"Duarte is swapping his spot with Rui Matos for the Prata wedding."}),
            (Lines{"assign ines-prata-2026-06-07 deckhand rui-matos",
                   "unassign ines-prata-2026-06-07 deckhand duarte-pires"}));
}

TEST(Shorthand, whoever_has_the_flight_is_the_one_who_misses_the_day) {
  EXPECT_EQ(read({"Duarte's train from Porto got held up so he'll miss Sunday."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires"}));
}

TEST(Shorthand, a_hostess_who_does_it_alone_is_no_captain) {
  EXPECT_EQ(read({"Ema's fine to do it alone on Sunday."}), (Lines{"assign ines-prata-2026-06-07 host ema-lobo"}));
}

TEST(Shorthand, the_occasion_tells_two_charters_of_one_client_apart) {
  EXPECT_EQ(read({"Ana is captain for the Prata brunch."}), (Lines{"assign ines-prata-2026-06-20 captain ana-reis"}));
}

TEST(Shorthand, a_role_behind_a_list_is_that_of_the_last_names_only) {
  EXPECT_EQ(read({"same as you have it for the Prata wedding, bruno, ema, duarte n filipa on deck"}),
            (Lines{"assign ines-prata-2026-06-07 captain bruno-vidal", "assign ines-prata-2026-06-07 host ema-lobo",
                   "assign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign ines-prata-2026-06-07 deckhand filipa-sousa"}));
}

TEST(Shorthand, not_him_takes_back_whoever_was_spoken_of) {
  EXPECT_EQ(
      read({"Duarte n Rui Matos on deck for the Prata wedding.",
            "ah, duarte has his exam sunday. not him. filipa on deck insted"}),
      (Lines{"assign ines-prata-2026-06-07 deckhand rui-matos", "unassign ines-prata-2026-06-07 deckhand duarte-pires",
             "assign ines-prata-2026-06-07 deckhand filipa-sousa"}));
}

TEST(Shorthand, a_long_line_that_names_a_day_is_no_heading) {
  EXPECT_EQ(read({"Lima", "wash her down wed please and have a look at the bilge pump which is acting up again",
                  "ana is captain"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Shorthand, who_types_one_name_without_a_capital_may_type_all_so) {
  EXPECT_EQ(read({"Lima Saturday. Boat is ready. ana captain, carla mate"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 mate carla-nunes"}));
}

TEST(Shorthand, the_other_way_round_turns_what_the_mail_said_itself) {
  EXPECT_EQ(read({"Vasco Lima, Saturday", "Mate: Ana\nDeck: Carla\nHost: Ema",
                  "Correction: Ana and Carla the other way round. Ana is on deck."})
                .front(),
            "assign vasco-lima-2026-06-06 host ema-lobo");
}

TEST(Shorthand, out_within_an_idiom_takes_nobody_off) {
  EXPECT_EQ(read({"Ana is captain for Lima on Saturday. Do not let Bruno talk you out of it."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Shorthand, what_a_guest_wrote_is_no_word_of_the_office) {
  EXPECT_EQ(concern_of({"Ines Prata wrote: \"thank Bruno, the captain, for a lovely day\". Well done all."}),
            extract::Concern::nothing);
}

TEST(Shorthand, a_role_cut_short_may_end_a_sentence) {
  EXPECT_EQ(read({"for lima saturday bruno is capt. ana stays home."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Shorthand, who_gets_the_night_off_does_not_take_the_evening) {
  EXPECT_EQ(read({"For Lima on Saturday Bruno is captain. Ana gets the night off."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Shorthand, whoever_is_out_is_out_while_the_successor_is_open) {
  EXPECT_EQ(
      read({"Bruno is out of the Prata wedding, so no Bruno. Ana might be captain."}),
      (Lines{"unassign ines-prata-2026-06-07 captain bruno-vidal", "assign ines-prata-2026-06-07 captain ana-reis ?"}));
}

TEST(Shorthand, somebody_who_is_off_the_list_cancels_nothing) {
  EXPECT_EQ(concern_of({"You are off the list for the Lima birthday."}), extract::Concern::nothing);
}

TEST(Shorthand, a_key_gives_the_rows_of_names_their_roles) {
  EXPECT_EQ(
      read({"sat 6/6 board (capt / mate / deck)",
            "gaivota lima ..... bruno / ana / duarte, rui matos\nalbatroz harbour bank ..... nobody / carla / filipa"}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 mate ana-reis",
             "assign vasco-lima-2026-06-06 deckhand duarte-pires", "assign vasco-lima-2026-06-06 deckhand rui-matos",
             "assign harbour-bank-2026-06-06 mate carla-nunes",
             "assign harbour-bank-2026-06-06 deckhand filipa-sousa"}));
}

TEST(Shorthand, a_row_of_more_cells_than_the_key_has_takes_nothing_from_it) {
  EXPECT_EQ(
      read({"capt / mate / deck", "Lima Saturday: ana / carla / duarte / ema"}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 deckhand duarte-pires",
             "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

mail::Message from_bruno(const std::string& text) {
  mail::Message message = mail_of({text});
  message.from = {"Bruno Vidal", "bruno-vidal@yard.example"};
  return message;
}

TEST(Shorthand, me_beside_a_role_or_in_a_list_is_the_writer) {
  EXPECT_EQ(lines_of(reading_of(from_bruno("lima saturday: capt me, mate ana"))),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 mate ana-reis"}));
  EXPECT_EQ(lines_of(reading_of(from_bruno("lima saturday me n ema"))),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Shorthand, me_behind_with_is_nobody) {
  EXPECT_EQ(lines_of(reading_of(from_bruno("For Lima on Saturday Carla is mate and drives down with me."))),
            (Lines{"assign vasco-lima-2026-06-06 mate carla-nunes"}));
}

TEST(Shorthand, the_crew_of_a_day_is_no_role_that_what_follows_takes) {
  EXPECT_EQ(read({"this is the crew for saturday:", "gaivota bruno n ema"}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

}  // namespace
}  // namespace scc::test
