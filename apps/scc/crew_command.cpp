#include <algorithm>
#include <iostream>

#include "charter_view.h"
#include "command_list.h"
#include "crew_import.h"
#include "json_view.h"

namespace scc::app {
namespace {

Result<std::vector<CrewMember>> stored_crew(Session& session) {
  auto store = session.ports().store();
  if (!store) return store.error();
  return (*store)->crew();
}

Result<ExitCode> list_crew(Session& session, const Arguments&) {
  auto crew = stored_crew(session);
  if (!crew) return crew.error();
  if (session.json) {
    session.terminal.print(boost::json::serialize(list_json(*crew)));
    return ExitCode::ok;
  }
  if (crew->empty()) {
    session.terminal.say("The roster is empty; `scc crew import FILE` reads one.");
    return ExitCode::ok;
  }
  std::vector<TableRow> rows;
  for (const CrewMember& member : *crew) {
    std::vector<std::string> roles;
    for (const RoleId& role : member.roles) roles.push_back(title_of(session.configuration().settings.operation, role));
    rows.push_back({{member.id.text, Ink::dim},
                    {printable(member.name)},
                    {printable(joined(member.aliases, ", "))},
                    {joined(roles, ", ")},
                    {printable(member.email)}});
  }
  session.terminal.table({"ID", "NAME", "ALIASES", "ROLES", "EMAIL"}, rows);
  return ExitCode::ok;
}

Result<ExitCode> import_crew(Session& session, const Arguments& arguments) {
  const Absent absent = arguments.has("--replace") ? Absent::remove : Absent::keep;
  auto change = read_crew_change(session, arguments.text("FILE"), absent);
  if (!change) return change.error();
  if (!arguments.has("--dry-run")) {
    auto changed = change_crew(session, *change);
    if (!changed) return changed.error();
  }
  if (session.json) {
    boost::json::array removed;
    for (const PersonId& id : change->removed) removed.emplace_back(id.text);
    session.terminal.print(boost::json::serialize(boost::json::object{{"added", list_json(change->added)},
                                                                      {"changed", list_json(change->changed)},
                                                                      {"removed", std::move(removed)}}));
  } else {
    for (const CrewMember& member : change->added) session.terminal.print("+ " + printable(member.name));
    for (const CrewMember& member : change->changed) session.terminal.print("~ " + printable(member.name));
    for (const PersonId& id : change->removed) session.terminal.print("- " + id.text);
    if (change->nothing()) session.terminal.say("The roster says the same already. Nothing was changed.");
  }
  return arguments.has("--dry-run") && !change->nothing() ? ExitCode::differs : ExitCode::ok;
}

Result<ExitCode> export_crew(Session& session, const Arguments&) {
  auto crew = stored_crew(session);
  if (!crew) return crew.error();
  if (session.json) {
    session.terminal.print(boost::json::serialize(list_json(*crew)));
  } else {
    std::cout << crew_csv(*crew);
  }
  return ExitCode::ok;
}

}  // namespace

Result<CrewChange> read_crew_change(Session& session, const std::string& path, Absent absent) {
  auto text = read_text_file(path, crew_file_bytes_max);
  if (!text) return text.error();
  auto crew = parse_crew(*text, session.configuration().settings.operation.roles);
  if (!crew) return Error{crew.error().remedy, path + ": " + crew.error().what};
  auto stored = stored_crew(session);
  if (!stored) return stored.error();
  return compare_crew(*stored, *crew, absent);
}

Outcome change_crew(Session& session, const CrewChange& change) {
  if (change.nothing()) return done();
  auto store = session.ports().store();
  if (!store) return store.error();
  std::vector<CrewMember> put = change.added;
  put.insert(put.end(), change.changed.begin(), change.changed.end());
  std::size_t at = 0;
  std::size_t removed = 0;
  while (at < put.size() || removed < change.removed.size()) {
    Commit commit;
    for (; at < put.size() && commit.crew_put.size() < commit_items_max; ++at) commit.crew_put.push_back(put[at]);
    while (removed < change.removed.size() && commit.crew_put.size() + commit.crew_removed.size() < commit_items_max)
      commit.crew_removed.push_back(change.removed[removed++]);
    auto outcome = (*store)->commit(commit);
    if (!outcome) return outcome.error();
  }
  return done();
}

Command crew_command() {
  Command list{"list", "show the roster", ""};
  list.run = list_crew;
  Command read{"import", "read the roster from a CSV file", ""};
  read.details =
      "The first line names the columns: id, name, aliases, email, roles, phone. Only name is needed. Several "
      "aliases or roles in one field are separated by \";\".";
  read.examples = {{"scc crew import crew.csv", "add and change members"},
                   {"scc crew import crew.csv --replace", "… and remove those it does not name"}};
  read.options = {{"FILE", Takes::file, "the CSV file", Option::Count::one},
                  {"--replace", Takes::nothing, "remove members that the file does not name"},
                  {"--dry-run", Takes::nothing, "only show what would change"}};
  read.run = import_crew;
  Command write{"export", "print the roster as CSV, as import reads it", ""};
  write.examples = {{"scc crew export > crew.csv", "for a spreadsheet"}};
  write.run = export_crew;
  Command command{"crew", "the roster: who may sail, under which names, in which roles", ""};
  command.run = list_crew;
  command.subcommands = {list, read, write};
  return command;
}

}  // namespace scc::app
