/// SettleTrace: who was not meant, and which claims gave way, for `scc parse --explain`. Pure.
#pragma once

#include <vector>

#include "extract/reading.h"
#include "extract/settle_berth.h"
#include "extract/settle_people.h"

namespace scc::extract {

/// Who else the name fits, and what told `person` from them.
void trace_others(const Claim& claim, const std::vector<const Role*>& roles, std::size_t charter, const Person& person,
                  const CrewKnowledge& known, std::vector<TraceLine>& trace);
void trace_dropped(const std::vector<Berth>& berths, const World& world, std::vector<TraceLine>& trace);

}  // namespace scc::extract
