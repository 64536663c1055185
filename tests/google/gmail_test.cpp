#include "adapters/gmail/gmail_mailbox.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::object;

std::string mail_text(int number, const std::string& from = "carole@sailing.example") {
  return "From: Carole <" + from + ">\r\nSubject: Crew " + std::to_string(number) +
         "\r\nDate: Mon, 6 Apr 2026 09:14:22 -0700\r\n\r\nGene has it. " + std::string("\xc3\xa9\r\n");
}

class Gmail : public testing::Test {
 protected:
  void SetUp() override { world.control("reset"); }
  void TearDown() override { EXPECT_EQ(world.violations(), ""); }

  std::string add_mail(int number, const object& more = {}) {
    object mail{{"raw", mail_text(number)}};
    for (const auto& [name, value] : more) mail[name] = value;
    return std::string(world.control("mail", mail).at("id").as_string());
  }
  GmailSettings settings(const std::string& cache = "") {
    return {world.root() + "/gmail/v1", "from:(carole@sailing.example)", cache, ""};
  }

  struct Reading {
    std::multiset<std::string> ids;
    std::string cursor;
    Error error;
  };
  static Reading read_all(GmailMailbox& mailbox, const std::string& cursor) {
    Reading reading;
    std::string page;
    for (int pages = 0; pages < 100; ++pages) {
      auto step = mailbox.changes(cursor, page);
      if (!step) {
        reading.error = step.error();
        return reading;
      }
      for (const auto& id : step->messages) reading.ids.insert(id.text);
      reading.cursor = step->cursor;
      page = step->next_page;
      if (page.empty()) return reading;
    }
    ADD_FAILURE() << "the pages do not end";
    return reading;
  }
  GoogleWorld& world = GoogleWorld::instance();
};

using Ids = std::multiset<std::string>;

TEST_F(Gmail, TheFirstReadingFindsEveryMailOfTheQueryAcrossPages) {
  world.control("gmail", object{{"page_limit", 2}, {"empty_page_every", 2}});
  Ids wanted;
  for (int i = 0; i < 7; ++i) wanted.insert(add_mail(i));
  world.control("mail", object{{"raw", mail_text(9, "eve@elsewhere.example")}});
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  EXPECT_EQ(read_all(mailbox, "").ids, wanted);
}

TEST_F(Gmail, AMailThatComesDuringTheFirstReadingIsFoundByTheNext) {
  add_mail(1);
  world.control("before", object{{"match", "messages.list"},
                                 {"do", "mail"},
                                 {"with", object{{"raw", mail_text(2, "hal@sailing.example")}}}});
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  EXPECT_EQ(read_all(mailbox, first.cursor).ids.size(), 1U);
}

TEST_F(Gmail, ARunWithNothingNewIsOneHistoryCall) {
  add_mail(1);
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  world.control("zero");
  const Reading second = read_all(mailbox, first.cursor);
  EXPECT_TRUE(second.ids.empty());
  EXPECT_EQ(world.calls("gmail.users.history.list"), 1);
  EXPECT_EQ(world.state("units"), 2);
}

TEST_F(Gmail, OneNewMailCostsAtMostTwentyTwoUnits) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  const std::string id = add_mail(1);
  world.control("zero");
  EXPECT_EQ(read_all(mailbox, first.cursor).ids, Ids{id});
  ASSERT_TRUE(mailbox.fetch(MessageId(id)).has_value());
  EXPECT_LE(world.state("units"), 22);
}

TEST_F(Gmail, AMailInSpamIsNewsOnlyWhenSomebodyRescuesIt) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading start = read_all(mailbox, "");
  const std::string id = add_mail(1, object{{"labels", boost::json::array{"SPAM"}}});
  const Reading second = read_all(mailbox, start.cursor);
  EXPECT_TRUE(second.ids.empty());
  world.control("labels",
                object{{"id", id}, {"add", boost::json::array{"INBOX"}}, {"remove", boost::json::array{"SPAM"}}});
  EXPECT_EQ(read_all(mailbox, second.cursor).ids, Ids{id});
}

