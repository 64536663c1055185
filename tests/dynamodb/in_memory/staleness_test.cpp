#include "pier.h"

#include "engine/acts.h"
#include "engine/reading_room.h"

namespace scc::dynamodb_tests {
namespace {

/// The indexes of the table show nothing of what was written lately.
class StaleIndexes : public Pier {
 protected:
  static constexpr std::size_t everything = 1'000'000;
};

TEST_F(StaleIndexes, AMailIsReadAgainstCrewThatTheIndexDoesNotShowYet) {
  put_event("event-sanderson", "Jennifer Sanderson - private sail", local(5, 12, 14));
  sync();
  service.index_lag = everything;
  const CharterId sanderson("jennifer-sanderson-2026-05-12");
  const Person gene{PersonId("gene-oneal"), "Gene O'Neal"};
  ASSERT_TRUE(engine::assign(context, {"maria (page)", "act-1", ""}, sanderson, RoleId("captain"), gene, {}));
  EXPECT_TRUE(
      store->charters_between(local(5, 1, 0), local(6, 1, 0), 10, "").value().items.front().charter.crew.empty());
  const auto world = engine::world_at(context, local(5, 3, 12));
  ASSERT_TRUE(world);
  ASSERT_EQ(world->charters.size(), 1U);
  EXPECT_EQ(world->charters.front().crew.size(), 1U);
}

TEST_F(StaleIndexes, ACharterThatTheIndexDoesNotShowYetIsReadFor) {
  service.index_lag = everything;
  put_event("event-sanderson", "Jennifer Sanderson - private sail", local(5, 12, 14));
  deliver("m1", "For the Sanderson charter on May 12:\r\n\r\nCaptain: Gene O'Neal\r\n1st Mate: Angela Wong\r\n");
  sync();
  EXPECT_TRUE(store->charters_between(local(5, 1, 0), local(6, 1, 0), 10, "").value().items.empty());
  EXPECT_EQ(store->charter(CharterId("jennifer-sanderson-2026-05-12")).value()->charter.crew.size(), 2U);
  EXPECT_EQ(store->receipt(MessageId("m1")).value()->disposition, Disposition::apply);
}

TEST_F(StaleIndexes, ASecondCharterOfTheClientMakesTheMailWaitThoughTheIndexShowsOnlyTheFirst) {
  put_event("event-1", "Jennifer Sanderson - private sail", local(5, 12, 10));
  sync();
  service.index_lag = everything;
  put_event("event-2", "Jennifer Sanderson - sunset sail", local(5, 12, 17));
  deliver("m1", "For the Sanderson charter on May 12:\r\n\r\nCaptain: Gene O'Neal\r\n");
  sync();
  EXPECT_EQ(store->receipt(MessageId("m1")).value()->disposition, Disposition::review);
}

TEST_F(StaleIndexes, ABlockThatTheIndexShowsAgainIsNotWrittenTwice) {
  put_event("event-sanderson", "Jennifer Sanderson - private sail", local(5, 12, 14));
  deliver("m1", "For the Sanderson charter on May 12:\r\n\r\nCaptain: Gene O'Neal\r\n");
  sync();
  const std::string etag = calendar.at(EventId("event-sanderson")).etag;
  ASSERT_NE(calendar.at(EventId("event-sanderson")).description.find("Gene O'Neal"), std::string::npos);
  service.index_lag = everything;
  sync();
  sync();
  EXPECT_EQ(calendar.at(EventId("event-sanderson")).etag, etag);
}

}  // namespace
}  // namespace scc::dynamodb_tests
