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
