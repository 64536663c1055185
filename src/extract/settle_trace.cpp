#include "extract/settle_trace.h"

namespace scc::extract {

void trace_others(const Claim& claim, const std::vector<const Role*>& roles, std::size_t charter, const Person& person,
                  const CrewKnowledge& known, std::vector<TraceLine>& trace) {
  std::string why;
  if (!known.identify(claim.who, roles, charter, claim.act, {}, &why) || why.empty()) return;
  std::string others;
  for (const PersonCandidate& candidate : claim.who.candidates) {
    if (candidate.member->id != person.id) others += (others.empty() ? "" : ", ") + candidate.member->name;
  }
  if (others.empty()) return;
  trace.push_back({"who", "\"" + claim.who.written + "\" is " + person.name + ", " + why + "; not " + others});
}

void trace_dropped(const std::vector<Berth>& berths, const World& world, std::vector<TraceLine>& trace) {
  for (const Berth& berth : berths) {
    if (!berth.dropped || berth.role == nullptr) continue;
    trace.push_back({"dropped", berth.role->title + " " + berth.person.name + " · " +
                                    world.charters[berth.charter].id.text + ": " + berth.gave_way_to});
  }
}

}  // namespace scc::extract
