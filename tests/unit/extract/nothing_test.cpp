// What names crew and changes nothing, and what is doubtful enough for a person.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using extract::Concern;
using Lines = std::vector<std::string>;

Concern concern_of(const std::vector<std::string>& paragraphs, const std::string& subject = "crew") {
  return reading_of(mail_of(paragraphs, subject)).concern;
}

TEST(Nothing, a_story_is_no_assignment) {
  EXPECT_EQ(concern_of({"Ana was captain for Lima, Carla cooked a salmon and then Duarte fell in."}), Concern::nothing);
  EXPECT_EQ(read({"Ana was sick, but Bruno is captain for Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal"}));
}

TEST(Nothing, guests_are_no_crew) {
  EXPECT_EQ(concern_of({"Rui Falcao - captain of their football team", "Ema Braga - guest"}, "Pax list 6/6"),
            Concern::nothing);
  EXPECT_EQ(read({"Ana is captain"}, "Guest list and crew for Lima on Saturday"),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Nothing, a_client_behind_its_label_is_no_crew) {
  EXPECT_EQ(read({"Client: Lima", "Captain: Ana", "Date: 6/6"}, "sheet"),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Nothing, something_else_that_is_off_cancels_no_charter) {
  EXPECT_EQ(read({"The engine is off for Lima on Saturday."}), Lines{});
  EXPECT_EQ(read({"The Lima trip on Saturday is off."}), (Lines{"cancel vasco-lima-2026-06-06"}));
}

TEST(Nothing, a_reason_puts_nobody_anywhere) {
  EXPECT_EQ(read({"For Lima on Saturday Ema hosts, since Filipa has the Prata wedding."}),
            (Lines{"assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Nothing, a_place_is_nobody) {
  EXPECT_EQ(read({"Lima on Saturday, captain: Ana, as Bruno is wanted in Portsmouth"}).front(),
            "assign vasco-lima-2026-06-06 captain ana-reis");
}

TEST(Nothing, one_of_two_that_are_named_is_not_both) {
  EXPECT_EQ(concern_of({"The Lima or the Prata one, Ana is mate on it."}), Concern::question);
}

TEST(Nothing, what_is_cancelled_ends_at_the_comma) {
  EXPECT_EQ(read({"The Gaivota is cancelled on Saturday, the Albatroz sails as planned."}),
            (Lines{"cancel vasco-lima-2026-06-06"}));
}

TEST(Nothing, a_name_that_is_written_to_is_not_put) {
  EXPECT_EQ(read({"Bruno,", "I'm leaning towards Ana as mate for Lima on Saturday."}),
            (Lines{"assign vasco-lima-2026-06-06 mate ana-reis ?"}));
}

TEST(Nothing, who_is_asked_is_not_put) {
  EXPECT_EQ(read({"Lima on Saturday: Ana is captain. I've asked Ema about hosting but no answer."}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Nothing, somebody_elses_wish_leaves_the_rest_certain) {
  EXPECT_EQ(read({"Lima on Saturday Ana has the wheel Ema would like the cake out at seven"}),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Nothing, crew_and_a_charter_without_a_verb_goes_to_a_person) {
  EXPECT_EQ(concern_of({"Prob Ana for the Lima thing."}), Concern::question);
  EXPECT_EQ(concern_of({"Can Ana do the Lima thing?"}), Concern::nothing);
}

TEST(Together, whoever_joins_has_the_same_role) {
  EXPECT_EQ(
      read({"The Prata wedding on Sunday: Duarte stays on deck and Rui Matos joins him."}),
      (Lines{"assign ines-prata-2026-06-07 deckhand duarte-pires", "assign ines-prata-2026-06-07 deckhand rui-matos"}));
}

TEST(Together, whoever_leads_is_not_of_those_they_lead) {
  EXPECT_EQ(
      read({"Lima on Saturday: Bruno with Duarte and Rui Matos on deck."}),
      (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 deckhand duarte-pires",
             "assign vasco-lima-2026-06-06 deckhand rui-matos"}));
}

TEST(Together, for_him_is_for_whoever_was_named_last) {
  EXPECT_EQ(read({"Duarte has the dentist on Sunday, so Rui Matos does deck on the Prata wedding for him."}),
            (Lines{"unassign ines-prata-2026-06-07 deckhand duarte-pires",
                   "assign ines-prata-2026-06-07 deckhand rui-matos"}));
}

}  // namespace
}  // namespace scc::test
