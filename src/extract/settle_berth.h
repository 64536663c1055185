/// Berth: one place of one charter as a mail wants it, while settle weighs it against the others.
#pragma once

#include <string>
#include <vector>

#include "extract/claim.h"

namespace scc::extract {

/// Somebody in a role of a charter, as the mail wants it.
struct Berth {
  std::size_t charter = 0;
  Act act = Act::put;
  const Role* role = nullptr;
  Person person;
  bool weak = false;
  bool dropped = false;
  std::string gave_way_to;  ///< when dropped: what it gave way to, in words for people
  std::string doubt;
  bool contradicted = false;  ///< the mail names another for the place; it would be certain without that
  bool plainly = true;        ///< the words themselves say it without a doubt
  Evidence evidence;
  std::size_t claim = 0;
};

/// Whether somebody else, or the same person, is put in the place of `off`.
[[nodiscard]] bool put_by_another(const std::vector<Berth>& berths, const Berth& off);
[[nodiscard]] bool put_there(const std::vector<Berth>& berths, const Berth& off);

/// The roles that the mail puts somebody into, on one charter.
[[nodiscard]] std::vector<const Role*> roles_put(const std::vector<Berth>& berths, const Person& person,
                                                 std::size_t charter);

/// Marks what gives way, contradicts itself, is too many for a role or in two places at once.
void check_berths(std::vector<Berth>& berths, const World& world);

}  // namespace scc::extract
