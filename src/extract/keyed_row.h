/// KeyedRow: "Kimo / Manny / T-Bone" under or over a key "(capt / mate / deck)": names in the key's order. Pure.
#pragma once

#include <vector>

#include "extract/pairing.h"

namespace scc::extract {

/// The roles of a key, each as it may be meant.
using RowKey = std::vector<std::vector<RoleCandidate>>;

/// The key that a sentence is: two roles or more and nobody; empty when it is none.
[[nodiscard]] RowKey key_in(const Analysis& analysis, TokenRange sentence);

struct KeyedPerson {
  std::size_t piece = 0;
  std::vector<RoleCandidate> roles;
};
/// Who has which role, when the row has as many cells as the key; none otherwise. A cell may hold
/// several, nobody, or say a role of its own.
[[nodiscard]] std::vector<KeyedPerson> keyed_row(const Analysis& analysis, TokenRange row,
                                                 const std::vector<Piece>& pieces, const RowKey& key);

}  // namespace scc::extract
