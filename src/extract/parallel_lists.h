/// ParallelLists: "Hal/Mike D/Tommy/Bea (skipper, 1st, 2nd, host)": names and roles, each in a row of
/// their own, in the same order. Pure.
#pragma once

#include <vector>

#include "extract/pairing.h"

namespace scc::extract {

/// The pairs of such lists; none when there are none. `used` gets the indexes of their pieces.
[[nodiscard]] std::vector<Pair> parallel_lists(const Analysis& analysis, const std::vector<Piece>& pieces,
                                               std::vector<bool>& used);

}  // namespace scc::extract
