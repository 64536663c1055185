#include "engine/roster.h"

#include <algorithm>

#include "base/text.h"

namespace scc::engine {
namespace {

bool any_folds_to(const std::vector<std::string>& names, const std::string& folded) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return fold(name) == folded; });
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

const Role* role_named(const Operation& operation, std::string_view text) {
  const std::string folded = fold(on_one_line(text));
  for (const Role& role : operation.roles) {
    if (fold(role.id.text) == folded || fold(role.title) == folded || any_folds_to(role.aliases, folded)) return &role;
  }
  return nullptr;
}

const CrewMember* member_named(const Operation& operation, std::string_view text) {
  const std::string folded = fold(on_one_line(text));
  std::vector<const CrewMember*> by_name;
  std::vector<const CrewMember*> by_alias;
  for (const CrewMember& member : operation.crew) {
    if (member.id.text == text) return &member;
    if (fold(member.name) == folded) by_name.push_back(&member);
    if (any_folds_to(member.aliases, folded)) by_alias.push_back(&member);
  }
  const auto& found = by_name.empty() ? by_alias : by_name;
  return found.size() == 1 ? found.front() : nullptr;
}

Person person_named(const Operation& operation, std::string_view text) {
  if (const CrewMember* member = member_named(operation, text)) return {member->id, member->name};
  return {PersonId(), on_one_line(text)};
}

std::string name_of(const Operation& operation, const Person& person) {
  if (!person.name.empty()) return person.name;
  const CrewMember* member = find_crew_member(operation, person.id);
  return member != nullptr ? member->name : person.id.text;
}

}  // namespace scc::engine
