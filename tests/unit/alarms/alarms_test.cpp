#include "engine/alarms.h"

#include <gtest/gtest.h>

#include "adapters/memory_store/memory_store.h"
#include "fakes/manual_clock.h"

namespace scc::engine {
namespace {

const Instant noon = parse_rfc3339("2026-05-12T19:00:00Z").value();  // 12:00 in Los Angeles

/// Remembers what it was told, as long as somebody listens.
class Listener final : public Notifier {
 public:
  Outcome notify(const Alarm& alarm) override {
    if (deaf) return Error{Remedy::retry, "Nobody listens."};
    heard.push_back(alarm);
    return done();
  }
  std::vector<Alarm> heard;
  bool deaf = false;
};

class Alarms : public testing::Test {
 protected:
  Alarms() {
    settings.operation.name = "JADA Sailing";
    settings.operation.zone = zone_named("America/Los_Angeles").value();
    settings.operation.roles = {{RoleId("captain"), "Captain", {}, 1}, {RoleId("host"), "Host", {}, 1}};
  }
  void attempt(const std::string& source, std::optional<Error> failure = {}) {
    ASSERT_TRUE(record_attempts(context, {{source, std::move(failure)}}).has_value());
  }
  void all_is_well() {
    for (const char* source : {"calendar", "mail", "outbox"}) attempt(source);
  }
  std::size_t ring_now() {
    const auto state = health(context, minutes(30));
    EXPECT_TRUE(state.has_value());
    const auto told = ring(context, *state, bells);
    EXPECT_TRUE(told.has_value()) << told.error().what;
    return told.value_or(99);
  }
  SourceHealth mail_health() {
    const Health state = health(context, minutes(30)).value();
    for (const SourceHealth& source : state.sources) {
      if (source.source == "mail") return source;
    }
    return {};
  }
  void add_charter(const std::string& client, Instant start, std::vector<Assignment> crew,
                   CharterStatus status = CharterStatus::confirmed) {
    CharterRecord record;
    record.charter.id = CharterId(client + "-sail");
    record.charter.sail.client = client;
    record.charter.sail.start = start;
    record.charter.sail.end = start + hours(3);
    record.charter.sail.status = status;
    record.charter.crew = std::move(crew);
    Commit commit;
    commit.charters = {record};
    ASSERT_EQ(store.commit(commit).value(), CommitOutcome::committed);
  }

