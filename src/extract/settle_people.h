/// SettlePeople: who is meant, and who stands where already. Used by settle. Pure.
#pragma once

#include <optional>
#include <vector>

#include "extract/claim.h"

namespace scc::extract {

[[nodiscard]] bool qualified(const CrewMember& member, const RoleId& role);

class CrewKnowledge {
 public:
  CrewKnowledge(const std::vector<Claim>& claims, const World& world);

  [[nodiscard]] std::vector<const Role*> roles_held(std::size_t charter, const Person& person) const;
  /// Those of the first of `charters` in which the person holds any.
  [[nodiscard]] std::vector<const Role*> roles_held_in_any(const std::vector<std::size_t>& charters,
                                                           const Person& person) const;
  /// Those on other charters of the same day: "Erin goes over to the other boat".
  [[nodiscard]] std::vector<const Role*> roles_held_that_day(std::size_t charter, const Person& person) const;
  /// Of several roles those that are sailed in on the charter's vessel: who drives a launch is no master.
  [[nodiscard]] std::vector<const Role*> sailed_in(std::vector<const Role*> roles, std::size_t charter) const;
  [[nodiscard]] bool stands(std::size_t charter, const CrewMember& member) const;
  [[nodiscard]] bool stands_in(std::size_t charter, const CrewMember& member,
                               const std::vector<const Role*>& roles) const;

  /// Whose name a stranger's may be, mistyped.
  [[nodiscard]] const CrewMember* named_almost(const std::string& written) const;

  /// Who of the candidates it is, given the role and the charter; nothing when it can't be told.
  /// `why` gets what told them from the others, when there were others. `put_already` are those whom the mail itself
  /// has put on this charter.
  [[nodiscard]] std::optional<Person> identify(const Who& who, const std::vector<const Role*>& roles,
                                               std::size_t charter, Act act, const std::vector<PersonId>& put_already,
                                               std::string* why = nullptr) const;

 private:
  const World& world_;
  std::vector<const CrewMember*> named_in_full_;
};

}  // namespace scc::extract
