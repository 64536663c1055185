// The engine in a simulated harbour. A failing seed is run again by SCC_SIM_SEED=… and
// SCC_SIM_SEEDS=… says how many are sailed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "simulation.h"

namespace scc::sim {
namespace {

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Seeds {
  std::uint64_t first = number_of("SCC_SIM_SEED", 1);
  std::uint64_t count = number_of("SCC_SIM_SEED", 0) != 0 ? 1 : number_of("SCC_SIM_SEEDS", 20);
};

TEST(SimulatedHarbour, HoweverARunIsDisturbedItEndsLikeAnUndisturbedOne) {
  const Seeds seeds;
  Voyage sum;
  for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
    const Voyage voyage = sail(seed, Weather::rough);
    ASSERT_TRUE(voyage.breach.empty()) << voyage.breach << "seed " << seed;
    const Voyage undisturbed = sail_undisturbed(seed, Weather::rough);
    ASSERT_TRUE(undisturbed.breach.empty()) << undisturbed.breach << "seed " << seed;
    ASSERT_EQ(voyage.picture, undisturbed.picture) << "seed " << seed;
    sum.kills += voyage.kills;
    sum.facts += voyage.facts;
    sum.writes += voyage.writes;
    sum.steps += voyage.steps;
  }
  std::cout << seeds.count << " rough voyages: " << sum.steps << " steps, " << sum.kills << " kills, " << sum.facts
            << " facts, " << sum.writes << " writes\n";
  // Something was there to be disturbed.
  EXPECT_GE(sum.kills, seeds.count / 4);
  EXPECT_GE(sum.facts, seeds.count * 4);
  EXPECT_GE(sum.writes, seeds.count);
}

TEST(SimulatedHarbour, WhateverPeopleDoMeanwhileEverythingAgreesInTheEndOrWaitsForThem) {
  const Seeds seeds;
  Voyage sum;
  for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
    const Voyage voyage = sail(seed, Weather::storm);
    ASSERT_TRUE(voyage.breach.empty()) << voyage.breach << "seed " << seed;
    sum.facts += voyage.facts;
    sum.reviews += voyage.reviews;
    sum.steps += voyage.steps;
  }
  std::cout << seeds.count << " stormy voyages: " << sum.steps << " steps, " << sum.facts << " facts, " << sum.reviews
            << " reviews\n";
  EXPECT_GE(sum.facts, seeds.count);
  EXPECT_GE(sum.reviews, seeds.count / 2);
}

TEST(SimulatedHarbour, TheSameSeedIsTheSameRunToTheLastStep) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    for (const Weather weather : {Weather::rough, Weather::storm}) {
      const Voyage once = sail(seed, weather);
      const Voyage again = sail(seed, weather);
      ASSERT_EQ(once.trace, again.trace) << "seed " << seed;
      ASSERT_EQ(once.picture, again.picture) << "seed " << seed;
    }
  }
  EXPECT_NE(sail(1, Weather::rough).trace, sail(2, Weather::rough).trace);
}

TEST(SimulatedHarbour, ASyncStruckAtAnyStepEndsLikeAnUndisturbedOne) {
  std::size_t struck = 0;
  for (std::uint64_t seed = 1; seed <= 1; ++seed) {
    const std::size_t steps = steps_of_a_sync(seed);
    const Voyage undisturbed = sail_struck_once(seed, steps, Fault::none);
    ASSERT_TRUE(undisturbed.breach.empty()) << undisturbed.breach << "seed " << seed;
    for (std::size_t step = 0; step < steps; ++step) {
      const Fault fault = fakes::every_fault[step % std::size(fakes::every_fault)];
      const Voyage voyage = sail_struck_once(seed, step, fault);
      ASSERT_TRUE(voyage.breach.empty()) << voyage.breach << "seed " << seed << ", step " << step;
      ASSERT_EQ(voyage.picture, undisturbed.picture) << "seed " << seed << ", step " << step;
      ++struck;
    }
  }
  std::cout << struck << " syncs struck once\n";
  EXPECT_GT(struck, 50U);
}

}  // namespace
}  // namespace scc::sim
