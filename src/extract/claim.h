/// Claim: what a stretch of text says about one person or one charter, before it is known who
/// exactly is meant, in which role, on which charter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/charter.h"
#include "domain/operation.h"
#include "extract/charter_search.h"
#include "extract/mentions/people.h"

namespace scc::extract {

/// Somebody as the text names them.
struct Who {
  std::vector<PersonCandidate> candidates;  ///< best first; empty: somebody who is not on the roster
  std::string written;
  [[nodiscard]] bool nobody() const { return candidates.empty() && written.empty(); }
};

enum class Act {
  put,       ///< in a role, or in the place of somebody
  keep,      ///< stays what they are
  take_off,  ///< out of the role they have
  swap,      ///< changes places with `instead_of`
  cancel,    ///< the whole charter
};

struct Claim {
  Act act = Act::put;
  Who who;                         ///< nobody: cancel
  std::vector<const Role*> roles;  ///< alternatives, best first; empty: not said
  bool commands = false;           ///< "has the boat": the roles are those of whoever commands one
  bool weak = false;               ///< a role that is only likely: its place in a list, or "has it"
  std::optional<Who> instead_of;
  std::optional<Who> beside;            ///< "Sophie joins her": in the same role
  std::vector<std::size_t> moved_from;  ///< the charters whose place is left for this one
  bool either_way = false;              ///< "swap Pepe for Hunter": whoever of the two stands there goes
  bool corrects = false;                ///< takes the place of what was said before in the mail
  std::string doubt;                    ///< why it is not certain, "" when it is
  bool part_of_list = false;            ///< beside other names and roles, not in a sentence
  TokenRange tokens;                    ///< of the name, in the text it was read from
  Found where;
  Evidence evidence;
};

/// Somebody of the crew, or a stranger by first and last name: whom "he" may mean.
[[nodiscard]] inline bool tells_who(const Who& who) {
  return !who.candidates.empty() || who.written.find(' ') != std::string::npos;
}
/// One line for `scc parse --explain`.
[[nodiscard]] std::string described(const Claim& claim, const CharterSearch& search);
/// The crew that stands on a charter, as claims that have no charter yet.
[[nodiscard]] std::vector<Claim> crew_of(const Charter& charter, const Operation& operation);

/// "Actually no, Mairéad has a communion that day": who is named there was put in place a moment ago.
void withdraw_those_named(const Analysis& analysis, TokenRange range, std::vector<Claim>& claims);

/// The first of the crew who is named; nobody if none is.
[[nodiscard]] Who first_of_crew(const Analysis& analysis, TokenRange range);

/// Each charter that a claim has for certain.
[[nodiscard]] std::vector<std::size_t> charters_of(const std::vector<Claim>& claims);

/// Whoever is struck out is out.
[[nodiscard]] std::vector<Claim> struck_in(const Analysis& analysis, TokenRange range);

}  // namespace scc::extract
