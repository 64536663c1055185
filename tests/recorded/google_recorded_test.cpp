#include <gtest/gtest.h>

#include "adapters/curl/curl_transport.h"
#include "adapters/gmail/gmail_mailbox.h"
#include "adapters/google_calendar/google_calendar.h"
#include "adapters/google_identity/token_verifier.h"
#include "adapters/google_oauth/oauth_client.h"
#include "adapters/google_transport/google_transport.h"
#include "adapters/webhook/webhook_notifier.h"
#include "fakes/manual_clock.h"
#include "recording.h"

namespace scc::google {
namespace {

using recorded::Recording;

class OneToken final : public AccessTokens {
 public:
  Result<Secret> access_token() override { return Secret("ya29.recorded"); }
  void refused(const Secret&) override {}
};

struct Wire {
  explicit Wire(const std::string& name) : recording("google/" + name) {}
  Recording recording;
  fakes::ManualClock clock{parse_rfc3339("2026-05-10T12:00:00Z").value()};
  fakes::CountingEntropy entropy;
  CurlTransport curl{CurlSettings{}};
  OneToken tokens;
  GoogleTransport transport{curl, tokens, clock, entropy, gmail_quota};
  GmailMailbox gmail{
      transport,
      clock,
      {recording.root() + "/gmail/v1", "from:carole@sailing.example newer_than:60d", "", "crew@sailing.example"}};
  GoogleCalendar calendar{
      transport,
      {recording.root() + "/calendar/v3", "crew@group.calendar.example", zone_named("America/Los_Angeles").value(),
       parse_rfc3339("2026-04-10T12:00:00Z").value(), ""}};
  OauthClient oauth{curl, endpoints_at(recording.root())};
  OauthApp app{"scc-test.apps.example", Secret("recorded-secret")};
};

const std::string cursor = "88012;1778414400000;crew@sailing.example";

TEST(GmailRecorded, Profile) {
  Wire wire("gmail-profile");
  const auto profile = wire.gmail.profile();
  ASSERT_TRUE(profile.has_value()) << profile.error().what;
  EXPECT_EQ(profile->address, "crew@sailing.example");
  EXPECT_EQ(profile->history_id, "88012");
  EXPECT_EQ(profile->messages, 4211);
}

TEST(GmailRecorded, ASecondPageOfTheList) {
  Wire wire("gmail-list-page");
  const auto page = wire.gmail.changes("", "l88012/p500n1");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_EQ(page->messages, (std::vector{MessageId("19a1f0c2d3e4b5a6"), MessageId("19a1f0c2d3e4b5a7")}));
  EXPECT_EQ(page->next_page, "l88012/09876543210987654321");
}

TEST(GmailRecorded, AnEmptyLastPageOfTheList) {
  Wire wire("gmail-list-empty");
  const auto page = wire.gmail.changes("", "l88012/p500n2");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_TRUE(page->messages.empty());
  EXPECT_EQ(page->cursor, cursor);
}

TEST(GmailRecorded, TheHistorySinceACursor) {
  Wire wire("gmail-history");
  const auto page = wire.gmail.changes(cursor, "");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_EQ(page->messages, (std::vector{MessageId("19a1f0c2d3e4b5a6"), MessageId("19a1f0c2d3e4b5a9")}))
      << "added, and rescued from spam; not what is still in spam";
  EXPECT_EQ(page->cursor, "88047;1778414400000;crew@sailing.example");
}

TEST(GmailRecorded, AHistoryThatIsTooOld) {
  Wire wire("gmail-history-gone");
  EXPECT_EQ(wire.gmail.changes(cursor, "").error().remedy, Remedy::resync);
}

TEST(GmailRecorded, TheDailySweep) {
  Wire wire("gmail-sweep");
  const auto page = wire.gmail.changes(cursor, "s88047/");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_EQ(page->messages.size(), 1U);
  EXPECT_EQ(page->cursor, "88047;1778414400000;crew@sailing.example");
}

TEST(GmailRecorded, AMailAsItsBytes) {
  Wire wire("gmail-get");
  const auto mail = wire.gmail.fetch(MessageId("19a1f0c2d3e4b5a6"));
  ASSERT_TRUE(mail.has_value()) << mail.error().what;
  EXPECT_EQ(mail->bytes, "From: carole@sailing.example\r\nSubject: Crew\r\n\r\nGene has it. \xc3\xa9?>~\r\n");
  EXPECT_EQ(mail->envelope.internal_date, Instant{1778283667000});
  EXPECT_EQ(mail->envelope.labels, (std::vector<std::string>{"INBOX", "UNREAD"}));
}

TEST(GmailRecorded, AMailThatIsGone) {
  Wire wire("gmail-get-gone");
  EXPECT_EQ(wire.gmail.fetch(MessageId("19a1f0c2d3e4b5a6")).error().remedy, Remedy::skip);
}

TEST(GmailRecorded, AWatchOfATopic) {
  Wire wire("gmail-watch");
  EXPECT_EQ(wire.gmail.watch("projects/harbour/topics/mail").value(), Instant{1779019200000});
}

TEST(CalendarRecorded, AWholeReading) {
  Wire wire("calendar-list");
  const auto page = wire.calendar.changes("", "");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  ASSERT_EQ(page->events.size(), 3U);
  EXPECT_TRUE(page->whole);
  EXPECT_EQ(page->cursor, "CPjAmZqR0ooDEPjAmZqR0ooDGAUg");
  EXPECT_EQ(page->events[0].title, "Jennifer Sanderson - private sail");
  EXPECT_EQ(to_rfc3339(page->events[0].start), "2026-05-12T21:00:00Z");
  EXPECT_EQ(page->events[0].mark, (BlockMark{"ab12", "jennifer-sanderson-2026-05-12", 7}));
  EXPECT_FALSE(page->events[1].description_writable);
  EXPECT_EQ(page->events[1].kind, "fromGmail");
  EXPECT_TRUE(page->events[2].all_day);
  EXPECT_EQ(to_rfc3339(page->events[2].start), "2026-05-14T07:00:00Z");
}

TEST(CalendarRecorded, WhatChangedSinceASyncToken) {
  Wire wire("calendar-sync");
  const auto page = wire.calendar.changes("CPjAmZqR0ooDEPjAmZqR0ooDGAUg=", "");
  ASSERT_TRUE(page.has_value()) << page.error().what;
  ASSERT_EQ(page->events.size(), 1U);
  EXPECT_EQ(page->events[0].status, CalendarEvent::Status::cancelled);
  EXPECT_EQ(page->next_page, "CigKGnRoZW5leHQ");
}

TEST(CalendarRecorded, ASyncTokenThatIsTooOld) {
  Wire wire("calendar-sync-gone");
  EXPECT_EQ(wire.calendar.changes("old", "").error().remedy, Remedy::resync);
}

TEST(CalendarRecorded, AnEventInAnotherZone) {
  Wire wire("calendar-get");
  const auto event = wire.calendar.event(EventId("7kq3v0e8d1s2f4g5h6j7k8l9m0"));
  ASSERT_TRUE(event.has_value() && event->has_value()) << event.error().what;
  EXPECT_EQ(to_rfc3339((*event)->start), "2026-05-12T21:00:00Z");
  EXPECT_EQ((*event)->description, "<p>Deposit <b>paid</b>.</p>");
}

TEST(CalendarRecorded, ABlockIsWrittenUnderTheEtagAndNoGuestIsMailed) {
  Wire wire("calendar-patch");
  const auto written = wire.calendar.patch_description(
      EventId("7kq3v0e8d1s2f4g5h6j7k8l9m0"),
      {"Deposit paid.\n\n\xe2\x94\x80\xe2\x94\x80 Crew \xc2\xb7 ShipCaptainCrew \xe2\x94\x80\xe2\x94\x80",
       {"ab12", "jennifer-sanderson-2026-05-12", 7}},
      "\"3556000000000000\"");
  ASSERT_TRUE(written.has_value()) << written.error().what;
  EXPECT_EQ(written->etag, "\"3556000000002000\"");
}

TEST(CalendarRecorded, AWriteThatSomebodyWasBefore) {
  Wire wire("calendar-patch-late");
  EXPECT_EQ(wire.calendar.patch_description(EventId("7kq3v0e8d1s2f4g5h6j7k8l9m0"), {"x", {}}, "\"1\"").error().remedy,
            Remedy::resync);
}

TEST(CalendarRecorded, TheListOfCalendars) {
  Wire wire("calendar-calendars");
  EXPECT_EQ(find_calendar(wire.transport, wire.recording.root() + "/calendar/v3", "Charters").value(),
            "crew@group.calendar.example");
}

TEST(OauthRecorded, ACodeForTokens) {
  Wire wire("oauth-code");
  const ConsentRequest request{
      Secret("recorded-verifier-recorded-verifier-recorded-"), "state", "http://127.0.0.1:41000", {"a", "b"}};
  const auto tokens = wire.oauth.redeem(wire.app, request, "4/recorded&code");
  ASSERT_TRUE(tokens.has_value()) << tokens.error().what;
  EXPECT_TRUE(tokens->refresh_token.has_value());
  EXPECT_EQ(tokens->scopes.size(), 2U);
  EXPECT_EQ(tokens->refresh_token_lifetime, seconds(604'799));
}

TEST(OauthRecorded, ARefresh) {
  Wire wire("oauth-refresh");
  const auto tokens = wire.oauth.refresh(wire.app, Secret("1//recorded"));
  ASSERT_TRUE(tokens.has_value()) << tokens.error().what;
  EXPECT_FALSE(tokens->refresh_token.has_value());
  EXPECT_EQ(tokens->lifetime, seconds(3599));
}

TEST(OauthRecorded, ARefreshOfADeadGrant) {
  Wire wire("oauth-refresh-dead");
  const auto tokens = wire.oauth.refresh(wire.app, Secret("1//recorded"));
  EXPECT_EQ(tokens.error().remedy, Remedy::reauth);
  EXPECT_NE(tokens.error().what.find("Token has been expired or revoked."), std::string::npos);
}

TEST(OauthRecorded, WhatATokenCovers) {
  Wire wire("oauth-tokeninfo");
  EXPECT_EQ(wire.oauth.granted_scopes(Secret("ya29.recorded")).value(),
            std::vector<std::string>{"https://www.googleapis.com/auth/gmail.readonly"});
}

TEST(OauthRecorded, ARevocation) {
  Wire wire("oauth-revoke");
  EXPECT_TRUE(wire.oauth.revoke(Secret("1//recorded")).has_value());
}

TEST(IdentityRecorded, TheKeysThatSignPushes) {
  Wire wire("identity-keys");
  TokenVerifier verifier(wire.curl, wire.clock, wire.recording.root() + "/oauth2/v3/certs");
  EXPECT_EQ(verifier.verify("e30.e30.e30", {}).error().remedy, Remedy::reauth);
}

TEST(WebhookRecorded, AnAlarm) {
  Wire wire("webhook-alarm");
  WebhookNotifier bell(wire.curl, Secret(wire.recording.root() + "/services/T0/B0/X"));
  EXPECT_TRUE(
      bell.notify({"mail", true, "JADA Sailing: mail stands still. <3 & \"more\"", "Sign in again."}).has_value());
}

}  // namespace
}  // namespace scc::google
