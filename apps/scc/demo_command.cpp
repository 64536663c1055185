#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "charter_view.h"
#include "command_list.h"
#include "crew_import.h"
#include "domain/crew_block.h"
#include "engine/ledger.h"
#include "engine/sync.h"
#include "installation.h"
#include "json_view.h"
#include "sync_report.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;

/// The operator's own example: what the demo is about.
constexpr const char* example_charter = "jennifer-sanderson-2026-05-12";

struct Files {
  fs::path from;
  fs::path to;
};

/// A copy is made once: what people or an earlier run changed in it stays.
Outcome copy_examples(Session& session, const Files& files) {
  std::error_code problem;
  if (fs::exists(files.to / "scc.toml", problem)) return done();
  fs::create_directories(files.to, problem);
  if (!problem) fs::copy(files.from, files.to, fs::copy_options::recursive, problem);
  if (problem) {
    return Error{Remedy::stop, files.from.string() + " can't be copied to " + files.to.string() + " (" +
                                   problem.message() + "); check permissions and room, or name another --folder."};
  }
  session.terminal.say("Copied the example mailbox to " + files.to.string() + ".");
  return done();
}

Outcome read_roster(Session& session, const fs::path& folder) {
  auto change = read_crew_change(session, (folder / "crew.csv").string(), Absent::keep);
  if (!change) return change.error();
  auto changed = change_crew(session, *change);
  if (changed && !change->nothing())
    session.terminal.say("Roster: " + std::to_string(change->added.size() + change->changed.size()) +
                         " crew members read from crew.csv.");
  return changed;
}

/// The crew block as it stands in the calendar file now.
void print_block(Session& session, Calendar& calendar, const Charter& charter) {
  auto event = calendar.event(charter.event);
  if (!event || !event->has_value()) return;
  const FoundBlock block = find_crew_block((*event)->description);
  if (block.presence != BlockPresence::present) return;
  session.terminal.print("\nIn " + session.configuration().path_of(session.configuration().calendar.path) +
                         ", below what people wrote:");
  for (const std::string_view line : split(block.text, '\n'))
    session.terminal.print("  " + session.terminal.inked(printable(line), Ink::dim));
}

Result<ExitCode> show_result(Session& session, const engine::SyncReport& report) {
  auto operation = session.operation();
  if (!operation) return operation.error();
  auto store = session.ports().store();
  if (!store) return store.error();
  auto record = engine::find_record(**store, example_charter);
  if (!record) return record.error();
  if (session.json) {
    boost::json::object all = to_json(report);
    if (record->has_value()) all["charter"] = to_json(**record, operation->zone);
    session.terminal.print(boost::json::serialize(all));
    return exit_code_of(report);
  }
  print_sync_report(session, report, engine::Writing::on);
  if (!record->has_value()) return exit_code_of(report);
  session.terminal.print("");
  print_charter(session, **record, *operation);
  auto calendar = session.ports().calendar();
  if (calendar) print_block(session, **calendar, (*record)->charter);
  return exit_code_of(report);
}

Result<ExitCode> run_demo(Session& session, const Arguments& arguments) {
  const std::string from = arguments.has("--examples") ? arguments.text("--examples") : examples_folder();
  if (from.empty()) {
    return Error{Remedy::stop, "The example mailbox is not beside this program; name its folder with --examples."};
  }
  const fs::path folder = arguments.has("--folder") ? arguments.text("--folder") : ".scc";
  auto copied = copy_examples(session, {from, folder});
  if (!copied) return copied.error();
  auto loaded = session.load_configuration((folder / "scc.toml").string());
  if (!loaded) {
    session.terminal.complain(loaded.error().what);
    return ExitCode::usage;
  }
  const Configuration& configuration = session.configuration();
  session.terminal.say("Reading mails from " + configuration.path_of(configuration.mail.path) + " and the calendar " +
                       configuration.path_of(configuration.calendar.path) + ".");
  auto turn = SyncTurn::take(configuration);
  if (!turn) return turn.error();
  auto roster = read_roster(session, folder);
  if (!roster) return roster.error();
  auto run = session.context();
  if (!run) return run.error();
  auto mailbox = session.ports().mailbox();
  if (!mailbox) return mailbox.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  auto report = engine::sync(*run, **mailbox, **calendar, SyncTurn::worker());
  if (!report) return report.error();
  session.terminal.end_progress();
  if (interrupted()) return ExitCode::interrupted;
  return show_result(session, *report);
}

}  // namespace

Command demo_command() {
  Command command{"demo", "run the main job on the example mailbox, in a folder of its own", ""};
  command.details =
      "Copies the example mailbox once, then does what sync does there. Running it again changes nothing.";
  command.examples = {{"scc demo", "in .scc"}, {"scc charters --config .scc/scc.toml", "look at the result"}};
  command.options = {{"--folder", Takes::folder, "where to work; otherwise .scc"},
                     {"--examples", Takes::folder, "the example mailbox, when it is not beside the program"}};
  command.needs = Needs::nothing;
  command.run = run_demo;
  return command;
}

}  // namespace scc::app
