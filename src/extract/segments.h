/// Segments: a sentence cut where it turns to another charter.
///
/// "Ed takes the Star on Saturday and Hank the Belle" speaks of two; each part is read for itself.
/// A sentence that names several charters without people between them is one: both are meant. Pure.
#pragma once

#include <vector>

#include "extract/analysis.h"

namespace scc::extract {

[[nodiscard]] std::vector<TokenRange> segments_of(const Analysis& analysis, TokenRange sentence);

}  // namespace scc::extract
