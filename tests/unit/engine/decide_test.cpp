#include "engine/decide.h"

#include <gtest/gtest.h>

namespace scc::engine {
namespace {

mail::Message trusted_mail() {
  mail::Message message;
  message.trust = {mail::Trust::trusted, "dmarc=pass at mx.google.com"};
  return message;
}

extract::Statement statement(extract::Certainty certainty, const std::string& reason = "") {
  extract::Statement made;
  made.charter = CharterId("jennifer-sanderson-2026-05-12");
  made.role = RoleId("captain");
  made.person = {PersonId("gene-oneal"), "Gene O'Neal"};
  made.certainty = certainty;
  made.reason = reason;
  return made;
}

const extract::Statement sure = statement(extract::Certainty::certain);
const extract::Statement unsure = statement(extract::Certainty::uncertain, "It says might.");

TEST(Decide, WhatIsCertainIsApplied) {
  const Decision decision = decide(trusted_mail(), {extract::Concern::changes, {sure}, {"a list of crew"}, {}, {}});
  EXPECT_EQ(decision.disposition, Disposition::apply);
  EXPECT_EQ(decision.accepted, std::vector{sure});
  EXPECT_TRUE(decision.proposed.empty());
  EXPECT_EQ(decision.reasons, std::vector<std::string>{"a list of crew"});
}

TEST(Decide, WhatIsUncertainBesideWaitsForAPerson) {
  const Decision decision = decide(trusted_mail(), {extract::Concern::changes, {unsure, sure}, {"a list"}, {}, {}});
  EXPECT_EQ(decision.disposition, Disposition::apply);
  EXPECT_EQ(decision.accepted, std::vector{sure});
  EXPECT_EQ(decision.proposed, std::vector{unsure});
  EXPECT_EQ(decision.reasons.front(), "It says might.");
}

TEST(Decide, OnlyUncertainChangesOrAQuestionAreForReview) {
  EXPECT_EQ(decide(trusted_mail(), {extract::Concern::changes, {unsure}, {}, {}, {}}).disposition, Disposition::review);
  const Decision question = decide(trusted_mail(), {extract::Concern::question, {}, {"Two sails fit."}, {}, {}});
  EXPECT_EQ(question.disposition, Disposition::review);
  EXPECT_EQ(question.reasons, std::vector<std::string>{"Two sails fit."});
}

TEST(Decide, AMailThatSaysNothingOfCrewIsIgnored) {
  EXPECT_EQ(decide(trusted_mail(), {extract::Concern::nothing, {}, {"a newsletter"}, {}, {}}).disposition,
            Disposition::ignore);
}

TEST(Decide, AMailWithAProblemDecidesNothingByItself) {
  mail::Message message = trusted_mail();
  message.problems = {"Part of the text is hidden."};
  const Decision decision = decide(message, {extract::Concern::changes, {sure}, {}, {}, {}});
  EXPECT_EQ(decision.disposition, Disposition::review);
  EXPECT_TRUE(decision.accepted.empty());
  EXPECT_EQ(decision.proposed, std::vector{sure});
  EXPECT_EQ(decision.reasons.front(), "Part of the text is hidden.");
  EXPECT_EQ(decide(message, {}).disposition, Disposition::review);
}

TEST(Decide, AMailThatIsNotTrustedChangesAndProposesNothingHoweverConvincing) {
  mail::Message message = trusted_mail();
  message.trust = {mail::Trust::untrusted, "dmarc=fail at mx.google.com"};
  message.problems = {"Part of the text is hidden."};
  const Decision decision = decide(message, {extract::Concern::changes, {sure, unsure}, {"a list"}, {}, {}});
  EXPECT_EQ(decision, (Decision{Disposition::reject, {}, {}, {"dmarc=fail at mx.google.com"}}));
}

TEST(Decide, AReasonIsSaidOnce) {
  const Decision decision =
      decide(trusted_mail(), {extract::Concern::changes, {unsure, unsure}, {"It says might."}, {}, {}});
  EXPECT_EQ(decision.reasons, std::vector<std::string>{"It says might."});
}

}  // namespace
}  // namespace scc::engine
