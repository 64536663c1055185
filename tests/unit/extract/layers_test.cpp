#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

TEST(Layers, a_quoted_plan_does_not_count) {
  mail::Message message = mail_of({"Thank you, I will think about it."}, "Re: Lima");
  message.bodies[0].pieces.push_back(piece("Vasco Lima on Saturday: captain Ana", mail::Layer::quoted));
  EXPECT_EQ(lines_of(reading_of(message)), Lines{});
}

TEST(Layers, a_quoted_plan_counts_when_it_is_confirmed_as_below) {
  mail::Message message = mail_of({"Confirmed as below."}, "Re: Lima");
  message.bodies[0].pieces.push_back(piece("Vasco Lima on Saturday: captain Ana", mail::Layer::quoted));
  EXPECT_EQ(lines_of(reading_of(message)), (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
}

TEST(Layers, an_answer_under_a_question_fills_the_role_that_was_asked_for) {
  mail::Message message = mail_of({}, "Re: Vasco Lima on Saturday");
  message.bodies[0].pieces = {piece("Who is the captain?", mail::Layer::quoted), piece("Ana."),
                              piece("And who hosts?", mail::Layer::quoted), piece("Ema.")};
  EXPECT_EQ(lines_of(reading_of(message)),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Layers, me_in_a_forwarded_list_is_whoever_wrote_it) {
  mail::Message message = mail_of({"Please enter this one."}, "Fwd: Vasco Lima on Saturday");
  message.forwarded = {{"From", "Bruno Vidal <bruno-vidal@yard.example>"}};
  message.bodies[0].pieces.push_back(piece("I am captain and Ema hosts.", mail::Layer::forwarded));
  EXPECT_EQ(lines_of(reading_of(message)),
            (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal", "assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Layers, struck_names_leave_and_the_name_beside_them_comes) {
  mail::Message message = mail_of({"The Prata wedding on Sunday:", "Mate: Carla Ana"});
  message.bodies[0].pieces[1].struck = {{6, 11}};
  EXPECT_EQ(lines_of(reading_of(message)), (Lines{"assign ines-prata-2026-06-07 mate ana-reis"}));
}

TEST(Layers, alternatives_that_name_different_people_are_a_question) {
  mail::Message message = mail_of({"Captain for Vasco Lima on Saturday: Ana"});
  message.alternative = true;
  message.bodies.push_back({"text/html", "", {piece("Captain for Vasco Lima on Saturday: Bruno")}});
  const extract::Reading reading = reading_of(message);
  EXPECT_EQ(reading.concern, extract::Concern::question);
  EXPECT_EQ(lines_of(reading), (Lines{"assign vasco-lima-2026-06-06 captain bruno-vidal ?",
                                      "assign vasco-lima-2026-06-06 captain ana-reis ?"}));
}

TEST(Layers, evidence_is_the_sentence_and_its_part) {
  const extract::Reading reading =
      reading_of(mail_of({"Good morning. Ana is captain for Vasco Lima on Saturday. See you."}));
  ASSERT_EQ(reading.statements.size(), 1u);
  EXPECT_EQ(reading.statements[0].evidence, (Evidence{"Ana is captain for Vasco Lima on Saturday.", "text/plain"}));
}

TEST(Tables, roles_in_the_header_and_charters_in_the_rows) {
  mail::Message message = mail_of({"Crew sheet"});
  mail::Piece table;
  table.kind = mail::PieceKind::table;
  const auto row = [](const std::vector<std::string>& cells) {
    mail::Row made;
    for (const std::string& text : cells) made.push_back({text, {}, 1, 1, false});
    return made;
  };
  table.rows = {row({"Date", "Charter", "Captain", "Host"}), row({"6/6", "Vasco Lima", "Reis", "Lobo"}),
                row({"7/6", "Ines Prata", "Vidal", ""})};
  message.bodies[0].pieces.push_back(table);
  EXPECT_EQ(lines_of(reading_of(message)),
            (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo",
                   "assign ines-prata-2026-06-07 captain bruno-vidal"}));
}

TEST(Tables, columns_set_with_blanks_are_a_table) {
  EXPECT_EQ(
      read({"              Vasco Lima      Harbour Bank\nCaptain       Reis            Vidal\nHost          Lobo       "
            "      Sousa"},
           "Saturday 6 June"),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign harbour-bank-2026-06-06 captain bruno-vidal",
             "assign vasco-lima-2026-06-06 host ema-lobo", "assign harbour-bank-2026-06-06 host filipa-sousa"}));
}

}  // namespace
}  // namespace scc::test
