// Headers: names and subjects in every encoding, one sender or none, dates that can be.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "mail/address.h"
#include "mail/authentication_results.h"
#include "mail/encoded_word.h"
#include "mail/mail_date.h"
#include "unit/mail/mail_text.h"

namespace scc::mail {
namespace {

TEST(EncodedWord, NeighboursArePutTogetherBeforeTheyAreConverted) {
  EXPECT_EQ(decode_header("=?UTF-8?B?Q3JldyDigJMgTQ==?= =?UTF-8?B?ViBBbHBoYQ==?=").text, "Crew – MV Alpha");
  EXPECT_EQ(decode_header("=?UTF-8?B?QQ==?= =?UTF-8?B?Qg==?= =?UTF-8?B?Qw==?=").text, "ABC");
  EXPECT_EQ(decode_header("=?UTF-8?B?Sm9zw6k=?= =?UTF-8?B?IE7DusOxZXo=?=").text, "José Núñez");
  EXPECT_EQ(decode_header("=?utf-8?q?Jos=C3?= =?utf-8?q?=A9?=").text, "José") << "a character split over two words";
  EXPECT_EQ(decode_header("=?iso-8859-1?Q?Jos=E9?= =?utf-8?q?_=C3=A9?= x").text, "José é x");
}

TEST(EncodedWord, WhatIsNoEncodedWordStaysAsItIs) {
  for (const char* text : {"=?", "a =?b", "=?utf-8?x?y?=", "=?utf-8?b?never ends", "1 =? 2 ?= 3"})
    EXPECT_EQ(decode_header(text).text, text);
}

RC_GTEST_PROP(EncodedWord, WhatIsEncodedWordByWordComesBack, ()) {
  std::string text;
  for (const char32_t c : *rc::gen::container<std::vector<char32_t>>(rc::gen::inRange<char32_t>(0x20, 0xD000))) {
    if (c != 0x7F) append_utf8(text, c);
  }
  static const char* hex = "0123456789ABCDEF";
  const auto size = *rc::gen::inRange<std::size_t>(1, 12);  // bytes a word: characters are split
  std::string header;
  for (std::size_t at = 0; at < text.size(); at += size) {
    header += (header.empty() ? "=?utf-8?q?" : " =?utf-8?q?");
    for (const char c : text.substr(at, size)) {
      const auto byte = static_cast<unsigned char>(c);
      header += {'=', hex[byte >> 4], hex[byte & 15]};
    }
    header += "?=";
  }
  RC_ASSERT(decode_header(header).text == text);
}

TEST(Address, OneMailboxIsASenderAndNothingElseIs) {
  EXPECT_EQ(sole_address("Carole Whitfield <Carole@Sailing.Example>")->mailbox, "Carole@sailing.example");
  EXPECT_EQ(sole_address("carole@sailing.example (Carole)")->display_name, "Carole");
  EXPECT_EQ(sole_address("\"Whitfield, Carole\" <carole@sailing.example>")->display_name, "Whitfield, Carole");
  EXPECT_EQ(sole_address("=?utf-8?q?Jos=C3=A9?= <jose@sailing.example>")->display_name, "José");
  for (const char* value : {"", "Carole", "a@b.example, c@d.example", "Crew: a@b.example;", "<@x.example:a@b.example>",
                            "<a@b.example> <c@d.example>", "a@b.example <c@d.example> x", "\"open <a@b.example>",
                            "(open a@b.example", "<a@b.example", "=?utf-8?q?a=40b?=", "a b@c.example", "@b.example",
                            "a@", "a..b@c.example", "A long name <a@b.example> x: y"}) {
    EXPECT_FALSE(sole_address(value)) << value;
  }
}

TEST(Address, ANameIsNeverReadForIdentity) {
  EXPECT_EQ(sole_address("\"carole@sailing.example\" <eve@evil.example>")->mailbox, "eve@evil.example");
}

TEST(AuthenticationResults, CommentsQuotesAndFoldsAreReadByTheGrammar) {
  const auto results = parse_authentication_results(
      " mx.google.com (really);\r\n spf=pass (a; dmarc=pass) smtp.mailfrom=\"x; dmarc=pass\"@b.example;\r\n dmarc=fail "
      "(p=REJECT) header.from=b.example");
  ASSERT_TRUE(results);
  ASSERT_EQ(results->methods.size(), 2U);
  EXPECT_EQ(results->authserv_id, "mx.google.com");
  EXPECT_EQ(results->methods[0].property("smtp.mailfrom"), "x; dmarc=pass@b.example");
  EXPECT_EQ(results->methods[1].result, "fail");
  EXPECT_TRUE(parse_authentication_results("mx.google.com; none"));
  for (const char* broken : {"", "; dmarc=pass", "mx.google.com (open; dmarc=pass", "mx.google.com; dmarc",
                             "mx.google.com 2; dmarc=pass", "mx.google.com; dmarc=pass header.from=\"open"}) {
    EXPECT_FALSE(parse_authentication_results(broken)) << broken;
  }
}

TEST(Trust, SpamTrashAndDraftsAreNeverTrusted) {
  for (const char* label : {"SPAM", "TRASH", "DRAFT"}) {
    const auto message = parse_message(proven_headers() + "\nx", {MessageId("m"), "", std::nullopt, {"INBOX", label}},
                                       carole_is_trusted());
    EXPECT_EQ(message.trust.trust, Trust::untrusted) << label;
  }
  EXPECT_EQ(read(proven_headers() + "\nx").trust.trust, Trust::trusted);
}

TEST(Trust, AFolderWithoutResultsIsBelievedOnlyWhereThePolicySaysSo) {
  const std::string bare = "From: carole@sailing.example\n\nx";
  TrustPolicy policy = carole_is_trusted();
  const TrustVerdict refused = parse_message(bare, {}, policy).trust;
  EXPECT_EQ(refused.trust, Trust::untrusted);
  EXPECT_NE(refused.reason.find("mail.without_header = \"believe\""), std::string::npos) << refused.reason;
  policy.without_header = TrustPolicy::WithoutHeader::believe;
  EXPECT_EQ(parse_message(bare, {}, policy).trust.trust, Trust::trusted);
  const std::string other = "Authentication-Results: other.example; dmarc=pass\n" + bare;
  const TrustVerdict foreign = parse_message(other, {}, policy).trust;
  EXPECT_EQ(foreign.trust, Trust::untrusted) << "a header of another server proves nothing";
  EXPECT_EQ(foreign.reason.find("without_header"), std::string::npos) << "it would not help: " << foreign.reason;
  policy.authserv_id = "";
  EXPECT_EQ(parse_message(bare, {}, policy).trust.trust, Trust::untrusted) << "no server: fail closed";
}

TEST(MailDate, ADateThatCanNotBeGivesWayToTheArrival) {
  const Instant arrival = *parse_rfc3339("2026-06-09T16:05:39Z");
  const Envelope envelope{MessageId("m"), "", arrival, {}};
  const auto date = [&](const std::string& header) {
    return parse_message(header + "From: a@b.example\n\nx", envelope, {}).date;
  };
  EXPECT_EQ(date("Date: Tue, 9 Jun 2026 01:00:00 -0700\n"), *parse_rfc3339("2026-06-09T08:00:00Z"));
  for (const char* header :
       {"", "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Date: Fri, 5 Jun 2099 00:00:00 +0000\n", "Date: yesterday\n",
        "Date: Tue, 9 Jun 2026 01:00:00 -0700\nDate: Tue, 2 Jun 2026 01:00:00 -0700\n"}) {
    EXPECT_EQ(date(header), arrival) << header;
  }
}

TEST(MailDate, WithoutAMailboxTheTopReceivedLineIsTheArrival) {
  const auto message = read(
      "Received: from a by b; Tue, 9 Jun 2026 09:05:39 -0700\nReceived: from c by d; Mon, 8 Jun 2026 09:00:00 "
      "-0700\n\nx");
  EXPECT_EQ(message.received, *parse_rfc3339("2026-06-09T16:05:39Z"));
  EXPECT_EQ(message.date, message.received);
}

}  // namespace
}  // namespace scc::mail
