#include <gtest/gtest.h>

#include <algorithm>

#include "unit/extract/small_yard.h"

/// What `scc parse --explain` shows of a reading.
namespace scc::test {
namespace {

extract::Reading traced(const std::vector<std::string>& paragraphs) {
  return extract::Reader(small_yard()).read(mail_of(paragraphs), extract::Tracing::on);
}

std::vector<std::string> marks_of(const extract::Reading& reading) {
  std::vector<std::string> out;
  for (const extract::ReadText& text : reading.texts) {
    if (text.part == "subject") continue;
    for (const extract::Mark& mark : text.marks)
      out.push_back(mark.kind + " " + text.text.substr(mark.begin, mark.end - mark.begin) + ": " + mark.meaning);
  }
  return out;
}

bool traces(const extract::Reading& reading, const std::string& step, const std::string& words) {
  return std::any_of(reading.trace.begin(), reading.trace.end(), [&](const extract::TraceLine& line) {
    return line.step == step && line.text.find(words) != std::string::npos;
  });
}

TEST(Trace, every_mention_is_marked_with_what_it_was_taken_for) {
  const auto marks = marks_of(traced({"Ana is captain for Vasco Lima on Saturday."}));
  ASSERT_GE(marks.size(), 4u);
  EXPECT_EQ(marks[0], "person Ana: Ana Reis (first name)");
  EXPECT_EQ(marks[1], "role captain: Captain");
  EXPECT_NE(std::find(marks.begin(), marks.end(), "client Vasco Lima: vasco-lima-2026-06-06"), marks.end());
  EXPECT_EQ(marks.back(), "date Saturday: 2026-06-06");
}

TEST(Trace, a_name_that_fits_two_says_what_told_them_apart) {
  World world = small_yard();
  world.operation.crew[6].roles = {RoleId("host")};
  const extract::Reading reading =
      extract::Reader(world).read(mail_of({"Rui is on deck for Vasco Lima on Saturday."}), extract::Tracing::on);
  EXPECT_TRUE(traces(reading, "who", "\"Rui\" is Rui Falcao, who is on the list for the role; not Rui Matos"));
}

TEST(Trace, another_charter_of_the_client_says_why_it_lost) {
  EXPECT_TRUE(
      traces(traced({"Ana is captain for Ines Prata on 20 June."}), "not", "ines-prata-2026-06-07: another day"));
}

TEST(Trace, what_was_corrected_is_shown_as_dropped) {
  const auto reading = traced({"Vasco Lima on Saturday: captain Bruno. Correction: captain Ana."});
  EXPECT_TRUE(traces(reading, "dropped", "Captain Bruno Vidal · vasco-lima-2026-06-06: corrected further on"));
}

TEST(Trace, nothing_is_traced_that_nobody_asked_for) {
  const extract::Reading reading = reading_of(mail_of({"Ana is captain for Vasco Lima on Saturday."}));
  EXPECT_TRUE(reading.texts.empty());
  EXPECT_TRUE(reading.trace.empty());
}

}  // namespace
}  // namespace scc::test
