/// Doubt: words that make what is said uncertain, and how far they reach. Pure.
#pragma once

#include <string>

#include "extract/analysis.h"

namespace scc::extract {

/// How far around a claim a doubtful word counts: up to "but" or a semicolon.
[[nodiscard]] TokenRange doubt_reaches(const Analysis& analysis, TokenRange sentence, TokenRange claim);
/// "Nadia is captain IF HER CLASS IS CANCELLED": what stands behind a condition that ends a sentence is none
/// of the charter's business.
[[nodiscard]] bool in_closing_condition(const Analysis& analysis, TokenRange sentence, std::uint32_t token);
/// What makes a claim uncertain. A word in brackets counts for what is in them, and for whoever stands before them.
[[nodiscard]] std::string doubt_about(const Analysis& analysis, TokenRange sentence, TokenRange claim);
/// What makes everything in a stretch of text uncertain, in words for people; "" when nothing does.
[[nodiscard]] std::string doubt_in(const Analysis& analysis, TokenRange sentence);

}  // namespace scc::extract
