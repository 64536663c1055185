/// RightOfWay: of two readings of the same words the one that a crew mail means. Pure.
#pragma once

#include <vector>

#include "extract/cue.h"
#include "extract/mentions/find.h"

namespace scc::extract {

/// Whether a mention is not what it looks like: "2nd" beside a name is a role, "June" without a day is a person.
[[nodiscard]] bool gives_way(const Mention& mention, const Mentions& mentions, const Tokens& tokens,
                             const std::vector<CueHit>& cues);

}  // namespace scc::extract
