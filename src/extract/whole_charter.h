/// WholeCharter: claims about a charter as a whole: that it is off. Pure.
#pragma once

#include <functional>
#include <vector>

#include "extract/claim.h"

namespace scc::extract {

/// Which charters clues point to, given what was said before.
using WhereOf = std::function<Found(const Clues&)>;

/// "The sail is off": the charter, not somebody on it. Without evidence.
[[nodiscard]] std::vector<Claim> cancelled_in(const Analysis& analysis, const Sentence& sentence,
                                              const WhereOf& where_of);

}  // namespace scc::extract
