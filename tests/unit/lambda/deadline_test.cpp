#include <gtest/gtest.h>

#include "hosts/lambda/deadline_clock.h"

namespace scc::hosts {
namespace {

class CountingClock final : public Clock {
 public:
  Instant now() override { return {1'000}; }
  void sleep_for(Duration length) override { slept.milliseconds += length.milliseconds; }
  Duration slept{0};
};

TEST(DeadlineClockTest, sleeps_as_asked_while_there_is_time) {
  CountingClock inner;
  DeadlineClock clock(inner);
  clock.sleep_for(seconds(90));
  clock.set_deadline(Instant{1'000} + seconds(10));
  clock.sleep_for(seconds(2));
  EXPECT_EQ(inner.slept, seconds(92));
}

TEST(DeadlineClockTest, leaves_the_time_for_the_answer) {
  CountingClock inner;
  DeadlineClock clock(inner);
  clock.set_deadline(Instant{1'000} + seconds(2));
  clock.sleep_for(seconds(5));
  EXPECT_EQ(inner.slept, Duration{1'500});
}

TEST(DeadlineClockTest, does_not_sleep_when_no_time_is_left) {
  CountingClock inner;
  DeadlineClock clock(inner);
  clock.set_deadline(Instant{1'200});
  clock.sleep_for(seconds(5));
  EXPECT_EQ(inner.slept, Duration{0});
}

}  // namespace
}  // namespace scc::hosts