TEST_F(Gmail, AnExpiredHistoryAsksForAWholeReading) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  world.control("expire_history");
  EXPECT_EQ(read_all(mailbox, first.cursor).error.remedy, Remedy::resync);
}

TEST_F(Gmail, AMailComesByteForByteWithItsDateAndLabels) {
  const std::string id = add_mail(1, object{{"internal_date", 1'775'492'062'000}});
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const auto mail = mailbox.fetch(MessageId(id));
  ASSERT_TRUE(mail.has_value()) << mail.error().what;
  EXPECT_EQ(mail->bytes, mail_text(1));
  EXPECT_EQ(mail->envelope.internal_date, Instant{1'775'492'062'000});
  EXPECT_EQ(mail->envelope.labels, (std::vector<std::string>{"INBOX", "UNREAD"}));
}

TEST_F(Gmail, ReadingAMailAgainCostsNoCall) {
  const std::string id = add_mail(1);
  SignedIn account(gmail_quota);
  const std::string cache = fresh_folder();
  GmailMailbox mailbox(account.transport, account.clock, settings(cache));
  const auto first = mailbox.fetch(MessageId(id));
  ASSERT_TRUE(first.has_value());
  world.control("zero");
  const auto second = mailbox.fetch(MessageId(id));
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->bytes, first->bytes);
  EXPECT_EQ(second->envelope, first->envelope);
  EXPECT_EQ(world.calls("gmail.users.messages.get"), 0);
}

TEST_F(Gmail, AMailGoneBetweenListAndGetIsSkipped) {
  const std::string id = add_mail(1);
  world.control("remove_mail", object{{"id", id}});
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  EXPECT_EQ(mailbox.fetch(MessageId(id)).error().remedy, Remedy::skip);
}

TEST_F(Gmail, OnceADayTheSweepFindsWhatHistoryLost) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  const std::string id = add_mail(1, object{{"internal_date", 4'000'000'000'000}, {"unrecorded", true}});
  account.clock.advance(hours(23));
  const Reading second = read_all(mailbox, first.cursor);
  EXPECT_TRUE(second.ids.empty());
  account.clock.advance(hours(1));
  const Reading third = read_all(mailbox, second.cursor);
  EXPECT_EQ(third.ids, Ids{id}) << third.error.what;
  world.control("zero");
  EXPECT_TRUE(read_all(mailbox, third.cursor).ids.empty()) << "twice a day";
  EXPECT_EQ(world.calls("gmail.users.messages.list"), 0);
}

TEST_F(Gmail, ADayOfIdlePollingOnceAMinuteStaysUnderThreeThousandUnits) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  std::string cursor = read_all(mailbox, "").cursor;
  world.control("zero");
  for (int minute = 0; minute < 24 * 60; ++minute) {
    account.clock.advance(minutes(1));
    const Reading reading = read_all(mailbox, cursor);
    ASSERT_EQ(reading.error.what, "");
    cursor = reading.cursor;
  }
  EXPECT_LE(world.state("units"), 3000);
  EXPECT_EQ(world.calls("gmail.users.messages.list"), 1) << "the day's sweep";
}

TEST_F(Gmail, ThePlaceInOneMailboxIsNeverTakenForAPlaceInAnother) {
  SignedIn account(gmail_quota);
  GmailMailbox mine(account.transport, account.clock, settings());
  const Reading first = read_all(mine, "");
  GmailSettings other = settings();
  other.account = "somebody@else.example";
  GmailMailbox theirs(account.transport, account.clock, other);
  EXPECT_EQ(read_all(theirs, first.cursor).error.remedy, Remedy::resync);
}

TEST_F(Gmail, TheDefaultQueryNamesTheSendersAndTheWindow) {
  EXPECT_EQ(default_query({"carole@sailing.example"}, 60), "from:carole@sailing.example newer_than:60d");
  EXPECT_EQ(default_query({"a@x.example", "b@x.example"}, 7), "from:(a@x.example OR b@x.example) newer_than:7d");
  EXPECT_EQ(default_query({}, 60), "newer_than:60d");
}

