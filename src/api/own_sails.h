/// OwnSails: what one crew member may know of their own sails, and nothing beyond it.
///
/// Read by the member's id, so no other sail is ever in hand. Of the client only the name, as crew
/// has to greet somebody: no title (it may name a price), no address, no other sail of that client.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/sail_answers.h"
#include "engine/engine.h"

namespace scc::api {

struct Crewmate {
  std::string name;
  std::string role;  ///< its title
};

struct OwnSail {
  CharterId charter;
  std::string client;
  std::string vessel;
  Instant start;
  Instant end;
  Instant call;  ///< when the crew has to be there
  CharterStatus status = CharterStatus::confirmed;
  bool in_doubt = false;           ///< a mail says it is off, the calendar still has it
  std::vector<std::string> roles;  ///< titles
  std::vector<Crewmate> mates;
  std::optional<SailAnswer> answer;
  std::int64_t version = 0;  ///< grows with each change of the sail or its crew
  Instant said;              ///< when the person was last said to sail
  bool gone = false;         ///< the person was taken off; without mates
};

inline constexpr std::size_t own_sails_max = 1'000;

/// By start; also cancelled ones.
[[nodiscard]] Result<std::vector<OwnSail>> own_sails(engine::Context& context, const PersonId& person, Instant from,
                                                     Instant to, Duration called_before);

/// How long a calendar is told that somebody was taken off a sail. One that reads a feed once a day
/// has heard it many times by then; one that merely misses an entry may keep showing it.
inline constexpr Duration gone_sails_told_for = days(30);

/// Sails ahead that the person was in and is no more, as of the facts of those days; by start.
[[nodiscard]] Result<std::vector<OwnSail>> gone_sails(engine::Context& context, const PersonId& person,
                                                      Duration called_before);

}  // namespace scc::api
