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

/// "It's Elspeth." on top of a reply: the first sentence is a bare name.
[[nodiscard]] bool is_short_answer(const Analysis& analysis);
/// Whether something about a role is asked, or weighed between two.
[[nodiscard]] bool leaves_open(const Analysis& analysis);
/// "Yes", "You are indeed"
[[nodiscard]] bool says_yes(const Analysis& answer);
/// What a yes to a question makes of those it names, of "you" (`answers`) and of "I" (`asks`); no charter yet.
[[nodiscard]] std::vector<Claim> accepted(const Analysis& question, const Analysis& answer,
                                          const std::vector<RoleCandidate>& topic, const Who& answers, const Who& asks);

}  // namespace scc::extract
