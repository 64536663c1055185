/// Moves: somebody who goes from one charter to another: "Coby comes off the fireworks boat and goes on Tillery
/// instead". Pure.
#pragma once

#include <vector>

#include "extract/whole_charter.h"

namespace scc::extract {

/// Off the one, onto the other; nothing when the sentence tells of no move. Without evidence. `alone` finds a charter
/// by the words themselves, whatever was spoken of before.
[[nodiscard]] std::vector<Claim> moved_in(const Analysis& analysis, const Sentence& sentence, const WhereOf& where_of,
                                          const WhereOf& alone);

}  // namespace scc::extract
