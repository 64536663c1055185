/// Simulation: one seed, one run: workers that are struck again and again, then left in peace.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "harbour.h"

namespace scc::sim {

/// What befalls a run beside faults.
enum class Weather {
  rough,  ///< clocks jump, cursors expire, mails come twice, people write notes, workers race
  storm,  ///< and people edit blocks, move, copy and delete events, and act by hand
};

struct Voyage {
  std::string breach;       ///< "" when every invariant held from the first step to the last
  std::uint64_t trace = 0;  ///< the same for the same seed
  std::string picture;      ///< the end state, for comparing
  std::size_t steps = 0;
  std::size_t kills = 0;
  std::size_t facts = 0;
  std::size_t reviews = 0;
  std::size_t writes = 0;
};

[[nodiscard]] Voyage sail(std::uint64_t seed, Weather weather);
/// The same scenario with nothing in its way: all mails there, one sync after another.
[[nodiscard]] Voyage sail_undisturbed(std::uint64_t seed, Weather weather);

/// The first sync of a seed's scenario, struck once at one step, and then left in peace.
[[nodiscard]] Voyage sail_struck_once(std::uint64_t seed, std::size_t step, Fault fault);
[[nodiscard]] std::size_t steps_of_a_sync(std::uint64_t seed);

/// Who sails, what was decided and what the calendar shows; no times of the machine.
[[nodiscard]] std::string picture_of(const Harbour& harbour);

}  // namespace scc::sim
