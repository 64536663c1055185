#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

/// What single sentences say of who comes, who goes and which day is meant.
namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

const Lines ana_for_carla{"assign ines-prata-2026-06-07 mate ana-reis"};

TEST(Sentence, swap_one_for_another_takes_off_whoever_is_aboard) {
  EXPECT_EQ(read({"For the Prata wedding on Sunday please swap Carla for Ana."}), ana_for_carla);
  EXPECT_EQ(read({"For the Prata wedding on Sunday please swap Ana for Carla."}), ana_for_carla);
}

TEST(Sentence, instead_of_somebody_may_be_said_first) {
  EXPECT_EQ(read({"Instead of Carla, Ana is mate for the Prata wedding on Sunday."}), ana_for_carla);
  EXPECT_EQ(read({"Am Sonntag bei Prata fährt statt Carla Ana als mate."}), ana_for_carla);
}

TEST(Sentence, whoever_isnt_doing_it_makes_room_for_the_one_who_is_named_next) {
  EXPECT_EQ(read({"Prata wedding on Sunday: Carla isn't doing the wedding. It's Ana."}), ana_for_carla);
}

TEST(Sentence, make_it_somebody_else_corrects_the_one_named_last) {
  EXPECT_EQ(read({"Vasco Lima on Saturday: captain Bruno, mate Carla. Make it Ana."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 mate ana-reis"}));
}

TEST(Sentence, somebody_of_whom_something_is_denied_gets_no_role) {
  EXPECT_EQ(read({"Carla's not happy about the early start, so Ana is mate for Vasco Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 mate ana-reis"}));
}

TEST(Sentence, what_somebody_was_is_no_assignment) {
  EXPECT_EQ(read({"The Lima birthday on Saturday is their second, Bruno was captain and Carla mate at the first."}),
            Lines{});
}

TEST(Sentence, somebodys_cousin_is_somebody_else) {
  EXPECT_EQ(read({"For Vasco Lima on Saturday Tiago Brandao is on deck, he's Duarte's cousin."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand ~Tiago Brandao"}));
}

TEST(Sentence, a_stranger_spelled_almost_like_the_roster_is_asked_about) {
  EXPECT_EQ(read({"Vasco Lima on Saturday: Karla is mate."}), (Lines{"assign vasco-lima-2026-06-06 mate ~Karla ?"}));
}

TEST(Sentence, the_first_and_the_second_are_the_two_who_were_named) {
  EXPECT_EQ(
      read({"For Vasco Lima on Saturday I have Carla and Duarte, the first as mate and the second on deck."}),
      (Lines{"assign vasco-lima-2026-06-06 mate carla-nunes", "assign vasco-lima-2026-06-06 deckhand duarte-pires"}));
}

TEST(Sentence, who_takes_the_guests_out_stays_aboard) {
  EXPECT_EQ(read({"Bruno takes Vasco Lima out on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Sentence, you_is_whoever_is_spoken_to) {
  EXPECT_EQ(read({"Hi Carla, you're mate for Vasco Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 mate carla-nunes"}));
}

TEST(Sentence, a_weekday_is_the_day_of_that_name_that_was_spoken_of) {
  EXPECT_EQ(read({"The Prata brunch is on 20 June. Bruno is captain on Saturday."}),
            (Lines{"assign ines-prata-2026-06-20 captain bruno-vidal"}));
}

TEST(Sentence, this_saturday_counts_from_today_whatever_was_spoken_of) {
  EXPECT_EQ(read({"The Prata brunch is on 20 June. On the Albatroz this Saturday Bruno is captain."}),
            (Lines{"assign harbour-bank-2026-06-06 captain bruno-vidal"}));
}

TEST(Sentence, a_turn_to_another_day_turns_to_another_charter) {
  EXPECT_EQ(
      read({"Ana is captain for Ines Prata on Sunday but on the 20th it's Bruno as captain."}),
      (Lines{"assign ines-prata-2026-06-07 captain ana-reis", "assign ines-prata-2026-06-20 captain bruno-vidal"}));
}

TEST(Sentence, both_is_never_three) {
  World world = small_yard();
  world.charters[2].sail.start = world.charters[0].sail.start + hours(8);
  world.charters[2].sail.end = world.charters[0].sail.end + hours(8);
  const extract::Reading reading = extract::Reader(world).read(mail_of({"On Saturday Duarte is on deck for both."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Sentence, an_hour_outweighs_the_charter_that_was_spoken_of) {
  EXPECT_EQ(
      read({"Saturday 6 June. Vasco Lima has Bruno as captain. Ana is captain in the afternoon."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign harbour-bank-2026-06-06 captain ana-reis"}));
}

TEST(Sentence, nothing_of_a_draft_is_certain) {
  EXPECT_EQ(
      read({"Just a draft, please don't enter anything.", "Vasco Lima, Saturday: Bruno captain, Carla mate"}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal ?", "assign vasco-lima-2026-06-06 mate carla-nunes ?"}));
}

TEST(Sentence, doubt_in_brackets_is_about_whoever_stands_before_them) {
  EXPECT_EQ(
      read({"Vasco Lima on Saturday: captain Bruno, deck Duarte (if he is back), host Ema."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 deckhand duarte-pires ?",
             "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Sentence, the_verb_may_stand_before_whoever_takes_the_guests) {
  EXPECT_EQ(read({"Am Samstag fährt Bruno Vasco Lima."}), (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Sentence, a_name_that_answers_may_have_talk_behind_it) {
  mail::Message message = mail_of({}, "Re: Vasco Lima on Saturday");
  message.bodies[0].pieces = {piece("And who's the mate?", mail::Layer::quoted),
                              piece("Carla, she has done so many weddings already.")};
  EXPECT_EQ(lines_of(reading_of(message)), (Lines{"assign vasco-lima-2026-06-06 mate carla-nunes"}));
}

TEST(Sentence, who_comes_along_with_a_deckhand_is_on_deck_too) {
  EXPECT_EQ(read({"For Vasco Lima on Saturday Duarte is on deck along with Filipa."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand duarte-pires",
                   "assign vasco-lima-2026-06-06 deckhand filipa-sousa"}));
}

TEST(Sentence, whoever_takes_a_boat_where_two_roles_command_is_asked_about) {
  World world = small_yard();
  world.operation.roles.push_back({RoleId("coxswain"), "Coxswain", {}, 1});
  world.operation.crew[1].roles.emplace_back("coxswain");
  Assignment coxswain;
  coxswain.role = RoleId("coxswain");
  coxswain.person = {PersonId("bruno-vidal"), "Bruno Vidal"};
  world.charters[3].crew.push_back(coxswain);  // the same boat sails with either
  const extract::Reading reading = extract::Reader(world).read(mail_of({"Bruno takes Vasco Lima on Saturday."}));
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal ?"}));
}

TEST(Sentence, whoever_takes_a_boat_that_has_only_ever_had_captains_is_its_captain) {
  World world = small_yard();
  world.operation.roles.push_back({RoleId("coxswain"), "Coxswain", {}, 1});
  world.operation.crew[1].roles.emplace_back("coxswain");
  const extract::Reading reading = extract::Reader(world).read(mail_of({"Bruno takes Vasco Lima on Saturday."}));
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

}  // namespace
}  // namespace scc::test
