#include "domain/operation.h"

#include <algorithm>

namespace scc {
namespace {

template <class Things, class ThingId>
auto find_by_id(const Things& things, const ThingId& id) -> decltype(things.data()) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

const Role* find_role(const Operation& operation, const RoleId& id) {
  return find_by_id(operation.roles, id);
}
const Vessel* find_vessel(const Operation& operation, const VesselId& id) {
  return find_by_id(operation.vessels, id);
}
const CrewMember* find_crew_member(const Operation& operation, const PersonId& id) {
  return find_by_id(operation.crew, id);
}

}  // namespace scc
