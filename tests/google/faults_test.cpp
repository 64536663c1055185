#include <gtest/gtest.h>

#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::object;

/// Gives every call less time than it asks for, and notes what it asked for.
class Hurried final : public HttpTransport {
 public:
  explicit Hurried(HttpTransport& inner) : inner_(inner) {}
  Result<HttpResponse> send(const HttpRequest& request) override {
    longest = std::max(longest, request.timeout);
    endless = endless || request.timeout == wait_for_ever;
    HttpRequest hurried = request;
    hurried.timeout = Duration{300};
    auto answer = inner_.send(hurried);
    if (!answer) failures.push_back(answer.error());
    return answer;
  }
  Duration longest{0};
  bool endless = false;
  std::vector<Error> failures;

 private:
  HttpTransport& inner_;
};

class Faults : public testing::Test {
 protected:
  void SetUp() override { world.control("reset"); }
  std::string add_mail(std::size_t bytes = 10) {
    const std::string raw = "From: carole@sailing.example\r\nSubject: Crew\r\n\r\n" + std::string(bytes, 'x') + "\r\n";
    return std::string(world.control("mail", object{{"raw", raw}}).at("id").as_string());
  }
  GmailMailbox mailbox_on(HttpTransport& transport, Clock& clock) {
    return {transport, clock, {world.root() + "/gmail/v1", "from:carole@sailing.example", "", ""}};
  }
  void fault(const char* match, const char* kind, int times = 1) {
    world.control("fault", object{{"match", match}, {"kind", kind}, {"times", times}});
  }
  GoogleWorld& world = GoogleWorld::instance();
};

TEST_F(Faults, ACallThatStallsEndsAtItsDeadlineAndIsTriedAgain) {
  for (const char* kind : {"stall", "stall_body"}) {
    world.control("reset");
    const std::string id = add_mail();
    world.control("event", object{{"summary", "Jennifer Sanderson"},
                                  {"start", object{{"date", "2026-05-12"}}},
                                  {"end", object{{"date", "2026-05-13"}}}});
    SignedIn account(gmail_quota);
    Hurried hurried(account.curl);
    GoogleTransport transport(hurried, account.tokens, account.clock, account.entropy, gmail_quota);
    GmailMailbox mailbox = mailbox_on(transport, account.clock);
    GoogleCalendar calendar(transport, {world.root() + "/calendar/v3", "crew-calendar@group.calendar.example",
                                        Zone::utc(), parse_rfc3339("2026-03-01T00:00:00Z").value(), ""});
    for (const char* call : {"getProfile", "messages.list", "messages.get", "history.list", "events.list"})
      fault(call, kind);
    const auto list = mailbox.changes("", "");
    ASSERT_TRUE(list.has_value()) << list.error().what;
    EXPECT_EQ(list->messages, std::vector{MessageId(id)});
    EXPECT_TRUE(mailbox.fetch(MessageId(id)).has_value());
    EXPECT_TRUE(mailbox.changes(list->cursor, "").has_value());
    EXPECT_EQ(calendar.changes("", "").value().events.size(), 1U);
    EXPECT_EQ(hurried.failures.size(), 5U) << kind;
    for (const Error& error : hurried.failures) EXPECT_EQ(error.remedy, Remedy::retry) << error.what;
    EXPECT_FALSE(hurried.endless) << "each call has a deadline of its own";
    EXPECT_LE(hurried.longest, seconds(30));
  }
}

TEST_F(Faults, AWriteThatStallsAfterItWasTakenIsNotDoneTwice) {
  const std::string id(world
                           .control("event", object{{"summary", "Jennifer Sanderson"},
                                                    {"start", object{{"date", "2026-05-12"}}},
                                                    {"end", object{{"date", "2026-05-13"}}}})
                           .at("id")
                           .as_string());
  SignedIn account(calendar_quota);
  Hurried hurried(account.curl);
  GoogleTransport transport(hurried, account.tokens, account.clock, account.entropy, calendar_quota);
  GoogleCalendar calendar(transport, {world.root() + "/calendar/v3", "crew-calendar@group.calendar.example",
                                      Zone::utc(), parse_rfc3339("2026-03-01T00:00:00Z").value(), ""});
  const auto before = calendar.event(EventId(id)).value();
  world.control("fault", object{{"match", "events.patch"}, {"kind", "stall"}, {"after", true}});
  EXPECT_EQ(calendar.patch_description(EventId(id), {"ours", {}}, before->etag).error().remedy, Remedy::resync);
  EXPECT_EQ(calendar.event(EventId(id)).value()->description, "ours");
}

TEST_F(Faults, AStalledTokenEndpointIsAnErrorToTryLater) {
  SignedIn account(gmail_quota);
  Hurried hurried(account.curl);
  OauthClient client(hurried, endpoints_at(world.root()));
  GrantTokens tokens(account.file, client, account.clock);
  fault("POST /token", "stall");
  EXPECT_EQ(tokens.access_token().error().remedy, Remedy::retry);
  EXPECT_TRUE(tokens.access_token().has_value());
}

