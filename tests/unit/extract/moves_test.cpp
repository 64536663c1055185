// Who moves from where to where, of which day and which of two boats, and what answers say.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

mail::Message reply_of(const std::vector<std::pair<std::string, mail::Layer>>& pieces) {
  mail::Message message = mail_of({}, "Re: crew");
  for (const auto& [text, layer] : pieces) message.bodies[0].pieces.push_back(piece(text, layer));
  return message;
}

TEST(Moves, from_one_charter_to_another_leaves_the_first) {
  EXPECT_EQ(read({"Duarte moves from the Prata wedding to Harbour Bank on Saturday."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign harbour-bank-2026-06-06 deckhand duarte-pires"}));
}

TEST(Moves, the_other_boat_of_a_sentence_sails_on_the_same_day) {
  EXPECT_EQ(
      read({"Bruno is captain for Vasco Lima on the Gaivota on Saturday, and Ana is captain in the Albatroz."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign harbour-bank-2026-06-06 captain ana-reis"}));
}

TEST(Moves, a_day_before_a_colon_holds_for_each_boat_behind_it) {
  EXPECT_EQ(
      read({"Saturday 6 June: the captains are Bruno on the Gaivota and Ana on the Albatroz."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign harbour-bank-2026-06-06 captain ana-reis"}));
}

TEST(Moves, each_side_of_a_semicolon_has_its_own_day) {
  EXPECT_EQ(read({"Ema hosts on Saturday for Vasco Lima; Sunday for the Prata wedding Filipa is host."}),
            (Lines{"assign vasco-lima-2026-06-06 host ema-lobo", "assign ines-prata-2026-06-07 host filipa-sousa"}));
}

TEST(Moves, a_weekday_of_a_week_that_is_named_is_in_that_week) {
  EXPECT_EQ(read({"Captain on Saturday: Ana"}, "week 25"), (Lines{"assign ines-prata-2026-06-20 captain ana-reis"}));
}

TEST(Moves, the_later_of_two_trips_of_a_day_is_told_by_its_name) {
  EXPECT_EQ(read({"Filipa is host on Saturday on the way back only."}),
            (Lines{"assign harbour-bank-2026-06-06 host filipa-sousa"}));
}

TEST(Moves, whoever_has_agreed_to_take_a_boat_commands_it) {
  EXPECT_EQ(
      read({"Bruno has kindly agreed to take the Gaivota on Saturday, with Carla as his mate."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 mate carla-nunes"}));
}

TEST(Moves, what_somebody_has_done_to_a_boat_puts_nobody_aboard) {
  EXPECT_EQ(read({"Bruno has painted the Gaivota for Saturday."}), Lines{});
}

TEST(Moves, somebody_who_is_in_a_town_is_not_in) {
  EXPECT_EQ(read({"Bruno is in Porto to see his mother. Ana is captain for Vasco Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Moves, somebody_who_comes_along_without_a_job_is_a_question) {
  const extract::Reading reading = reading_of(mail_of({"Rui will be coming along for Vasco Lima on Saturday."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Moves, who_is_denied_in_brackets_does_not_part_a_name_from_its_role) {
  EXPECT_EQ(read({"Vasco Lima on Saturday: Rui Matos (not Rui Falcao!) is deckhand."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand rui-matos"}));
}

TEST(Moves, a_yes_to_somebody_who_asks_after_their_own_job_is_theirs) {
  const extract::Reading reading =
      reading_of(reply_of({{"On Sunday Ema Lobo wrote:", mail::Layer::quoted},
                           {"Am I still the host for Vasco Lima on Saturday?", mail::Layer::quoted},
                           {"You are indeed.", mail::Layer::fresh}}));
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Moves, a_name_on_top_settles_what_was_weighed_below) {
  const extract::Reading reading = reading_of(
      reply_of({{"It is Ema. Filipa has her lessons.", mail::Layer::fresh},
                {"As to the host for Vasco Lima on Saturday I am undecided. Filipa might do it, or perhaps Ema.",
                 mail::Layer::quoted}}));
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Moves, what_the_list_is_asked_to_show_waits_for_a_second_look) {
  EXPECT_EQ(read({"Would the list please show Duarte as deckhand for Vasco Lima on Saturday?"}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand duarte-pires ?"}));
}

TEST(Moves, thinking_of_next_year_is_nothing_to_record) {
  const extract::Reading reading =
      reading_of(mail_of({"Next season Carla could be captain of the Gaivota, and perhaps Duarte mate."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::nothing);
}

}  // namespace
}  // namespace scc::test
