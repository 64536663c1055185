/// Operation: what a charter operator is before any charter: roles, vessels, crew, house rules.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids.h"

namespace scc {

/// How this operator writes numeric dates: 5/12 or 12/5 for the 12th of May.
enum class DateOrder { month_day, day_month };

struct Role {
  RoleId id;
  std::string title;                 ///< as the calendar block writes it: "1st Mate"
  std::vector<std::string> aliases;  ///< other words for it: "mate", "1st"
  int max = 1;                       ///< how many may hold it on one charter
  bool operator==(const Role&) const = default;
};

struct Vessel {
  VesselId id;
  std::string name;
  std::vector<std::string> aliases;
  bool operator==(const Vessel&) const = default;
};

struct CrewMember {
  PersonId id;
  std::string name;
  std::vector<std::string> aliases;
  std::string email;
  std::vector<RoleId> roles;  ///< what the member is qualified for
  std::string phone;
  bool operator==(const CrewMember&) const = default;
};

struct Operation {
  std::string name;
  Zone zone = Zone::utc();
  DateOrder date_order = DateOrder::month_day;
  std::string mailbox;                       ///< the address that receives the crew mails
  std::vector<std::string> trusted_senders;  ///< the only addresses whose mail may change crew
  std::vector<Role> roles;                   ///< in the order the block lists them
  std::vector<Vessel> vessels;
  std::vector<CrewMember> crew;
  bool operator==(const Operation&) const = default;
};

[[nodiscard]] const Role* find_role(const Operation& operation, const RoleId& id);
[[nodiscard]] const Vessel* find_vessel(const Operation& operation, const VesselId& id);
[[nodiscard]] const CrewMember* find_crew_member(const Operation& operation, const PersonId& id);

}  // namespace scc
