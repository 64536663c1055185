/// SettleSwap: two who change places → where each of them sails then. Used by settle. Pure.
#pragma once

#include <string>
#include <vector>

#include "extract/settle_berth.h"
#include "extract/settle_people.h"

namespace scc::extract {

struct Swapped {
  std::vector<Berth> berths;  ///< without doubt and evidence
  std::string why_not;        ///< when it can't be told who changes what
};

/// What a claim of two who swap comes to, by what each of them has on the charters that fit it: what the mail
/// itself said before, else what stands.
[[nodiscard]] Swapped swapped_berths(const Claim& claim, const CrewKnowledge& known, const std::vector<Berth>& said);

/// "Ana now has the Star, Bo the Belle", where each stood on the other's: each leaves the place the other gets.
void leave_exchanged(std::vector<Berth>& berths, const CrewKnowledge& known);

}  // namespace scc::extract
