#include <algorithm>
#include <map>
#include <tuple>

#include "engine/acts.h"
#include "engine/roster.h"

namespace scc::engine {
namespace {

struct Seat {
  const Charter* charter;
  const Assignment* assignment;
};

/// One key for one person: the roster's id, else the folded name.
std::vector<std::vector<Seat>> seats_by_person(const std::vector<const Charter*>& sailing) {
  std::vector<std::vector<Seat>> people;
  for (const Charter* charter : sailing) {
    for (const Assignment& assignment : charter->crew) {
      const auto known = std::find_if(people.begin(), people.end(), [&](const std::vector<Seat>& seats) {
        return same_person(seats.front().assignment->person, assignment.person);
      });
      if (known != people.end()) {
        known->push_back({charter, &assignment});
      } else {
        people.push_back({{charter, &assignment}});
      }
    }
  }
  return people;
}

Warning make_warning(WarningKind kind, const Seat& seat, std::string what) {
  Warning warning;
  warning.kind = kind;
  warning.charter = seat.charter->id;
  warning.role = seat.assignment->role;
  warning.person = seat.assignment->person;
  warning.what = std::move(what);
  return warning;
}

void warn_of_clashes(const std::vector<Seat>& seats, const Operation& operation, Duration turnaround_min,
                     std::vector<Warning>& warnings) {
  const std::string name = name_of(operation, seats.front().assignment->person);
  for (std::size_t i = 0; i < seats.size(); ++i) {
    for (std::size_t j = i + 1; j < seats.size(); ++j) {
      const Charter& first = *seats[i].charter;
      const Charter& second = *seats[j].charter;
      const Duration gap = second.sail.start - first.sail.end;
      if (gap >= turnaround_min) break;  // sorted by start: the rest is later still
      std::string what;
      if (&first == &second) {
        what = name + " has two roles on " + second.sail.client + "'s sail.";
      } else if (gap < Duration{0}) {
        what = name + " sails with " + first.sail.client + " at the same time.";
      } else {
        what = name + " has only " + std::to_string(gap.milliseconds / minutes(1).milliseconds) +
               " minutes after the sail with " + first.sail.client + ".";
      }
      const bool short_gap = gap >= Duration{0} && &first != &second;
      Warning warning =
          make_warning(short_gap ? WarningKind::short_turnaround : WarningKind::double_booked, seats[j], what);
      warning.other = first.id;
      warnings.push_back(std::move(warning));
    }
  }
}

void warn_of_seats(const Charter& charter, const Operation& operation, std::vector<Warning>& warnings) {
  std::map<RoleId, int> holders;
  for (const Assignment& assignment : charter.crew) {
    const Seat seat{&charter, &assignment};
    const Role* role = find_role(operation, assignment.role);
    const std::string title = role != nullptr ? role->title : assignment.role.text;
    const std::string name = name_of(operation, assignment.person);
    const CrewMember* member = find_crew_member(operation, assignment.person.id);
    if (member == nullptr) {
      warnings.push_back(make_warning(WarningKind::not_on_roster, seat, name + " is not on the roster."));
    } else if (!member->roles.empty() &&
               std::find(member->roles.begin(), member->roles.end(), assignment.role) == member->roles.end()) {
      warnings.push_back(make_warning(WarningKind::not_qualified, seat, name + " is not qualified as " + title + "."));
    }
    const int max = role != nullptr ? role->max : 1;
    if (++holders[assignment.role] == max + 1) {
      warnings.push_back(
          make_warning(WarningKind::over_max, seat, "More than " + std::to_string(max) + " as " + title + "."));
    }
  }
}

}  // namespace

const char* to_string(WarningKind kind) {
  switch (kind) {
    case WarningKind::double_booked: return "double_booked";
    case WarningKind::not_qualified: return "not_qualified";
    case WarningKind::short_turnaround: return "short_turnaround";
    case WarningKind::over_max: return "over_max";
    case WarningKind::not_on_roster: return "not_on_roster";
  }
  return "double_booked";
}

std::vector<Warning> find_warnings(const std::vector<Charter>& charters, const Operation& operation,
                                   Duration turnaround_min) {
  std::vector<const Charter*> sailing;
  for (const Charter& charter : charters) {
    if (charter.sail.status != CharterStatus::cancelled && !charter.cancelled_by_mail) sailing.push_back(&charter);
  }
  std::sort(sailing.begin(), sailing.end(), [](const Charter* a, const Charter* b) {
    return std::tie(a->sail.start, a->id) < std::tie(b->sail.start, b->id);
  });
  std::vector<Warning> warnings;
  for (const Charter* charter : sailing) warn_of_seats(*charter, operation, warnings);
  for (const auto& seats : seats_by_person(sailing)) warn_of_clashes(seats, operation, turnaround_min, warnings);
  return warnings;
}

}  // namespace scc::engine
