#include "extract/settle_people.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// Candidates whose scores differ by less may both be meant.
constexpr int person_margin = 20;

bool in_full(NameFit fit) {
  return fit == NameFit::full_name || fit == NameFit::first_last;
}

}  // namespace

bool qualified(const CrewMember& member, const RoleId& role) {
  return member.roles.empty() || std::find(member.roles.begin(), member.roles.end(), role) != member.roles.end();
}

CrewKnowledge::CrewKnowledge(const std::vector<Claim>& claims, const World& world) : world_(world) {
  for (const Claim& claim : claims) {
    for (const Who* who : {&claim.who, claim.instead_of ? &*claim.instead_of : nullptr}) {
      if (who != nullptr && !who->candidates.empty() && in_full(who->candidates.front().fit)) {
        named_in_full_.push_back(who->candidates.front().member);
      }
    }
  }
}

std::vector<const Role*> CrewKnowledge::roles_held(std::size_t charter, const Person& person) const {
  std::vector<const Role*> roles;
  for (const Assignment& assignment : world_.charters[charter].crew) {
    if (!same_person(assignment.person, person)) continue;
    if (const Role* role = find_role(world_.operation, assignment.role)) roles.push_back(role);
  }
  return roles;
}

bool CrewKnowledge::stands(std::size_t charter, const CrewMember& member) const {
  return !roles_held(charter, {member.id, member.name}).empty();
}

bool CrewKnowledge::stands_in(std::size_t charter, const CrewMember& member,
                              const std::vector<const Role*>& roles) const {
  for (const Role* role : roles_held(charter, {member.id, member.name})) {
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return true;
  }
  return false;
}

std::optional<Person> CrewKnowledge::identify(const Who& who, const std::vector<const Role*>& roles,
                                              std::size_t charter, Act act,
                                              const std::vector<PersonId>& put_already) const {
  if (who.candidates.empty()) {
    if (who.written.empty()) return std::nullopt;
    return Person{{}, who.written};
  }
  std::vector<const CrewMember*> left;
  const PersonCandidate& best = who.candidates.front();
  for (const PersonCandidate& candidate : who.candidates) {
    if (candidate.score + person_margin <= best.score) continue;
    if (in_full(best.fit) && !in_full(candidate.fit)) continue;
    if (is_exact(best.fit) && !is_exact(candidate.fit)) continue;
    left.push_back(candidate.member);
  }
  const auto narrow = [&](const auto& fits) {
    if (left.size() < 2) return;
    std::vector<const CrewMember*> kept;
    std::copy_if(left.begin(), left.end(), std::back_inserter(kept), fits);
    if (!kept.empty()) left = std::move(kept);
  };
  const auto put_by_mail = [&](const CrewMember* member) {
    return std::find(put_already.begin(), put_already.end(), member->id) != put_already.end();
  };
  if (act == Act::put && !roles.empty()) {
    narrow([&](const CrewMember* member) {
      return std::any_of(roles.begin(), roles.end(), [&](const Role* role) { return qualified(*member, role->id); });
    });
    narrow([&](const CrewMember* member) { return stands_in(charter, *member, roles); });
  } else {
    narrow([&](const CrewMember* member) { return stands(charter, *member) || put_by_mail(member); });
  }
  narrow([&](const CrewMember* member) {
    return std::find(named_in_full_.begin(), named_in_full_.end(), member) != named_in_full_.end();
  });
  if (left.size() == 1) return Person{left.front()->id, left.front()->name};
  return std::nullopt;
}

}  // namespace scc::extract
