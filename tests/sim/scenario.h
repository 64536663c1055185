/// Scenario: an invented operator with charters and crew mails, made from a seed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chance.h"
#include "engine/engine.h"

namespace scc::sim {

struct SimMail {
  MessageId id;
  std::string bytes;
  bool trusted = true;
};

struct Scenario {
  engine::Settings settings;
  std::vector<CrewMember> crew;
  std::vector<CalendarEvent> events;
  std::vector<SimMail> mails;  ///< in the order they were said
  Instant start;               ///< when the first sync runs
};

/// lists: each mail says all it means by itself ("Captain: Gene O'Neal"). anything: also mails that
/// take somebody out, call a charter off, or are not sure.
enum class MailKinds { lists, anything };

[[nodiscard]] Scenario make_scenario(Chance& chance, MailKinds kinds, std::size_t mails);

}  // namespace scc::sim