TEST_F(Gmail, TheTopicIsToldForSevenDays) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const auto until = mailbox.watch("projects/harbour/topics/mail");
  ASSERT_TRUE(until.has_value()) << until.error().what;
  EXPECT_GT(*until, parse_rfc3339("2026-01-01T00:00:00Z").value());
  EXPECT_EQ(mailbox.watch("not a topic").error().remedy, Remedy::stop);
}

class GmailFault : public Gmail, public testing::WithParamInterface<const char*> {};

TEST_P(GmailFault, APassingFaultOfAnyCallLeavesTheReadingWhole) {
  for (const char* call : {"getProfile", "messages.list", "history.list", "messages.get"}) {
    world.control("reset");
    const std::string id = add_mail(1);
    SignedIn account(gmail_quota);
    GmailMailbox mailbox(account.transport, account.clock, settings());
    world.control("fault", object{{"match", call}, {"kind", GetParam()}, {"times", 2}});
    const Reading first = read_all(mailbox, "");
    EXPECT_EQ(first.ids, Ids{id}) << call << ": " << first.error.what;
    EXPECT_EQ(read_all(mailbox, first.cursor).error.what, "") << call;
    const auto mail = mailbox.fetch(MessageId(id));
    ASSERT_TRUE(mail.has_value()) << call << ": " << mail.error().what;
    EXPECT_EQ(mail->bytes, mail_text(1));
    // libcurl resends by itself when a kept connection dies before any answer.
    EXPECT_GE(account.transport.spending().retries, 1) << call;
  }
}
INSTANTIATE_TEST_SUITE_P(Faults, GmailFault,
                         testing::Values("rateLimitExceeded", "userRateLimitExceeded", "tooManyRequests",
                                         "backendError", "internalError", "reset", "cut", "portal", "half"));

TEST_F(Gmail, AFaultThatStaysIsAnErrorToTryLaterAndEndsAfterNamedTries) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  world.control("fault", object{{"match", "getProfile"}, {"kind", "backendError"}, {"times", 1000}});
  EXPECT_EQ(read_all(mailbox, "").error.remedy, Remedy::retry);
  EXPECT_EQ(world.calls("gmail.users.getProfile"), attempts_max);
}

TEST_F(Gmail, RetryAfterIsHonoured) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  world.control("fault", object{{"match", "getProfile"}, {"kind", "tooManyRequests"}, {"retry_after", 17}});
  EXPECT_EQ(read_all(mailbox, "").error.what, "");
  EXPECT_GE(account.clock.slept(), 17'000);
}

TEST_F(Gmail, AnExpiredAccessTokenIsRenewedInTheMiddle) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading first = read_all(mailbox, "");
  world.control("expire_access_tokens");
  EXPECT_EQ(read_all(mailbox, first.cursor).error.what, "");
  EXPECT_EQ(world.state("refreshes"), 2);
}

TEST_F(Gmail, AGrantWithoutGmailSaysWhatToTick) {
  SignedIn account(gmail_quota, object{{"scopes", boost::json::array{std::string(calendar_scope)}}});
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const Reading reading = read_all(mailbox, "");
  EXPECT_EQ(reading.error.remedy, Remedy::reauth);
  EXPECT_NE(reading.error.what.find("scc auth login"), std::string::npos);
}

TEST_F(Gmail, AThousandMailsAreFetchedUnderTheQuota) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox(account.transport, account.clock, settings());
  const std::string id = add_mail(1);
  const Instant start = account.clock.now();
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(mailbox.fetch(MessageId(id)).has_value());
  const double minutes_passed = static_cast<double>((account.clock.now() - start).milliseconds) / 60'000.0;
  EXPECT_GE(minutes_passed, (20'000.0 - 500) / 5500.0);
  EXPECT_LE(minutes_passed, 20'000.0 / 5500.0 + 0.1);
}

}  // namespace
}  // namespace scc::google
