/// Settle: claims → statements. Decides who is meant, in which role, and whether it is certain.
///
/// Two people who fit alike are never chosen between: what the role, the charter's crew and the rest
/// of the mail do not tell apart waits for a person. Pure.
#pragma once

#include <string>
#include <vector>

#include "extract/claim.h"
#include "extract/reading.h"

namespace scc::extract {

/// A statement is certain from here on.
inline constexpr double certain_confidence_min = 0.95;

struct Settled {
  std::vector<Statement> statements;
  bool open_question = false;        ///< something about crew is said that could not be settled
  std::vector<std::string> reasons;  ///< what could not be settled, and why
  std::vector<TraceLine> trace;      ///< who was not meant, and which claims gave way; only with tracing
};

/// `claims` in the order of the text.
[[nodiscard]] Settled settle(const std::vector<Claim>& claims, const World& world, bool tracing = false);

}  // namespace scc::extract
