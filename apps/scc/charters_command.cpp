#include <algorithm>

#include "base/text.h"
#include "charter_view.h"
#include "command_list.h"
#include "engine/acts.h"
#include "engine/ledger.h"
#include "engine/roster.h"
#include "json_view.h"

namespace scc::app {
namespace {

constexpr std::size_t crew_columns = 46;
constexpr std::size_t client_columns = 28;

/// What the last column says of a charter that may not sail; empty for one that does.
std::string off_text(const Charter& charter) {
  if (charter.sail.status == CharterStatus::cancelled) return std::string(to_string(CharterStatus::cancelled));
  return charter.cancelled_by_mail ? "off, says a mail" : "";
}

struct Filter {
  Instant from = long_ago;
  Instant to = far_ahead;
  std::optional<Person> crew;
  std::optional<VesselId> vessel;
  bool only_open = false;

  [[nodiscard]] bool fits(const Charter& charter, const Operation& operation) const {
    if (vessel && charter.sail.vessel != *vessel) return false;
    if (only_open && (!off_text(charter).empty() || open_roles(charter, operation).empty())) return false;
    if (!crew) return true;
    return std::any_of(charter.crew.begin(), charter.crew.end(),
                       [&](const Assignment& assignment) { return same_person(assignment.person, *crew); });
  }
};

Result<Filter> read_filter(const Arguments& arguments, const Operation& operation) {
  Filter filter;
  if (const auto from = arguments.date("--from")) filter.from = to_instant({*from, {}}, operation.zone);
  if (const auto to = arguments.date("--to")) filter.to = to_instant({add_days(*to, 1), {}}, operation.zone);
  if (arguments.has("--crew")) filter.crew = engine::person_named(operation, arguments.text("--crew"));
  if (arguments.has("--vessel")) {
    const std::string wanted = fold(arguments.text("--vessel"));
    for (const Vessel& vessel : operation.vessels) {
      const bool alias = std::any_of(vessel.aliases.begin(), vessel.aliases.end(),
                                     [&](const std::string& name) { return fold(name) == wanted; });
      if (alias || vessel.id.text == wanted || fold(vessel.name) == wanted) filter.vessel = vessel.id;
    }
    if (!filter.vessel) {
      std::vector<std::string> names;
      for (const Vessel& vessel : operation.vessels) names.push_back(vessel.id.text);
      return Error{Remedy::skip, "There is no vessel \"" + arguments.text("--vessel") +
                                     "\"; there are: " + joined(names, ", ") + "."};
    }
  }
  filter.only_open = arguments.has("--open");
  return filter;
}

std::string crew_text(const Charter& charter) {
  std::vector<std::string> names;
  for (const Assignment& assignment : charter.crew) names.push_back(assignment.person.name);
  return joined(names, ", ");
}

Ink status_ink(CharterStatus status) {
  if (status == CharterStatus::cancelled) return Ink::bad;
  return status == CharterStatus::hold ? Ink::warn : Ink::plain;
}

void print_table(Session& session, const std::vector<CharterRecord>& records, const Operation& operation) {
  std::vector<TableRow> rows;
  for (const CharterRecord& record : records) {
    const Sail& sail = record.charter.sail;
    const std::string off = off_text(record.charter);
    const std::vector<std::string> open_titles = open_roles(record.charter, operation);
    const std::string open = record.charter.crew.empty() ? "all" : joined(open_titles, ", ");
    const Vessel* vessel = find_vessel(operation, sail.vessel);
    rows.push_back({{when_text(sail.start, operation.zone)},
                    {shortened(sail.client, client_columns), status_ink(sail.status)},
                    {vessel == nullptr ? sail.vessel.text : vessel->name},
                    {shortened(crew_text(record.charter), crew_columns)},
                    {off.empty() ? open : off, off.empty() ? Ink::warn : Ink::bad}});
  }
  session.terminal.table({"WHEN", "CLIENT", "VESSEL", "CREW", "OPEN"}, rows);
  session.terminal.say(std::to_string(records.size()) + (records.size() == 1 ? " charter" : " charters"));
}

Result<ExitCode> list_charters(Session& session, const Arguments& arguments) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto filter = read_filter(arguments, *operation);
  if (!filter) return filter.error();
  auto store = session.ports().store();
  if (!store) return store.error();
  auto all = engine::all_charters(**store, filter->from, filter->to);
  if (!all) return all.error();
  std::vector<CharterRecord> chosen;
  for (CharterRecord& record : *all) {
    if (filter->fits(record.charter, *operation)) chosen.push_back(std::move(record));
  }
  if (session.json) {
    boost::json::array list;
    for (const CharterRecord& record : chosen) list.push_back(to_json(record, operation->zone));
    session.terminal.print(boost::json::serialize(list));
  } else if (chosen.empty()) {
    session.terminal.say(all->empty() ? "No charter yet; `scc sync` reads the calendar." : "No charter fits.");
  } else {
    print_table(session, chosen, *operation);
  }
  return ExitCode::ok;
}

Result<ExitCode> show_charter(Session& session, const Arguments& arguments) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto record = session.charter_named(arguments.text("CHARTER"));
  if (!record) return record.error();
  print_charter(session, *record, *operation);
  if (session.json) return ExitCode::ok;
  const Duration turnaround = minutes(session.configuration().sync.turnaround_minutes);
  auto store = session.ports().store();
  if (!store) return store.error();
  // Sails a day before and after can clash with this one.
  auto around = engine::all_charters(**store, record->charter.sail.start - days(1), record->charter.sail.end + days(1));
  if (!around) return around.error();
  std::vector<Charter> charters;
  for (const CharterRecord& other : *around) charters.push_back(other.charter);
  for (const engine::Warning& warning : engine::find_warnings(charters, *operation, turnaround)) {
    if (warning.charter == record->charter.id)
      session.terminal.print("  " + session.terminal.inked("! " + warning.what, Ink::warn));
  }
  return ExitCode::ok;
}

}  // namespace

Command charters_command() {
  Command command{"charters", "list charters with their crew and the roles still open", ""};
  command.examples = {{"scc charters --open", "sails that still lack somebody"},
                      {"scc charters --from 2026-05-01 --to 2026-05-31", "one month"},
                      {"scc charters --crew \"Gene O'Neal\"", "one crew member's sails"}};
  command.options = {{"--from", Takes::date, "sails that start on this day or later"},
                     {"--to", Takes::date, "sails that start on this day or earlier"},
                     {"--crew", Takes::crew_member, "sails with this person"},
                     {"--vessel", Takes::text, "sails of this vessel: id, name or alias"},
                     {"--open", Takes::nothing, "only sails with an open role"}};
  command.run = list_charters;
  return command;
}

Command show_command() {
  Command command{"show", "show one charter: who sails in which role, and the words that say so", ""};
  command.examples = {{"scc show jennifer-sanderson-2026-05-12", "by its id"},
                      {"scc show sanderson", "any part of id or client that fits only one"}};
  command.options = {
      {"CHARTER", Takes::charter, "id, alias, event id, or a part that fits only one", Option::Count::one}};
  command.run = show_charter;
  return command;
}

}  // namespace scc::app
