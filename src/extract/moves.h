/// Moves: somebody who goes from one charter to another: "Coby comes off the fireworks boat and goes on Tillery
/// instead". Pure.
#pragma once

#include <vector>

#include "extract/whole_charter.h"

namespace scc::extract {

/// Off the one, onto the other; nothing when the sentence tells of no move. Without evidence.
[[nodiscard]] std::vector<Claim> moved_in(const Analysis& analysis, const Sentence& sentence, const WhereOf& where_of);

}  // namespace scc::extract
