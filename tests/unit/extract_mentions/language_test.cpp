#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "unit/extract_mentions/small_fleet.h"

namespace scc::extract {
namespace {

std::string said_wrong(std::string_view text) {
  const auto read = parse_language_file("xx.txt", text);
  return read ? "" : read.error().what;
}

TEST(Lexicon, the_built_in_files_are_whole) {
  const auto loaded = load_lexicon();
  ASSERT_TRUE(loaded) << loaded.error().what;
  EXPECT_GT(loaded->section("nickname").size(), 1000U);
  EXPECT_GT(loaded->section("cue").size(), 100U);
  EXPECT_TRUE(loaded->section("no such section").empty());
}

TEST(Lexicon, every_language_says_every_month_and_weekday) {
  for (const char* file : {"de.txt", "el.txt", "en.txt", "es.txt", "fr.txt", "it.txt"}) {
    for (const auto& [section, count] : {std::pair{"month", 12}, std::pair{"weekday", 7}}) {
      std::vector<std::string> subjects;
      for (const Entry& entry : built_in_lexicon().section(section)) {
        if (entry.file == file && (subjects.empty() || subjects.back() != entry.subject))
          subjects.push_back(entry.subject);
      }
      EXPECT_EQ(subjects.size(), static_cast<std::size_t>(count)) << file << " " << section;
    }
  }
}

TEST(Lexicon, a_broken_line_is_named_with_what_would_be_right) {
  EXPECT_EQ(said_wrong("[month 13]\nx"), "xx.txt:1: [month] takes 1 to 12, not \"13\"");
  EXPECT_EQ(said_wrong("# fine\n[monht 3]\nx"), "xx.txt:2: there is no section [monht]; lexicon.h lists them");
  EXPECT_EQ(said_wrong("may\n"), "xx.txt:1: a phrase stands before the first [section]");
  EXPECT_EQ(said_wrong("[title]\nmr,,mrs\n"), "xx.txt:2: a phrase is empty: take away the extra comma");
  EXPECT_EQ(said_wrong("[title\nmr\n"), "xx.txt:1: a section's line ends with \"]\"");
  EXPECT_EQ(said_wrong("[cue No]\nno\n"), "xx.txt:1: [cue] takes a name of small letters: [cue tentative]");
  EXPECT_EQ(said_wrong("[part 09:00]\nx"), "xx.txt:1: [part] takes from when to when: 06:00-12:00, not \"09:00\"");
  EXPECT_EQ(said_wrong("[holiday 02-30]\nx"),
            "xx.txt:1: [holiday] takes 07-04, easter+1 or monday 1 09, not \"02-30\"");
  EXPECT_EQ(said_wrong("[title]\n\xFF\n"), "xx.txt:1: the file is not UTF-8");
  EXPECT_EQ(said_wrong("[title]\nmr, ?mx\n"), "");
}

std::vector<std::string> words(std::string_view text) {
  const Tokens tokens(text, Vocabulary());
  std::vector<std::string> out;
  for (const Token& token : tokens.all()) out.emplace_back(token.folded);
  return out;
}

TEST(Tokens, are_the_words_numbers_and_signs_of_a_text) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words("O’Neal’s 2nd-mate, don't!"), Words({"o'neal", "'s", "2nd", "-", "mate", ",", "don't", "!"}));
  EXPECT_EQ(words("we'll Sandersons' 4/18"), Words({"we", "'ll", "sandersons", "'", "4", "/", "18"}));
  EXPECT_EQ(words("Siobh\u00E1n Siobha\u0301n １２th"), Words({"siobhan", "siobhan", "12th"}));
  EXPECT_EQ(words("ge\u200Bne\u202E"), Words({"gene"}));
  EXPECT_EQ(words("a.b@c.example, www.d.example."), Words({"a.b@c.example", ",", "www.d.example", "."}));
  const std::string pilot = "👩‍✈️ok";
  const Tokens picture(pilot, Vocabulary());
  ASSERT_EQ(picture.size(), 2U);
  EXPECT_EQ(picture[0].kind, TokenKind::emoji);
  EXPECT_EQ(picture.written({0, 1}), "👩‍✈️");
  EXPECT_TRUE(words(" \t\r\n ").empty());
}

