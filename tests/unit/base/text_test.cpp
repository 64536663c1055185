#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hash.h"
#include "base/result.h"

namespace scc {
namespace {

TEST(Text, TwoSpellingsOfOneNameFoldAlike) {
  EXPECT_EQ(fold("Siobhán"), "siobhan");
  EXPECT_EQ(fold("Γιώργος"), "giorgos");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("Łukasz"), "lukasz");
  EXPECT_EQ(fold("Иван"), "ivan");
  EXPECT_EQ(fold("Ｇｅｎｅ"), "gene");
  EXPECT_EQ(fold("Ge\u200bne"), "gene");
  EXPECT_EQ(fold("Rene\u0301"), "rene");
  EXPECT_EQ(fold("O’Neal"), "o'neal");
}

TEST(Text, ASlugIsLettersDigitsAndSingleHyphens) {
  EXPECT_EQ(slug("Gene O'Neal"), "gene-oneal");
  EXPECT_EQ(slug("  Laura Bennett-Cruz! "), "laura-bennett-cruz");
  EXPECT_EQ(slug("🥂"), "");
}

TEST(Text, BrokenBytesBecomeReplacementCharacters) {
  EXPECT_EQ(scrub_utf8("a\xff"
                       "b"),
            "a\uFFFDb");
  EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));
  EXPECT_FALSE(is_valid_utf8("\xc0\xaf"));
  EXPECT_TRUE(is_valid_utf8("🥂"));
}

TEST(Text, BrowsersCountInUtf16) {
  EXPECT_EQ(utf16_length("a🥂é"), 4U);
}

TEST(Hash, TheHashOfNothingIsTheKnownOne) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Result, AnErrorCarriesItsRemedy) {
  const Result<int> failed = Error{Remedy::retry, "the calendar did not answer"};
  EXPECT_FALSE(failed);
  EXPECT_EQ(failed.error().remedy, Remedy::retry);
  EXPECT_EQ(failed.value_or(7), 7);
}

RC_GTEST_PROP(TextProperty, WhateverBytesComeScrubbedTextIsValid, (const std::string& bytes)) {
  RC_ASSERT(is_valid_utf8(scrub_utf8(bytes)));
  RC_ASSERT(scrub_utf8(scrub_utf8(bytes)) == scrub_utf8(bytes));
}

RC_GTEST_PROP(TextProperty, FoldingTwiceIsFoldingOnce, ()) {
  std::string text;
  for (const auto code : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 0x600))) {
    append_utf8(text, static_cast<char32_t>(code));
  }
  RC_ASSERT(fold(fold(text)) == fold(text));
}

}  // namespace
}  // namespace scc
