#include "api_fixture.h"
#include "engine/gauges.h"

namespace scc::api {
namespace {

TEST_F(ApiTest, HealthShowsEachGaugeAsItWasLastWritten) {
  engine::Context context{store, clock, settings};
  engine::Gauge grant{engine::GaugeKind::grant, "mail", monday, monday - days(3), monday + days(4), 0, 0};
  const engine::Gauge quota{engine::GaugeKind::quota, "mail", monday, {}, {}, 1'200, 6'000};
  ASSERT_TRUE(engine::write_gauge(context, grant));
  ASSERT_TRUE(engine::write_gauge(context, quota));
  grant.until.reset();
  ASSERT_TRUE(engine::write_gauge(context, grant));
  EXPECT_EQ(*engine::read_gauges(store), (std::vector<engine::Gauge>{grant, quota}));
  const auto before = *store.change_number();
  Service service = make(SignIn::none);
  const json::value shown = body(service.handle(request("GET", "/api/v1/health"))).at("gauges");
  ASSERT_EQ(shown.as_array().size(), 2U);
  EXPECT_EQ(shown.at(0).at("since").as_string(), "2026-05-08T16:00:00Z");
  EXPECT_TRUE(shown.at(0).at("until").is_null());
  EXPECT_EQ(shown.at(1).at("used").as_int64(), 1'200);
  EXPECT_EQ(*store.change_number(), before);  // a gauge wakes no page
}

TEST_F(ApiTest, AGaugeThatCannotBeReadIsLeftOut) {
  Commit commit;
  for (const char* value : {"", "now - - 1 2", "2026-05-11T16:00:00Z - - one 2", "2026-05-11T16:00:00Z - - 1"}) {
    commit.named = {{"gauge", std::string("quota:") + value, value, {}, 0}};
    ASSERT_TRUE(store.commit(commit));
  }
  commit.named = {{"gauge", "tide:mail", "2026-05-11T16:00:00Z - - 1 2", {}, 0}};
  ASSERT_TRUE(store.commit(commit));
  EXPECT_TRUE(engine::read_gauges(store)->empty());
}

}  // namespace
}  // namespace scc::api
