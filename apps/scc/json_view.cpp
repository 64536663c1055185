#include "json_view.h"

#include "engine/intake.h"

namespace scc::app {
namespace json = boost::json;

json::object to_json(const CharterRecord& record, const Zone& zone) {
  json::object shown = to_json(record);
  shown["start"] = to_rfc3339(record.charter.sail.start, zone);
  shown["end"] = to_rfc3339(record.charter.sail.end, zone);
  shown["version"] = record.version;
  return shown;
}

json::object to_json(const engine::SyncReport& report) {
  json::array mails;
  for (const engine::MailOutcome& mail : report.mail.mails) {
    json::array changes;
    for (const engine::PlannedChange& change : mail.changes) {
      changes.push_back(json::object{{"op", to_string(change.op)},
                                     {"charter", change.charter.text},
                                     {"role", change.role.text},
                                     {"person", api::person_json(change.person)},
                                     {"evidence", api::evidence_json(change.evidence)}});
    }
    mails.push_back(json::object{{"message", mail.message.text},
                                 {"subject", mail.subject},
                                 {"from", mail.from},
                                 {"disposition", to_string(mail.disposition)},
                                 {"changes", std::move(changes)},
                                 {"reasons", api::texts_json(mail.reasons)}});
  }
  json::array failures;
  for (const auto& [step, error] : report.failures)
    failures.push_back(json::object{{"step", step}, {"remedy", to_string(error.remedy)}, {"what", error.what}});
  return {{"calendar", json::object{{"events", report.calendar.events},
                                    {"charters_new", report.calendar.charters_new},
                                    {"charters_changed", report.calendar.charters_changed},
                                    {"charters_cancelled", report.calendar.charters_cancelled},
                                    {"block_edits", report.calendar.block_edits},
                                    {"problems", report.calendar.problems},
                                    {"notes", api::texts_json(report.calendar.notes)}}},
          {"mail", json::object{{"seen", report.mail.seen},
                                {"known", report.mail.known},
                                {"gone", report.mail.gone},
                                {"reread", report.mail.reread},
                                {"applied", report.mail.applied},
                                {"review", report.mail.review},
                                {"ignored", report.mail.ignored},
                                {"rejected", report.mail.rejected},
                                {"changes", report.mail.changes},
                                {"mails", std::move(mails)}}},
          {"outbox", json::object{{"due", report.outbox.due},
                                  {"written", report.outbox.written},
                                  {"unchanged", report.outbox.unchanged},
                                  {"waiting", report.outbox.waiting},
                                  {"refused", report.outbox.refused},
                                  {"notes", api::texts_json(report.outbox.notes)}}},
          {"failures", std::move(failures)}};
}

}  // namespace scc::app
