#include "charter_view.h"
#include "command_list.h"
#include "engine/reconcile.h"
#include "json_view.h"

namespace scc::app {
namespace {

Result<engine::Agreement> compare(Session& session, const Arguments& arguments) {
  auto run = session.context();
  if (!run) return run.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  std::optional<CharterRecord> one;
  if (arguments.has("CHARTER")) {
    auto record = session.charter_named(arguments.text("CHARTER"));
    if (!record) return record.error();
    one = *record;
  }
  if (!arguments.has("--fix")) {
    return one ? engine::check_charter(*run, **calendar, one->charter.id)
               : engine::check(*run, **calendar, long_ago, far_ahead);
  }
  auto turn = SyncTurn::take(session.configuration());
  if (!turn) return turn.error();
  return one ? engine::heal_charter(*run, **calendar, one->charter.id)
             : engine::heal(*run, **calendar, long_ago, far_ahead);
}

Result<ExitCode> check_agreement(Session& session, const Arguments& arguments) {
  auto agreement = compare(session, arguments);
  if (!agreement) return agreement.error();
  const ExitCode code = agreement->drifts.empty() ? ExitCode::ok : ExitCode::differs;
  Terminal& terminal = session.terminal;
  terminal.end_progress();
  if (session.json) {
    terminal.print(boost::json::serialize(to_json(*agreement)));
    return code;
  }
  for (const engine::Drift& drift : agreement->drifts) {
    terminal.print(terminal.inked(drift.charter.text, Ink::bold) + "  " +
                   terminal.inked(engine::to_string(drift.kind), Ink::bad));
    if (!drift.store_says.empty()) terminal.print("  store:    " + printable(drift.store_says));
    if (!drift.calendar_says.empty()) terminal.print("  calendar: " + printable(drift.calendar_says));
    if (!drift.cure.empty()) terminal.print("  " + printable(drift.cure));
  }
  terminal.print(std::to_string(agreement->agreeing) + " of " + std::to_string(agreement->charters) +
                 " charters agree.");
  return code;
}

}  // namespace

Command check_command() {
  Command command{"check", "does everything agree: facts, crew, calendar?", ""};
  command.details = "Exit code 3 when something disagrees. --fix heals what needs no person and checks again.";
  command.examples = {{"scc check", "compare everything, change nothing"},
                      {"scc check --fix", "write again what is missing or old"},
                      {"scc check sanderson", "one charter"}};
  command.options = {{"CHARTER", Takes::charter, "only this one"},
                     {"--fix", Takes::nothing, "heal what can be healed"}};
  command.run = check_agreement;
  return command;
}

}  // namespace scc::app
