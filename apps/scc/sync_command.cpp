#include <algorithm>

#include "command_list.h"
#include "engine/sync.h"
#include "json_view.h"
#include "sync_report.h"
#include "trial_run.h"
#include "watchman.h"

namespace scc::app {
namespace {

constexpr Duration nap = {200};  ///< how soon --watch sees a Ctrl-C

/// One run and what is done after it, whether it succeeded or not.
class Runner {
 public:
  explicit Runner(Session& session)
      : session_(session), watchman_(session.configuration(), session.clock, session.entropy) {}

  Result<ExitCode> run_once(engine::Writing writing, engine::Reread reread);

 private:
  void make_rounds();

  Session& session_;
  Watchman watchman_;
};

Result<engine::SyncReport> do_sync(Session& session, engine::Reread reread) {
  auto run = session.context();
  if (!run) return run.error();
  auto mailbox = session.ports().mailbox();
  if (!mailbox) return mailbox.error();
  auto calendar = session.ports().calendar();
  if (!calendar) return calendar.error();
  auto turn = SyncTurn::take(session.configuration());
  if (!turn) return turn.error();
  return engine::sync(*run, **mailbox, **calendar, SyncTurn::worker(), reread);
}

Result<ExitCode> Runner::run_once(engine::Writing writing, engine::Reread reread) {
  Session& session = session_;
  const bool dry = writing == engine::Writing::dry_run;
  auto report = dry ? try_sync(session, reread) : do_sync(session, reread);
  if (!dry) make_rounds();
  if (!report) return report.error();
  session.terminal.end_progress();
  print_sync_report(session, *report, writing);
  if (interrupted()) return ExitCode::interrupted;
  const ExitCode code = exit_code_of(*report);
  if (code != ExitCode::ok) return code;
  return dry && changed_anything(*report) ? ExitCode::differs : ExitCode::ok;
}

void Runner::make_rounds() {
  auto context = session_.context();
  if (!context) return;
  context->progress = {};
  for (const std::string& failure : watchman_.make_rounds(*context, session_.ports()))
    session_.terminal.complain(failure);
}

/// A failed run is said and tried again: absence of success is what `scc status` alarms about.
Result<ExitCode> watch(Session& session, int every_seconds) {
  Runner runner(session);
  while (!interrupted()) {
    auto code = runner.run_once(engine::Writing::on, engine::Reread::nothing);
    if (!code) {
      session.terminal.complain(code.error().what);
      if (code.error().remedy == Remedy::stop) return code;
    } else if (*code == ExitCode::interrupted) {
      break;
    }
    const Instant next = session.clock.now() + seconds(every_seconds);
    while (!interrupted() && session.clock.now() < next) session.clock.sleep_for(nap);
  }
  return ExitCode::ok;
}

Result<ExitCode> run_sync(Session& session, const Arguments& arguments) {
  if (!arguments.has("--watch")) {
    return Runner(session).run_once(
        arguments.has("--dry-run") ? engine::Writing::dry_run : engine::Writing::on,
        arguments.has("--reread-rejected") ? engine::Reread::rejected : engine::Reread::nothing);
  }
  for (const char* once : {"--dry-run", "--reread-rejected"}) {
    if (!arguments.has(once)) continue;
    session.terminal.complain("--watch and " + std::string(once) + " exclude each other.");
    return ExitCode::usage;
  }
  const int every = arguments.number("--every").value_or(session.configuration().sync.every_seconds);
  return watch(session, std::max(every, 1));
}

}  // namespace

Command sync_command() {
  Command command{"sync", "read new mails and the calendar, record who sails, write the crew blocks", ""};
  command.details =
      "May be stopped or killed at any moment and run again: what was recorded stays, the rest is done then.";
  command.examples = {{"scc sync", "one run"},
                      {"scc sync --dry-run", "what a run would do; writes nothing, exit code 3 if anything"},
                      {"scc sync --watch", "again and again until Ctrl-C"}};
  command.options = {{"--watch", Takes::nothing, "go on until stopped"},
                     {"--every", Takes::number, "with --watch: seconds between two runs"},
                     {"--dry-run", Takes::nothing, "read and decide only"},
                     {"--reread-rejected", Takes::nothing,
                      "also read rejected mails again, after a change of trusted_senders or [mail]"}};
  command.run = run_sync;
  return command;
}

}  // namespace scc::app
