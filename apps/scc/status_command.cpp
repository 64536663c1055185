#include "auth_view.h"
#include "command_list.h"
#include "engine/health.h"
#include "json_view.h"
#include "session.h"
#include "watchman.h"

namespace scc::app {
namespace {

/// How the sign-ins are, read from their files: Google is not asked.
Result<boost::json::array> show_sign_ins(Session& session, ExitCode& code) {
  boost::json::array list;
  if (!session.configuration().uses_google()) return list;
  auto account = session.ports().google();
  if (!account) return account.error();
  for (SignIn& sign_in : (*account)->sign_ins()) {
    const auto grant = sign_in.file->load();
    if (!grant) return grant.error();
    bool whole = false;
    list.push_back(sign_in_json(session, sign_in, *grant, whole));
    if (!whole) code = ExitCode::sign_in;
    if (session.json) continue;
    if (!*grant) {
      session.terminal.print(session.terminal.inked("✗ ", Ink::bad) + sign_in.name +
                             ": nobody has signed in yet. Sign in: scc auth login");
      continue;
    }
    for (const std::string& line : sign_in_lines(session, sign_in, **grant, whole)) session.terminal.print(line);
  }
  return list;
}

void print_source(Session& session, const engine::SourceHealth& source) {
  Terminal& terminal = session.terminal;
  std::string line = source.well ? terminal.inked("✓ ", Ink::good) : terminal.inked("✗ ", Ink::bad);
  line += source.source;
  if (source.last_success) {
    line += ": last success " + to_people(*source.last_success, session.zone());
    if (source.well) line += ", the next expected by " + to_people(source.expected_by, session.zone());
  }
  if (!source.progress.empty()) line += "; first reading: " + source.progress + " mails";
  terminal.print(line);
  if (!source.well) terminal.print("  " + printable(source.problem) + " " + source.cure);
}

Result<ExitCode> show_status(Session& session, const Arguments& arguments) {
  auto run = session.context();
  if (!run) return run.error();
  if (arguments.has("--alarm")) {
    const auto rung = Watchman(session.configuration(), session.clock, session.entropy).ring(*run);
    if (!rung) session.terminal.complain(rung.error().what);
  }
  auto health = engine::health(*run, minutes(session.configuration().sync.patience_minutes));
  if (!health) return health.error();
  auto quotas = quota_use(*run);
  if (!quotas) return quotas.error();
  ExitCode code = health->well ? ExitCode::ok : ExitCode::failed;
  if (!session.json) {
    for (const engine::SourceHealth& source : health->sources) print_source(session, source);
  }
  auto sign_ins = show_sign_ins(session, code);
  if (!sign_ins) return sign_ins.error();
  if (session.json) {
    boost::json::object body = to_json(*health);
    body["sign_ins"] = std::move(*sign_ins);
    body["quotas_today"] = {{"gmail_units", quotas->gmail_units}, {"calendar_requests", quotas->calendar_requests}};
    session.terminal.print(boost::json::serialize(body));
    return code;
  }
  if (session.configuration().uses_google()) {
    session.terminal.print("Used of Google's quotas today: " + std::to_string(quotas->gmail_units) + " Gmail units, " +
                           std::to_string(quotas->calendar_requests) + " Calendar requests.");
  }
  session.terminal.print(std::to_string(health->outbox_waiting) + " to be written into the calendar, " +
                         std::to_string(health->reviews_open) + " waiting for review.");
  return code;
}

}  // namespace

Command status_command() {
  Command command{"status", "when mail and calendar were last read, the sign-in, and what waits", ""};
  command.details =
      "Exit code 1 when something stands still for longer than sync.patience_minutes, 4 when somebody has to sign in.";
  command.examples = {{"scc status --alarm", "for a scheduler of its own: also hears when no sync runs at all"}};
  command.options = {{"--alarm", Takes::nothing, "tell the configured alarms what they were not told yet"}};
  command.run = show_status;
  return command;
}

}  // namespace scc::app
