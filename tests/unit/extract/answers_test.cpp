// What is quoted: questions that are answered, proposals that are accepted.
#include <gtest/gtest.h>

#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

using Lines = std::vector<std::string>;

mail::Message reply(const std::vector<mail::Piece>& pieces, const std::string& subject = "Re: Lima") {
  mail::Message message = mail_of({}, subject);
  message.bodies[0].pieces = pieces;
  return message;
}

mail::Piece item(const std::string& text) {
  mail::Piece made = piece(text, mail::Layer::quoted);
  made.kind = mail::PieceKind::list_item;
  return made;
}

Lines lines(const std::vector<mail::Piece>& pieces) {
  return lines_of(reading_of(reply(pieces)));
}

const mail::Piece proposal = piece("Lima on Saturday: Ana captain, Duarte deck", mail::Layer::quoted);

TEST(Answers, a_list_that_is_accepted_is_recorded) {
  const Lines list{"assign vasco-lima-2026-06-06 captain ana-reis",
                   "assign vasco-lima-2026-06-06 deckhand duarte-pires"};
  EXPECT_EQ(lines({piece("Yep go with those, thank you."), proposal}), list);
  EXPECT_EQ(lines({piece("Approved as Bruno has it. Please record."), proposal}), list);
  EXPECT_EQ(lines({piece("Thank you, let me think."), proposal}), Lines{});
}

TEST(Answers, a_list_that_is_accepted_but_for_one) {
  EXPECT_EQ(
      lines({piece("All good, lock it in, only Rui Matos instead of Duarte please."), proposal}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 deckhand rui-matos"}));
}

TEST(Answers, a_name_on_top_answers_the_question_below) {
  const mail::Piece question = piece("Who is captain for Lima on Saturday, Ana or Bruno?", mail::Layer::quoted);
  EXPECT_EQ(lines({piece("Sorry, Ana. Thanks"), question}), (Lines{"assign vasco-lima-2026-06-06 captain ana-reis"}));
  EXPECT_EQ(lines({piece("Will tell you tomorrow."), question}), Lines{});
}

TEST(Answers, by_number_and_by_order) {
  const std::vector<mail::Piece> asked{piece("For Lima on Saturday:", mail::Layer::quoted), item("who is captain?"),
                                       item("who hosts?")};
  const Lines both{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 host ema-lobo"};
  EXPECT_EQ(lines({piece("1 Ana\n2 yes, Ema"), asked[0], asked[1], asked[2]}), both);
  EXPECT_EQ(lines({piece("Ana for the first, Ema for the second."), asked[0], asked[1], asked[2]}), both);
  EXPECT_EQ(lines({piece("1 nobody yet\n2 Ema"), asked[0], asked[1], asked[2]}), (Lines{both[1]}));
}

TEST(Answers, leave_that_is_given_is_a_decision) {
  const mail::Piece asks = piece("Can I put Ana on as mate for the Prata wedding on Sunday?", mail::Layer::quoted);
  EXPECT_EQ(lines({piece("Yes - do it."), asks}), (Lines{"assign ines-prata-2026-06-07 mate ana-reis"}));
  EXPECT_EQ(read({"Take Carla off the Prata wedding on Sunday and put Ana on as mate."}),
            (Lines{"assign ines-prata-2026-06-07 mate ana-reis"}));
  EXPECT_EQ(lines({piece("Let me sleep on it."), asks}), Lines{});
}

TEST(Answers, yes_you_is_whoever_asks) {
  EXPECT_EQ(lines({piece("Yes, still you."), piece("On Monday Ema Lobo wrote:", mail::Layer::quoted),
                   piece("Am I still host for Lima on Saturday? Filipa said she could.", mail::Layer::quoted)}),
            (Lines{"assign vasco-lima-2026-06-06 host ema-lobo"}));
}

TEST(Answers, a_short_question_is_about_the_charter_of_the_one_before) {
  EXPECT_EQ(
      lines({piece("Lima on Saturday, who is captain?", mail::Layer::quoted), piece("Ana."),
             piece("Deck?", mail::Layer::quoted), piece("Duarte and Rui Matos.")}),
      (Lines{"assign vasco-lima-2026-06-06 captain ana-reis", "assign vasco-lima-2026-06-06 deckhand duarte-pires",
             "assign vasco-lima-2026-06-06 deckhand rui-matos"}));
}

}  // namespace
}  // namespace scc::test