TEST_F(Faults, AnAnswerOfTheTokenEndpointThatIsNoJsonIsAnErrorToTryLater) {
  for (const char* kind : {"portal", "half", "bad_utf8"}) {
    SignedIn account(gmail_quota);
    fault("POST /token", kind);
    const auto token = account.tokens.access_token();
    ASSERT_FALSE(token.has_value()) << kind;
    EXPECT_EQ(token.error().remedy, Remedy::retry) << token.error().what;
    EXPECT_TRUE(account.tokens.access_token().has_value()) << kind << ": the grant is not broken by it";
  }
}

TEST_F(Faults, AnAnswerThatUnpacksToMoreThanTheLimitIsRefused) {
  const std::string id = add_mail();
  SignedIn account(gmail_quota);
  GmailMailbox mailbox = mailbox_on(account.transport, account.clock);
  fault("messages.get", "flood", 100);
  const auto mail = mailbox.fetch(MessageId(id));
  ASSERT_FALSE(mail.has_value());
  EXPECT_EQ(mail.error().remedy, Remedy::stop);
  EXPECT_NE(mail.error().what.find("larger than"), std::string::npos) << mail.error().what;
  EXPECT_EQ(world.calls("gmail.users.messages.get"), 1) << "asking again brings the same";
}

TEST_F(Faults, AnAnswerThatIsNoUtf8IsTriedAgain) {
  const std::string id = add_mail();
  SignedIn account(gmail_quota);
  GmailMailbox mailbox = mailbox_on(account.transport, account.clock);
  for (const char* call : {"getProfile", "messages.list", "messages.get"}) fault(call, "bad_utf8");
  const auto list = mailbox.changes("", "");
  ASSERT_TRUE(list.has_value()) << list.error().what;
  EXPECT_EQ(list->messages, std::vector{MessageId(id)});
  EXPECT_TRUE(mailbox.fetch(MessageId(id)).has_value());
  EXPECT_EQ(account.transport.spending().retries, 3);
}

TEST_F(Faults, RetryAfterMayBeADate) {
  SignedIn account(gmail_quota);  // at 2026-04-20 12:00:00
  GmailMailbox mailbox = mailbox_on(account.transport, account.clock);
  const auto retry_after = [&](const char* date) {
    world.control("fault",
                  object{{"match", "getProfile"}, {"kind", "tooManyRequests"}, {"times", 1}, {"retry_after", date}});
    const std::int64_t before = account.clock.slept();
    const auto profile = mailbox.profile();
    return std::pair(account.clock.slept() - before, profile ? std::string() : profile.error().what);
  };
  const auto [waited, error] = retry_after("Mon, 20 Apr 2026 12:00:41 GMT");
  EXPECT_EQ(error, "");
  EXPECT_GE(waited, 40'000);
  EXPECT_LE(waited, 42'000);
  const auto [passed, no_error] = retry_after("Mon, 20 Apr 2026 11:00:00 GMT");
  EXPECT_EQ(no_error, "") << "a date that has passed asks for no wait";
  EXPECT_LE(passed, backoff_first.milliseconds);
  const auto [late, too_long] = retry_after("Mon, 20 Apr 2026 13:00:00 GMT");
  EXPECT_NE(too_long.find("asks to wait"), std::string::npos) << too_long;
}

TEST_F(Faults, AnswersComeCompressedAndOverFewConnections) {
  SignedIn account(gmail_quota);
  GmailMailbox mailbox = mailbox_on(account.transport, account.clock);
  const std::string id = add_mail(20'000);
  world.control("zero");
  constexpr int calls = 100;
  for (int i = 0; i < calls; ++i) ASSERT_EQ(mailbox.fetch(MessageId(id)).value().bytes.size(), 20'049U);
  EXPECT_EQ(world.calls("gmail.users.messages.get"), calls);
  EXPECT_GE(world.state("gzipped"), calls);
  EXPECT_EQ(world.state("plain"), 0);
  EXPECT_LE(world.state("connections"), 1);
}

TEST_F(Faults, TheTransportSpeaksHttp2WithAServerOfSomebodyElse) {
  const auto server = world.control("http2");
  const std::string address(server.at("address").as_string());
  CurlTransport curl{CurlSettings{std::string(server.at("authority").as_string())}};
  constexpr int calls = 20;
  for (int i = 0; i < calls; ++i) {
    const auto answer = curl.send({"GET", address + "/gmail/v1/users/me/profile", {}, {}});
    ASSERT_TRUE(answer.has_value()) << answer.error().what;
    const auto told = boost::json::parse(answer->body);
    EXPECT_EQ(told.at("version").as_string(), "2.0");
    EXPECT_EQ(told.at("connections").as_int64(), 1) << "one connection for all";
  }
  CurlTransport stranger{CurlSettings{}};
  EXPECT_FALSE(stranger.send({"GET", address + "/", {}, {}}).has_value()) << "its authority is not believed";
}

}  // namespace
}  // namespace scc::google
