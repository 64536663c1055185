/// BorrowedCrew: "the same four as on Labor Day": the crew that a charter takes from another, or keeps. Pure.
#pragma once

#include <vector>

#include "extract/surroundings.h"

namespace scc::extract {

/// What the sentence takes over, as claims with their charter; `outer` are the clues around the sentence.
[[nodiscard]] std::vector<Claim> borrowed_crew(const Analysis& analysis, TokenRange sentence,
                                               const std::vector<const Clues*>& outer, const Letter& letter,
                                               const Operation& operation);

/// "Second trip: same crew, except Ana": those whom the mail put on another charter just before, put on `here`; nothing
/// when the sentence says no such thing. Without evidence.
[[nodiscard]] std::vector<Claim> repeated_crew(const Analysis& analysis, TokenRange sentence,
                                               const std::vector<Claim>& told, const Found& here);

}  // namespace scc::extract
