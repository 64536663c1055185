#include "engine/sync.h"

#include "engine/health.h"
#include "yard.h"

namespace scc::engine {
namespace {

class Syncing : public Yard {
 protected:
  Syncing() {
    put_sanderson();
    deliver_crew("m1", "Fri, 01 May 2026 09:00:00 -0700", "Captain: Gene O'Neal");
  }
  SyncReport run() {
    auto report = sync(context, mailbox_port, calendar_port, "worker");
    EXPECT_TRUE(report) << report.error().what;
    return report.value_or({});
  }
  Health healthy() {
    auto found = health(context, minutes(30));
    EXPECT_TRUE(found) << found.error().what;
    return found.value_or({});
  }
};

TEST_F(Syncing, OneRunBringsAMailIntoTheCalendarAndTheNextChangesNothing) {
  EXPECT_TRUE(run().failures.empty());
  EXPECT_NE(block().find("Captain: Gene O'Neal"), std::string::npos);
  const SyncReport again = run();
  EXPECT_TRUE(again.mail.mails.empty());
  EXPECT_EQ(again.outbox.written, 0U);
  EXPECT_EQ(calendar.writes(), 1);
  EXPECT_TRUE(healthy().well);
}

TEST_F(Syncing, OnlyOneWorkerAtATime) {
  ASSERT_TRUE(store.take_lease("sync", "another", clock.now(), minutes(2)).value().has_value());
  const auto report = sync(context, mailbox_port, calendar_port, "worker");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().remedy, Remedy::retry);
  EXPECT_TRUE(tables.charters.empty());
  clock.advance(minutes(3));
  run();
  EXPECT_FALSE(tables.charters.empty());
}

TEST_F(Syncing, MailWaitsUntilTheCalendarHasBeenReadOnce) {
  fail("calendar.changes");
  const SyncReport report = run();
  ASSERT_EQ(report.failures.size(), 2U);
  EXPECT_EQ(report.failures[1].first, "mail");
  EXPECT_TRUE(tables.receipts.empty());
  heal_ports();
  EXPECT_TRUE(run().failures.empty());
  EXPECT_EQ(tables.receipts.size(), 1U);
}

TEST_F(Syncing, AStepThatFailsDoesNotStopTheOthers) {
  run();
  deliver_crew("m2", "Fri, 01 May 2026 10:00:00 -0700", "Host: Keely Hoyt");
  fail("calendar.changes");
  const SyncReport report = run();
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.mail.applied, 1U);
  EXPECT_NE(block().find("Keely Hoyt"), std::string::npos);
}

TEST_F(Syncing, AbsenceOfSuccessIsTheAlarm) {
  const Health never = healthy();
  EXPECT_FALSE(never.well);
  EXPECT_EQ(never.sources.size(), 3U);
  for (const SourceHealth& source : never.sources) {
    EXPECT_NE(source.problem.find("never"), std::string::npos);
    EXPECT_FALSE(source.cure.empty());
  }
  run();
  EXPECT_TRUE(healthy().well);
  clock.advance(minutes(20));
  fail("mailbox.changes", Remedy::retry);
  run();
  EXPECT_TRUE(healthy().well) << "one failure within the patience is no alarm";
  clock.advance(minutes(20));
  run();
  const Health late = healthy();
  EXPECT_FALSE(late.well);
  for (const SourceHealth& source : late.sources) EXPECT_EQ(source.well, source.source != "mail") << source.source;
}

TEST_F(Syncing, HealthCountsWhatWaits) {
  fail("calendar.patch");
  run();
  EXPECT_EQ(healthy().outbox_waiting, 1U);
  EXPECT_EQ(healthy().reviews_open, 0U);
}

TEST_F(Syncing, ADryRunTakesNoTurnAndWritesNothing) {
  context.writing = Writing::dry_run;
  run();
  EXPECT_EQ(tables.change_number, 0);
  EXPECT_TRUE(tables.leases.empty());
  EXPECT_EQ(calendar.writes(), 0);
}

/// Whatever call fails, whatever is to be done about it (save for setting one thing aside): an error or a failure that
/// says so, and the next run makes it good.
TEST_F(Syncing, EachCallMayFailWithEachRemedyAndIsMadeGood) {
  const MemoryTables fresh = tables;
  run();
  const std::size_t calls = steps.taken();
  const std::string wanted = block();
  for (std::size_t call = 0; call < calls; ++call) {
    for (const Remedy remedy : {Remedy::retry, Remedy::resync, Remedy::reauth, Remedy::stop}) {
      tables = fresh;
      calendar.edit(sanderson_event, [](CalendarEvent& event) {
        event.description = "Champagne on ice.";
        event.mark = {};
      });
      const std::size_t first = steps.taken();
      steps.remedy = [remedy] { return remedy; };
      std::string struck;
      steps.plan = [&](std::size_t number, std::string_view name) {
        if (number != first + call) return fakes::Fault::none;
        struck = name;
        return fakes::Fault::request_lost;
      };
      auto report = sync(context, mailbox_port, calendar_port, "worker");
      steps.plan = {};
      EXPECT_TRUE(report || !report.error().what.empty());
      clock.advance(hours(2));
      mailbox.forget_cursors();
      ASSERT_TRUE(run().failures.empty()) << struck << " " << to_string(remedy);
      EXPECT_EQ(block(), wanted) << struck << " " << to_string(remedy);
      EXPECT_EQ(crew(), "captain=Gene O'Neal") << struck << " " << to_string(remedy);
    }
  }
}

}  // namespace
}  // namespace scc::engine