  MemoryTables tables;
  MemoryStore store{tables};
  fakes::ManualClock clock{noon};
  Settings settings;
  Context context{store, clock, settings};
  Listener webhook, mail;
  std::vector<Bell> bells{{"webhook", webhook}, {"mail", mail}};
};

TEST_F(Alarms, NothingIsToldWhileAllIsWell) {
  all_is_well();
  EXPECT_EQ(ring_now(), 0U);
}

TEST_F(Alarms, AbsenceOfSuccessIsToldOnceAndOnceMoreWhenItIsWellAgain) {
  all_is_well();
  clock.advance(minutes(31));
  attempt("calendar");
  attempt("outbox");
  attempt("mail", Error{Remedy::retry, "Gmail does not answer."});
  EXPECT_EQ(ring_now(), 2U);
  clock.advance(hours(5));
  attempt("calendar");
  attempt("outbox");
  EXPECT_EQ(ring_now(), 0U);
  ASSERT_EQ(webhook.heard.size(), 1U);
  EXPECT_TRUE(webhook.heard[0].raised);
  EXPECT_NE(webhook.heard[0].what.find("JADA Sailing: mail stands still."), std::string::npos);
  EXPECT_NE(webhook.heard[0].what.find("Gmail does not answer."), std::string::npos);
  EXPECT_FALSE(webhook.heard[0].cure.empty());
  attempt("mail");
  EXPECT_EQ(ring_now(), 2U);
  EXPECT_FALSE(webhook.heard[1].raised);
  EXPECT_EQ(ring_now(), 0U);
  EXPECT_EQ(mail.heard, webhook.heard);
}

TEST_F(Alarms, ASourceThatWasNeverTriedAgainIsToldAsWell) {
  all_is_well();
  clock.advance(hours(18));  // the machine's scheduler died: no attempt, no error
  EXPECT_EQ(ring_now(), 6U) << "three sources, two bells";
}

TEST_F(Alarms, WhatOnlyAPersonCanHealIsToldAtOnceWithTheCommandThatHeals) {
  all_is_well();
  attempt("mail", Error{Remedy::reauth, "Google says the sign-in is no longer valid (invalid_grant)."});
  EXPECT_EQ(ring_now(), 2U);
  EXPECT_NE(webhook.heard[0].cure.find("scc auth login"), std::string::npos);
  attempt("mail", Error{Remedy::reauth, "Google says the sign-in is no longer valid (invalid_grant)."});
  EXPECT_EQ(ring_now(), 0U) << "no storm";
  attempt("mail");
  EXPECT_TRUE(mail_health().well);
  EXPECT_EQ(ring_now(), 2U);
}

TEST_F(Alarms, APassingErrorIsNoAlarm) {
  all_is_well();
  attempt("mail", Error{Remedy::reauth, "revoked"});
  attempt("mail", Error{Remedy::retry, "Gmail does not answer."});
  EXPECT_TRUE(mail_health().well) << "no longer stuck, and within its patience";
}

TEST_F(Alarms, ABellThatFailedIsRungAgainWithoutTheOthers) {
  all_is_well();
  clock.advance(hours(1));
  attempt("calendar");
  attempt("outbox");
  webhook.deaf = true;
  const auto failed = ring(context, *health(context, minutes(30)), bells);
  EXPECT_EQ(failed.error().what, "Nobody listens.");
  EXPECT_EQ(mail.heard.size(), 1U);
  webhook.deaf = false;
  EXPECT_EQ(ring_now(), 1U);
  EXPECT_EQ(webhook.heard.size(), 1U);
  EXPECT_EQ(mail.heard.size(), 1U);
}

TEST_F(Alarms, ALongReadingShowsHowFarItHasCome) {
  all_is_well();
  ASSERT_TRUE(note_progress(context, "mail", 3200, 10'000).has_value());
  EXPECT_EQ(mail_health().progress, "3200 of 10000");
  ASSERT_TRUE(note_progress(context, "mail", 0, 0).has_value());
  EXPECT_EQ(mail_health().progress, "");
}

TEST_F(Alarms, TheMorningMessageNamesTheSailsThatLackCrewOnceADay) {
  const Person gene{PersonId("gene-oneal"), "Gene O'Neal"};
  Assignment captain, host;
  captain.role = RoleId("captain");
  captain.person = gene;
  host.role = RoleId("host");
  host.person = gene;
  add_charter("Sanderson", noon + hours(2), {captain});
  add_charter("Yates", noon + hours(26), {captain, host});
  add_charter("Kwan", noon + hours(40), {}, CharterStatus::cancelled);
  add_charter("Whitcomb", noon + days(9), {});
  const MorningSettings morning{{7, 0, 0}, 3};
  clock.set(noon - hours(6));  // 6:00
  EXPECT_EQ(ring_in_the_morning(context, morning, bells).value(), 0U);
  clock.set(noon);
  EXPECT_EQ(ring_in_the_morning(context, morning, bells).value(), 2U);
  EXPECT_EQ(ring_in_the_morning(context, morning, bells).value(), 0U);
  ASSERT_EQ(webhook.heard.size(), 1U);
  EXPECT_EQ(webhook.heard[0].what,
            "JADA Sailing: 1 sail in the next 3 days lacks crew.\n"
            "May 12 2026 2:00 PM PDT  Sanderson: open Host");
  clock.advance(days(4));
  EXPECT_EQ(ring_in_the_morning(context, morning, bells).value(), 2U);
  EXPECT_EQ(webhook.heard[1].what, "JADA Sailing: every sail in the next 3 days has its crew.");
}

}  // namespace
}  // namespace scc::engine
