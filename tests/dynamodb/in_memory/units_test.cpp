#include "pier.h"

#include "engine/dispatch.h"
#include "engine/import_calendar.h"
#include "engine/intake.h"

namespace scc::dynamodb_tests {
namespace {

const CharterId sanderson("jennifer-sanderson-2026-05-12");

constexpr const char* two_changes =
    "Hi team,\r\n\r\nFor the Sanderson charter on May 12:\r\n\r\nCaptain: Gene O'Neal\r\n1st Mate: Angela "
    "Wong\r\n\r\nPlease be at the dock an hour before, the caterer comes early and we need hands to load. Ask me if "
    "anything is unclear.\r\n\r\nThanks,\r\nCarole\r\n";

class Units : public Pier {
 protected:
  /// What `work` is billed.
  template <class Work>
  fakes::DynamoDbService::Units billed(Work work) {
    service.forget_calls();
    work();
    return service.units();
  }
  void read_mail() {
    const auto report = engine::take_in(context, mailbox, {});
    ASSERT_TRUE(report) << report.error().what;
  }
  void have_sanderson() {
    put_event("event-sanderson", "Jennifer Sanderson - private sail", local(5, 12, 14));
    sync();
  }
};

/// What docs/cost.md counts with; a change here is a change there.
TEST_F(Units, EachOperationCostsWhatTheTableOfCostsSays) {
  const auto row = [this](const std::string& name, double read, double write, const auto& work) {
    const auto found = billed(work);
    RecordProperty(name, std::to_string(found.read) + " read, " + std::to_string(found.write) + " written");
    EXPECT_LE(found.read, read) << name;
    EXPECT_LE(found.write, write) << name;
    EXPECT_GT(found.read + found.write, 0) << name;
  };
  put_event("event-sanderson", "Jennifer Sanderson - private sail", local(5, 12, 14));
  row("new_charter", 15, 14, [&] { sync(); });
  row("idle_sync", 9, 3, [&] { sync(); });
  deliver("m1", two_changes);
  row("mail_of_two_changes", 11, 19, [&] { read_mail(); });
  row("its_block", 5, 8, [&] { ASSERT_TRUE(engine::dispatch(context, calendar)); });
  deliver("m2", "The caterer will bring the ice herself this time.\r\n");
  row("mail_that_changes_nothing", 9, 6, [&] { read_mail(); });
  row("charter_page", 1, 0, [&] { ASSERT_TRUE(store->charter(sanderson)); });
  row("facts_of_a_charter", 1, 0, [&] { ASSERT_TRUE(store->facts_of(sanderson)); });
  row("find_by_alias", 1, 0, [&] { ASSERT_TRUE(store->find_charter("event-sanderson")); });
  row("has_anything_changed", 1, 0, [&] { ASSERT_TRUE(store->change_number()); });
  row("sails_of_a_crew_member", 1, 0,
      [&] { ASSERT_TRUE(store->sails_of(PersonId("gene-oneal"), local(1, 1, 0), local(9, 1, 0), 50, "")); });
  row("due_outbox", 0.5, 0, [&] { ASSERT_TRUE(store->due_outbox(local(9, 1, 0), 50)); });
  row("open_reviews", 0.5, 0, [&] { ASSERT_TRUE(store->open_reviews(50, "")); });
  for (int i = 0; i < 25; ++i)
    put_event("event-" + std::to_string(i), "Client Number" + std::to_string(i) + " - sail", local(5, 11, 8 + i / 4));
  sync();
  row("a_week_of_25_charters", 1, 0,
      [&] { ASSERT_EQ(store->charters_between(local(5, 10, 0), local(5, 17, 0), 100, "").value().items.size(), 26U); });
}

/// Whatever else the table holds, each read asks for the same.
TEST_F(Units, NoReadGrowsWithTheTable) {
  const auto reads = [this] {
    service.forget_calls();
    EXPECT_TRUE(store->charter(CharterId("c-7")).value().has_value());
    EXPECT_TRUE(store->find_charter("alias-7").value().has_value());
    EXPECT_TRUE(store->sails_of(PersonId("gene"), local(5, 1, 0), local(5, 3, 0), 10, ""));
    EXPECT_TRUE(store->charters_between(local(5, 1, 0), local(5, 3, 0), 10, ""));
    EXPECT_TRUE(store->due_outbox(local(5, 1, 0), 10));
    EXPECT_TRUE(store->open_reviews(10, ""));
    EXPECT_TRUE(store->facts_of(CharterId("c-7")));
    EXPECT_TRUE(store->receipts(10, ""));
    EXPECT_TRUE(store->audit(local(5, 1, 0), local(5, 3, 0), 10, ""));
    return std::pair(service.calls().size(), service.units().read);
  };
  const auto fill = [this](int from, int to) {
    for (int i = from; i < to; i += 10) {
      Commit commit;
      for (int k = i; k < i + 10; ++k) {
        CharterRecord record;
        const std::string number = std::to_string(k);
        record.charter.id = CharterId("c-" + number);
        record.charter.aliases = {"alias-" + number};
        record.charter.sail = {
            "A client",       "A client - sail",       local(5, 1, 0) + hours(k), local(5, 1, 0) + hours(k + 3),
            VesselId("jada"), CharterStatus::confirmed};
        record.charter.crew = {
            {RoleId("captain"), {PersonId("gene"), "Gene"}, FactId("m#0"), "Carole", local(5, 1, 0), {"q", "subject"}}};
        commit.charters.push_back(record);
      }
      ASSERT_EQ(store->commit(commit).value(), CommitOutcome::committed);
    }
  };
  fill(0, 100);
  const auto few = reads();
  fill(100, 2'000);
  EXPECT_EQ(reads(), few);
}

TEST_F(Units, AMailWithTwoRoleChangesWritesAtMostTwentyTwo) {
  have_sanderson();
  deliver("m1", two_changes);
  double commit = 0;
  const auto all = billed([&] { read_mail(); });
  for (const auto& call : service.calls()) {
    if (call.operation == "TransactWriteItems" && commit == 0) commit = call.units.write;
  }
  ASSERT_EQ(store->charter(sanderson).value()->charter.crew.size(), 2U);
  RecordProperty("write_units_of_the_commit", std::to_string(commit));
  RecordProperty("write_units_with_the_cursor", std::to_string(all.write));
  RecordProperty("read_units", std::to_string(all.read));
  EXPECT_GT(commit, 10);
  EXPECT_LE(commit, 22);
}

TEST_F(Units, ACharterPageIsOneReadUnit) {
  have_sanderson();
  deliver("m1", std::string(two_changes) + "2nd Mate: Dan Rich\r\nHost: Keely Hoyt\r\n");
  read_mail();
  ASSERT_EQ(store->charter(sanderson).value()->charter.crew.size(), 4U);
  const auto page = billed([&] { ASSERT_TRUE(store->charter(sanderson)); });
  EXPECT_EQ(page.read, 1);
  EXPECT_EQ(service.calls().size(), 1U);
}

}  // namespace
}  // namespace scc::dynamodb_tests