TEST(Tokens, know_lines_and_what_is_glued) {
  const Tokens tokens("Fri-Sun\r\n\r\nMike - mate\nok", Vocabulary());
  EXPECT_TRUE(tokens[1].joins);
  EXPECT_TRUE(tokens[2].glued);
  EXPECT_EQ(tokens[3].line_breaks_before, 2);
  EXPECT_FALSE(tokens[4].joins);
  EXPECT_EQ(tokens[6].line_breaks_before, 1);
}

/// Texts of the stuff mails are made of, broken bytes included.
rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>(
      "Mike", "mike t", "Gene O'Neal", "’s", "'", "May", "12", "12th", "the ", "next ", "Sat", "week", "5/12", "-", "–",
      "/", ".", ",", "(", ")", "\"", "\n", "\n\n", "   ", "2:30", "pm", "o'clock", "in ", "two weeks", " ago", " from ",
      "Queen", "Sanderson", "party", "2026", "99", "é", "Γιώργος", "🛥️", "\u200D", "\u202E", "\xC3", "\xFF", "@", "://",
      "www.", "a", "and ", "31", "Feb 29", "rest of the ", "Labor Day ", "weekend");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string out;
    for (const std::string& p : pieces) out += p;
    return out;
  });
}

RC_GTEST_PROP(Find, every_mention_lies_on_tokens_and_every_day_exists, ()) {
  const std::string text = *any_text();
  const Found found(text);
  std::uint32_t end = 0;
  for (const Token& token : found.tokens.all()) {
    RC_ASSERT(token.range.begin >= end && token.range.end > token.range.begin && token.range.end <= text.size());
    end = token.range.end;
  }
  if (is_valid_utf8(text)) {
    for (const Token& token : found.tokens.all())
      RC_ASSERT(is_valid_utf8(text.substr(token.range.begin, token.range.end - token.range.begin)));
  }
  for (const Mention& mention : found.all.in_order) {
    RC_ASSERT(mention.tokens.first < mention.tokens.end && mention.tokens.end <= found.tokens.size());
    RC_ASSERT(mention.bytes == found.tokens.bytes(mention.tokens));
    if (mention.covered_by) RC_ASSERT(*mention.covered_by < found.all.in_order.size());
  }
  for (const DateMention& mention : found.all.dates) {
    RC_ASSERT(!mention.readings.empty());
    for (const DateReading& reading : mention.readings) {
      RC_ASSERT(!reading.days.empty() && reading.days.size() <= static_cast<std::size_t>(date_reading_days_max));
      for (std::size_t i = 0; i < reading.days.size(); ++i) {
        RC_ASSERT(is_valid(reading.days[i]));
        if (i > 0) RC_ASSERT(reading.days[i - 1] < reading.days[i]);
      }
    }
  }
  for (const TimeMention& mention : found.all.times)
    RC_ASSERT(mention.from_minutes >= 0 && mention.from_minutes < 24 * 60);
  for (const PersonMention& mention : found.all.people) RC_ASSERT(!mention.written.empty());
}

TEST(Find, a_text_that_repeats_itself_costs_no_more_than_its_length) {
  // A quadratic step would take minutes here, and the test's own limit ends it.
  for (const char* piece : {"a", "'", "Mike ", "May 12, ", "Sat and ", "a.", "@", "(", "\"", "12/", "next ",
                            "Queen of the ", "\u200D", "Jan van der ", "in two weeks from "}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const Found found(text);
    EXPECT_LE(found.tokens.size(), text.size());
  }
}

}  // namespace
}  // namespace scc::extract
