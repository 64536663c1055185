#include "charter_view.h"
#include "command_list.h"
#include "engine/roster.h"

namespace scc::app {
namespace {

enum class Direction { in, out };

Result<ExitCode> move_person(Session& session, const Arguments& arguments, Direction direction) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto record = session.charter_named(arguments.text("CHARTER"));
  if (!record) return record.error();
  auto run = session.context();
  if (!run) return run.error();
  const engine::Hand hand = session.hand(arguments);
  const RoleId role(arguments.text("ROLE"));
  const Person person = engine::person_named(*operation, joined(arguments.list("PERSON"), " "));
  auto after = direction == Direction::in
                   ? engine::assign(*run, hand, record->charter.id, role, person, record->version)
                   : engine::unassign(*run, hand, record->charter.id, role, person, record->version);
  if (!after) return after.error();
  session.write_calendar();
  print_charter(session, *after, *operation);
  return ExitCode::ok;
}

Result<ExitCode> undo_fact(Session& session, const Arguments& arguments) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto run = session.context();
  if (!run) return run.error();
  auto after = engine::undo(*run, session.hand(arguments), FactId(arguments.text("FACT")), std::nullopt);
  if (!after) return after.error();
  session.write_calendar();
  print_charter(session, *after, *operation);
  return ExitCode::ok;
}

std::vector<Option> remarks() {
  return {{"--note", Takes::text, "a remark for the audit: \"phone call\""},
          {"--as", Takes::text, "who says so; otherwise $SCC_ACTOR or $USER", Option::Count::maybe, {}, "NAME"}};
}

std::vector<Option> seat_options() {
  std::vector<Option> options{
      {"CHARTER", Takes::charter, "id, alias, or a part that fits only one", Option::Count::one},
      {"ROLE", Takes::role, "id, title or alias of the role", Option::Count::one},
      {"PERSON", Takes::crew_member, "id, name or alias; a name that is not on the roster is taken as it stands",
       Option::Count::some}};
  for (Option& option : remarks()) options.push_back(std::move(option));
  return options;
}

}  // namespace

Command assign_command() {
  Command command{"assign", "put somebody into a role, and write it into the calendar", ""};
  command.examples = {{"scc assign sanderson host Keely Hoyt --note \"phone call\"", "by hand, with a remark"}};
  command.options = seat_options();
  command.run = [](Session& session, const Arguments& arguments) {
    return move_person(session, arguments, Direction::in);
  };
  return command;
}

Command unassign_command() {
  Command command{"unassign", "take somebody out of a role, and write it into the calendar", ""};
  command.examples = {{"scc unassign sanderson second_mate dan-rich", "the role is open again"}};
  command.options = seat_options();
  command.run = [](Session& session, const Arguments& arguments) {
    return move_person(session, arguments, Direction::out);
  };
  return command;
}

Command undo_command() {
  Command command{"undo", "undo one fact; undoing the undo brings it back", ""};
  command.details = "`scc audit` shows the id of every fact. Nothing is deleted: an undo is one more fact.";
  command.examples = {{"scc undo cli-5f0c2a91#0", "take back one entry of the audit"}};
  command.options = {{"FACT", Takes::fact, "id of the fact, from `scc audit`", Option::Count::one}};
  for (Option& option : remarks()) command.options.push_back(std::move(option));
  command.run = undo_fact;
  return command;
}

}  // namespace scc::app
