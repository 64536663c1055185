#include "extract/settle_people.h"

#include <algorithm>

#include "extract/mentions/misspelling.h"
#include "extract/mentions/name_forms.h"

namespace scc::extract {
namespace {

/// Candidates whose scores differ by less may both be meant.
constexpr int person_margin = 20;

bool in_full(NameFit fit) {
  return fit == NameFit::full_name || fit == NameFit::first_last;
}

/// "Sam D.", "S. Doughty": of one only.
bool told_apart(const Who& who) {
  const NameFit fit = who.candidates.front().fit;
  return (fit == NameFit::initial_last || fit == NameFit::first_initial) &&
         std::none_of(who.candidates.begin() + 1, who.candidates.end(),
                      [&](const PersonCandidate& other) { return other.fit == fit; });
}

}  // namespace

bool qualified(const CrewMember& member, const RoleId& role) {
  return member.roles.empty() || std::find(member.roles.begin(), member.roles.end(), role) != member.roles.end();
}

CrewKnowledge::CrewKnowledge(const std::vector<Claim>& claims, const World& world) : world_(world) {
  for (const Claim& claim : claims) {
    for (const Who* who : {&claim.who, claim.instead_of ? &*claim.instead_of : nullptr}) {
      if (who != nullptr && !who->candidates.empty() && (in_full(who->candidates.front().fit) || told_apart(*who))) {
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

std::vector<const Role*> CrewKnowledge::roles_held_in_any(const std::vector<std::size_t>& charters,
                                                          const Person& person) const {
  for (const std::size_t charter : charters) {
    std::vector<const Role*> roles = roles_held(charter, person);
    if (!roles.empty()) return roles;
  }
  return {};
}

std::vector<const Role*> CrewKnowledge::roles_held_that_day(std::size_t charter, const Person& person) const {
  const auto day = [&](std::size_t i) { return to_local(world_.charters[i].sail.start, world_.operation.zone).date; };
  std::vector<const Role*> roles;
  for (std::size_t other = 0; other < world_.charters.size(); ++other) {
    if (other == charter || day(other) != day(charter)) continue;
    for (const Role* role : roles_held(other, person)) {
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    }
  }
  return roles;
}

std::vector<const Role*> CrewKnowledge::sailed_in(std::vector<const Role*> roles, std::size_t charter) const {
  if (roles.size() < 2) return roles;
  std::vector<const Role*> used;
  for (const Role* role : roles) {
    const bool sailed = std::any_of(world_.charters.begin(), world_.charters.end(), [&](const Charter& other) {
      return other.sail.vessel == world_.charters[charter].sail.vessel &&
             std::any_of(other.crew.begin(), other.crew.end(),
                         [&](const Assignment& assignment) { return assignment.role == role->id; });
    });
    if (sailed) used.push_back(role);
  }
  return used.empty() ? roles : used;
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

const CrewMember* CrewKnowledge::named_almost(const std::string& written) const {
  const std::vector<std::string> words = name_words(written);
  for (const CrewMember& member : world_.operation.crew) {
    std::vector<std::string> own = name_words(member.name);
    for (const std::string& alias : member.aliases) {
      for (std::string& word : name_words(alias)) own.push_back(std::move(word));
    }
    const bool all = !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return word.size() >= misspelled_letters_min &&
             std::any_of(own.begin(), own.end(), [&](const std::string& other) {
               return other.size() >= misspelled_letters_min && one_letter_off(word, other);
             });
    });
    if (all) return &member;
  }
  return nullptr;
}

std::optional<Person> CrewKnowledge::identify(const Who& who, const std::vector<const Role*>& roles,
                                              std::size_t charter, Act act, const std::vector<PersonId>& put_already,
                                              std::string* why) const {
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
  const auto say = [&](const char* told) {
    if (why != nullptr && left.size() == 1 && who.candidates.size() > 1 && why->empty()) *why = told;
  };
  say("the name is nearest to theirs");
  const auto narrow = [&](const char* told, const auto& fits) {
    if (left.size() < 2) return;
    std::vector<const CrewMember*> kept;
    std::copy_if(left.begin(), left.end(), std::back_inserter(kept), fits);
    if (!kept.empty()) left = std::move(kept);
    say(told);
  };
  const auto put_by_mail = [&](const CrewMember* member) {
    return std::find(put_already.begin(), put_already.end(), member->id) != put_already.end();
  };
  if (act == Act::put && !roles.empty()) {
    narrow("who is on the list for the role", [&](const CrewMember* member) {
      return std::any_of(roles.begin(), roles.end(), [&](const Role* role) { return qualified(*member, role->id); });
    });
    narrow("who has the role already", [&](const CrewMember* member) { return stands_in(charter, *member, roles); });
  } else {
    narrow("who is aboard", [&](const CrewMember* member) { return stands(charter, *member) || put_by_mail(member); });
  }
  narrow("who is named in full elsewhere in the mail", [&](const CrewMember* member) {
    return std::find(named_in_full_.begin(), named_in_full_.end(), member) != named_in_full_.end();
  });
  if (left.size() == 1) return Person{left.front()->id, left.front()->name};
  return std::nullopt;
}

}  // namespace scc::extract
