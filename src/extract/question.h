/// Question: what a quoted question is about, for whoever answers it. Pure.
#pragma once

#include <vector>

#include "extract/charter_search.h"
#include "extract/claim.h"

namespace scc::extract {

struct Question {
  Clues clues;                       ///< without those of "On Tuesday Gene wrote:"
  std::vector<RoleCandidate> topic;  ///< the role that is asked for
};

[[nodiscard]] Question question_in(const Analysis& analysis);
/// Everybody who is named.
[[nodiscard]] std::vector<Who> people_in(const Analysis& analysis);

}  // namespace scc::extract
