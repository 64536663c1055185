#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

TEST(Withdrawn, who_does_not_do_the_job_is_out_of_it) {
  EXPECT_EQ(read({"Ema has a cold. She does not host the Prata wedding on Sunday."}),
            (Lines{"unassign ines-prata-2026-06-07 host ema-lobo"}));
}

TEST(Withdrawn, whoever_is_greeted_and_told_to_be_off_the_list_is_out) {
  EXPECT_EQ(read({"Dear Carla,", "You are off the list for the Prata wedding on Sunday; I shall find somebody."}),
            (Lines{"unassign ines-prata-2026-06-07 mate carla-nunes"}));
}

TEST(Withdrawn, a_thought_withdrawn_in_the_same_sentence_records_nothing) {
  EXPECT_EQ(read({"Vasco Lima, Saturday 6 June", "Captain: Ana Reis\nHost: Ema",
                  "I had wanted Filipa as host, but forget that, she has the albatroz."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Withdrawn, two_lists_that_put_people_into_each_others_place_are_both_uncertain) {
  EXPECT_EQ(
      read({"Vasco Lima, Saturday 6 June: captain Bruno, mate Ana.", "So, for the board: captain Ana, mate Bruno."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal ?", "assign vasco-lima-2026-06-06 mate ana-reis ?",
             "assign vasco-lima-2026-06-06 captain ana-reis ?", "assign vasco-lima-2026-06-06 mate bruno-vidal ?"}));
}

TEST(Withdrawn, what_follows_a_correction_holds_for_each_who_is_named_in_it) {
  EXPECT_EQ(read({"Vasco Lima, Saturday 6 June", "Mate: Carla\nDeck: Duarte\nHost: Ema",
                  "Correction: Carla is on deck. Ana is the mate."}),
            (Lines{"assign vasco-lima-2026-06-06 deckhand duarte-pires", "assign vasco-lima-2026-06-06 host ema-lobo",
                   "assign vasco-lima-2026-06-06 deckhand carla-nunes", "assign vasco-lima-2026-06-06 mate ana-reis"}));
}

TEST(Withdrawn, what_a_guest_wrote_in_quotation_marks_is_no_crew_list) {
  EXPECT_EQ(read({"Ines Prata wrote: \"what a lovely brunch on 20 June, praise to Ema, the host\"."}), Lines{});
}

TEST(Withdrawn, a_crew_of_years_ago_is_a_story) {
  const extract::Reading reading =
      reading_of(mail_of({"From the regatta of August 2013: Bruno captain, Carla mate, rain all day."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::nothing);
}

TEST(Withdrawn, a_date_that_nobody_sails_on_is_not_forgotten_in_the_next_sentence) {
  const extract::Reading reading =
      reading_of(mail_of({"Mr Quaresma has confirmed for 3 July. Captain Bruno, mate Carla, on the Albatroz."}));
  EXPECT_EQ(lines_of(reading), Lines{});
  EXPECT_EQ(reading.concern, extract::Concern::question);
}

TEST(Withdrawn, a_duty_list_in_the_signature_is_not_read) {
  EXPECT_EQ(read({"Captain for Vasco Lima on Saturday: Ana", "Marta Office\nCoordinator\nHost on duty: Ema Lobo"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Withdrawn, two_versions_of_a_mail_that_name_different_deckhands_are_a_question) {
  mail::Message message = mail_of({"On deck for Vasco Lima on Saturday: Duarte"});
  mail::Body html;
  html.part = "text/html";
  html.pieces.push_back(piece("On deck for Vasco Lima on Saturday: Carla"));
  message.bodies.push_back(std::move(html));
  message.alternative = true;
  const extract::Reading reading = reading_of(message);
  EXPECT_EQ(reading.concern, extract::Concern::question);
  EXPECT_EQ(reading.statements.size(), 2u);
}

TEST(Withdrawn, the_same_crew_as_stands_in_the_calendar_is_confirmed) {
  EXPECT_EQ(
      read({"Prata wedding, Sunday: same four as you have in the calendar."}),
      (Lines{"assign ines-prata-2026-06-07 captain bruno-vidal", "assign ines-prata-2026-06-07 mate carla-nunes",
             "assign ines-prata-2026-06-07 deckhand duarte-pires", "assign ines-prata-2026-06-07 host ema-lobo"}));
}

TEST(Withdrawn, single_roles_may_be_taken_from_another_charter) {
  EXPECT_EQ(read({"For Vasco Lima on Saturday take the same captain and the same host as on the Prata wedding."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

}  // namespace
}  // namespace scc::test
