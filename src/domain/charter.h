/// Charter: one sail, one calendar event, and who sails on it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids.h"

namespace scc {

enum class CharterStatus { confirmed, hold, cancelled };
[[nodiscard]] const char* to_string(CharterStatus status);
[[nodiscard]] std::optional<CharterStatus> parse_charter_status(std::string_view text);

/// A person in a crew: someone on the roster (id set), or someone who is not (name only).
struct Person {
  PersonId id;
  std::string name;
  auto operator<=>(const Person&) const = default;
};
/// One person is one person by id where there is one, else by folded name.
[[nodiscard]] bool same_person(const Person& a, const Person& b);

/// Where the words stand that made a fact.
struct Evidence {
  std::string quote;  ///< the exact words, UTF-8
  std::string part;   ///< "text/plain", "text/html", "text/csv" or "subject"; "" for a hand's fact
  bool operator==(const Evidence&) const = default;
};

/// A person in a role of a charter, and the fact that put them there.
struct Assignment {
  RoleId role;
  Person person;
  FactId fact;
  std::string said_by;  ///< who said so, for people: "Carole Whitfield"
  Instant said;
  Evidence evidence;
  bool operator==(const Assignment&) const = default;
};

/// What the calendar is the authority for.
struct Sail {
  std::string client;
  std::string title;
  Instant start;
  Instant end;
  VesselId vessel;
  CharterStatus status = CharterStatus::confirmed;
  bool operator==(const Sail&) const = default;
};

struct Charter {
  CharterId id;
  Sail sail;
  std::vector<std::string> aliases;  ///< later slugs, booking codes; the event id finds it too
  EventId event;                     ///< empty: no event in the calendar
  std::vector<Assignment> crew;      ///< the fold of its facts: a projection, never edited
  bool cancelled_by_mail = false;    ///< a fact says it is off while the calendar still has it
  bool operator==(const Charter&) const = default;
};

/// The id of a charter first seen now: slug of client and local start date, "-2", "-3"… when taken.
[[nodiscard]] CharterId make_charter_id(std::string_view client, const Date& local_start,
                                        std::span<const CharterId> taken);

}  // namespace scc
