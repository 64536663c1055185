#include <algorithm>

#include "api/answer.h"
#include "api/wire.h"
#include "base/text.h"
#include "engine/ledger.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t name_characters_max = 120;
constexpr std::size_t aliases_max = 50;

Response get_operation(Call& call) {
  json::object operation = to_json(call.desk.settings.operation);
  operation["turnaround_minutes"] = call.desk.service.turnaround_min.milliseconds / minutes(1).milliseconds;
  return answer(call, operation);
}

Response list_crew(Call& call) {
  auto crew = call.desk.store.crew();
  if (!crew) return problem_of(crew.error());
  std::sort(crew->begin(), crew->end(), [](const CrewMember& a, const CrewMember& b) { return a.name < b.name; });
  if (call.who.access < Access::operates) {
    for (CrewMember& member : *crew) member.email = member.phone = "";
  }
  return answer(call, json::object{{"crew", list_json(*crew)}});
}

/// "" when the member may be stored.
std::string fault_of(const CrewMember& member, const Operation& operation, const std::string& id) {
  if (member.id.text != id) return "id: has to be \"" + id + "\", as the address says";
  if (slug(id) != id || id.empty()) return "id: has to be small letters, digits and single hyphens";
  if (trim(member.name).empty() || code_point_count(member.name) > name_characters_max)
    return "name: has to be 1 to 120 characters";
  if (member.aliases.size() > aliases_max) return "aliases: at most 50";
  for (const RoleId& role : member.roles) {
    if (find_role(operation, role) == nullptr) return "roles: there is no role \"" + role.text + "\"";
  }
  return "";
}

Response commit_crew(Call& call, Commit commit) {
  engine::Context context = call.desk.context();
  const auto outcome = engine::commit_fenced(context, std::move(commit));
  if (!outcome) return problem_of(outcome.error());
  if (*outcome == CommitOutcome::conflict) return problem(503, "Try again later", "The roster is being changed.");
  return nothing();
}

Response put_member(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const CrewMember member = read_member(JsonReader(*body, "body", complaint));
  if (complaint.empty()) complaint = fault_of(member, call.desk.settings.operation, call.path[0]);
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  Commit commit;
  commit.crew_put = {member};
  const Response committed = commit_crew(call, std::move(commit));
  return committed.status == 204 ? answer(call, to_json(member)) : committed;
}

Response remove_member(Call& call) {
  const auto crew = call.desk.store.crew();
  if (!crew) return problem_of(crew.error());
  const PersonId id(call.path[0]);
  if (std::none_of(crew->begin(), crew->end(), [&](const CrewMember& member) { return member.id == id; })) {
    return not_found("Nobody on the roster has the id \"" + id.text + "\".");
  }
  Commit commit;
  commit.crew_removed = {id};
  return commit_crew(call, std::move(commit));
}

}  // namespace

std::vector<Route> crew_routes() {
  return {{"GET", "/operation", get_operation, Needs::viewer},
          {"GET", "/crew", list_crew, Needs::viewer},
          {"PUT", "/crew/{person}", put_member, Needs::operates},
          {"DELETE", "/crew/{person}", remove_member, Needs::operates}};
}

}  // namespace scc::api
