#include "sync_report.h"

#include <map>

#include "charter_view.h"
#include "json_view.h"

namespace scc::app {
namespace {

constexpr std::size_t subject_columns = 60;
constexpr std::size_t quote_columns = 72;

struct Verdict {
  const char* text;
  Ink ink;
};
Verdict verdict_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::apply: return {"applied ", Ink::good};
    case Disposition::review: return {"review  ", Ink::warn};
    case Disposition::ignore: return {"ignored ", Ink::dim};
    case Disposition::reject: return {"rejected", Ink::bad};
  }
  return {"", Ink::plain};
}

/// By id, so that each is read once.
using CharterNames = std::map<CharterId, std::string>;

void print_mail(Session& session, const engine::MailOutcome& mail, const Operation& operation, Store& store,
                CharterNames& names) {
  Terminal& terminal = session.terminal;
  const Verdict verdict = verdict_of(mail.disposition);
  std::string why = mail.reasons.empty() ? "" : mail.reasons.front();
  if (mail.disposition == Disposition::apply) why.clear();
  terminal.print(terminal.inked(verdict.text, verdict.ink) + "  " +
                 terminal.inked(shortened(mail.subject, subject_columns), Ink::bold) + "  " +
                 terminal.inked(printable(mail.from), Ink::dim));
  if (!why.empty()) terminal.print("            " + printable(why));
  for (const engine::PlannedChange& change : mail.changes) {
    auto name = names.find(change.charter);
    if (name == names.end())
      name = names.emplace(change.charter, charter_name(store, change.charter, operation.zone)).first;
    terminal.print("          " + change_text(change.op, change.role, change.person, operation) + " · " + name->second);
    terminal.print("            " + terminal.inked(quoted_words(change.evidence, quote_columns), Ink::dim));
  }
}

}  // namespace

bool changed_anything(const engine::SyncReport& report) {
  return report.calendar.charters_new + report.calendar.charters_changed + report.calendar.charters_cancelled +
             report.calendar.block_edits + report.calendar.problems + report.mail.mails.size() + report.mail.changes +
             report.outbox.written + report.outbox.refused >
         0;
}

ExitCode exit_code_of(const engine::SyncReport& report) {
  ExitCode code = ExitCode::ok;
  for (const auto& [step, error] : report.failures) {
    const ExitCode mine = exit_code_of(error);
    // What only a person can heal outweighs what heals by itself.
    if (code == ExitCode::ok || mine == ExitCode::failed || (mine == ExitCode::sign_in && code != ExitCode::failed))
      code = mine;
  }
  return code;
}

void print_sync_report(Session& session, const engine::SyncReport& report, engine::Writing writing) {
  Terminal& terminal = session.terminal;
  const bool dry = writing == engine::Writing::dry_run;
  if (session.json) {
    terminal.print(boost::json::serialize(to_json(report)));
    return;
  }
  auto operation = session.operation();
  auto store = session.ports().store();
  const engine::ImportReport& calendar = report.calendar;
  if (calendar.charters_new + calendar.charters_changed + calendar.charters_cancelled > 0) {
    terminal.print("Calendar: " + counted(calendar.events, "event", "events") + " read; charters: " +
                   std::to_string(calendar.charters_new) + " new, " + std::to_string(calendar.charters_changed) +
                   " changed, " + std::to_string(calendar.charters_cancelled) + " cancelled.");
  }
  for (const std::string& note : calendar.notes) terminal.print("  " + printable(note));
  if (operation && store) {
    CharterNames names;
    for (const engine::MailOutcome& mail : report.mail.mails) print_mail(session, mail, *operation, **store, names);
  }
  if (!report.mail.mails.empty()) {
    terminal.print("Mail: " + counted(report.mail.mails.size(), "new mail", "new mails") + ": " +
                   std::to_string(report.mail.applied) + " applied, " + std::to_string(report.mail.review) +
                   " for review, " + std::to_string(report.mail.ignored) + " ignored, " +
                   std::to_string(report.mail.rejected) + " rejected; " +
                   counted(report.mail.changes, "change", "changes") + (dry ? " would be recorded." : " recorded."));
  }
  if (report.outbox.written + report.outbox.refused + report.outbox.waiting > 0) {
    terminal.print("Calendar: " + counted(report.outbox.written, "event", "events") +
                   (dry ? " would be written." : " written."));
  }
  for (const std::string& note : report.outbox.notes) terminal.print("  " + printable(note));
  for (const auto& [step, error] : report.failures) terminal.complain(step + ": " + error.what);
  if (!changed_anything(report) && report.failures.empty()) {
    terminal.print("Nothing new in mailbox and calendar. Nothing was changed.");
  }
}

}  // namespace scc::app
