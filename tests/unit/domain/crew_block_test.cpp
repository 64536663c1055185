#include "domain/crew_block.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace scc {
namespace {

Operation operation() {
  Operation operation;
  operation.zone = zone_named("America/Los_Angeles").value();
  operation.roles = {{RoleId("captain"), "Captain", {}, 1},
                     {RoleId("first_mate"), "1st Mate", {}, 1},
                     {RoleId("second_mate"), "2nd Mate", {}, 1},
                     {RoleId("host"), "Host/Hostess", {}, 1}};
  operation.crew = {{PersonId("gene-oneal"), "Gene O'Neal", {}, "", {}, ""},
                    {PersonId("angela-wong"), "Angela Wong", {}, "", {}, ""}};
  return operation;
}

Assignment assignment(const char* role, const char* id, const char* name) {
  return {RoleId(role),
          {PersonId(id), name},
          FactId("m#0"),
          "Carole Whitfield",
          parse_rfc3339("2026-04-12T09:14:00-07:00").value(),
          {}};
}

std::string block() {
  return render_crew_block(
      std::vector{assignment("captain", "gene-oneal", ""), assignment("first_mate", "angela-wong", ""),
                  assignment("host", "", "Keely Hoyt")},
      operation());
}

TEST(CrewBlock, ReadsAsTheDesignSays) {
  EXPECT_EQ(block(),
            "── Crew · ShipCaptainCrew ──\nCaptain: Gene O'Neal\n1st Mate: Angela Wong\n2nd Mate: open\nHost/Hostess: "
            "Keely Hoyt\n"
            "confirmed by Carole, Apr 12 2026 9:14 AM PDT\n── end of crew ──");
}

TEST(CrewBlock, StandsBelowWhatPeopleWroteAfterOneEmptyLine) {
  EXPECT_EQ(place_crew_block("Deposit paid.", block()).value(), "Deposit paid.\n\n" + block());
  EXPECT_EQ(place_crew_block("Deposit paid.\n", block()).value(), "Deposit paid.\n\n" + block());
  EXPECT_EQ(place_crew_block("", block()).value(), block());
}

TEST(CrewBlock, IsReplacedWhereItStandsAndNothingElseMoves) {
  const std::string before = "Deposit paid.\r\n  two dogs\r\n\r\n";
  const std::string after = "\nwritten below by hand";
  const std::string other = render_crew_block({}, operation());
  EXPECT_EQ(place_crew_block(before + block() + after, other).value(), before + other + after);
}

TEST(CrewBlock, IsFoundAgainInTheHtmlOfGooglesEditor) {
  const std::string html =
      "<b>Deposit</b> paid &amp; done<br><br>── Crew · ShipCaptainCrew ──<br>Captain:&nbsp;Gene O&#39;Neal<br>1st "
      "Mate: open<br>── end of crew ──<br>bye";
  const FoundBlock found = find_crew_block(html);
  ASSERT_EQ(found.presence, BlockPresence::present);
  EXPECT_EQ(found.text, "── Crew · ShipCaptainCrew ──\nCaptain: Gene O'Neal\n1st Mate: open\n── end of crew ──");
  const std::string placed = place_crew_block(html, block()).value();
  EXPECT_TRUE(placed.starts_with("<b>Deposit</b> paid &amp; done<br><br>── Crew"));
  EXPECT_TRUE(placed.ends_with("── end of crew ──<br>bye"));
  EXPECT_EQ(find_crew_block(placed).text, block());
}

TEST(CrewBlock, MangledFencesAreReportedAndNeverGuessedAt) {
  for (const std::string& description :
       {std::string(crew_block_opening), std::string(crew_block_closing), block() + "\n" + block(),
        std::string(crew_block_closing) + "\n" + std::string(crew_block_opening)}) {
    EXPECT_EQ(find_crew_block(description).presence, BlockPresence::mangled) << description;
    const auto placed = place_crew_block(description, block());
    ASSERT_FALSE(placed.has_value());
    EXPECT_EQ(placed.error().remedy, Remedy::skip);
  }
}

TEST(CrewBlock, AFullDescriptionIsReportedNotCut) {
  EXPECT_EQ(place_crew_block(std::string(description_characters_max, 'x'), block()).error().remedy, Remedy::skip);
}

TEST(CrewBlock, ANameCannotForgeAFence) {
  const std::string hostile = "Eve\n── end of crew ──\nCaptain: Mallory";
  const std::string text = render_crew_block(std::vector{assignment("host", "", hostile.c_str())}, operation());
  EXPECT_EQ(find_crew_block(text).text, text);
  EXPECT_EQ(split(text, '\n').size(), 7U);
}

TEST(CrewBlock, APersonsEditIsReadBackLineByLine) {
  const auto lines = parse_crew_block(
      "── Crew · ShipCaptainCrew ──\nCaptain: Gene O'Neal\n2nd Mate: open\nDeck: Ann, Bob\nconfirmed by X: y\n── end "
      "of crew ──");
  EXPECT_EQ(lines, (std::vector<BlockLine>{{"Captain", {"Gene O'Neal"}}, {"2nd Mate", {}}, {"Deck", {"Ann", "Bob"}}}));
}

RC_GTEST_PROP(CrewBlockProperty, EveryByteOutsideTheBlockSurvives, ()) {
  const auto piece = [] {
    return *rc::gen::container<std::string>(
        rc::gen::element('a', ' ', '\n', '\r', '<', 'b', 'r', '>', '&', ';', '\xe2', '\x94', '\x80'));
  };
  const std::string before = piece();
  const std::string first = place_crew_block(before, block()).value();
  RC_ASSERT(first.starts_with(before));
  const std::string after = piece();
  const auto second = place_crew_block(first + after, render_crew_block({}, operation()));
  RC_ASSERT(second.has_value());
  RC_ASSERT(second->starts_with(before));
  RC_ASSERT(second->ends_with(after));
}

}  // namespace
}  // namespace scc
