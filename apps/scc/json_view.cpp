#include "json_view.h"

#include "engine/intake.h"

namespace scc::app {
namespace json = boost::json;
namespace {

json::object person_json(const Person& person) {
  return {{"id", person.id.text}, {"name", person.name}};
}

json::object evidence_json(const Evidence& evidence) {
  return {{"quote", evidence.quote}, {"part", evidence.part}};
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

json::value instant_json(const std::optional<Instant>& at) {
  return at ? json::value(to_rfc3339(*at)) : json::value(nullptr);
}

}  // namespace

json::object to_json(const CharterRecord& record, const Zone& zone) {
  const Charter& charter = record.charter;
  json::array crew;
  for (const Assignment& assignment : charter.crew) {
    crew.push_back(json::object{{"role", assignment.role.text},
                                {"person", person_json(assignment.person)},
                                {"fact", assignment.fact.text},
                                {"said_by", assignment.said_by},
                                {"said", to_rfc3339(assignment.said)},
                                {"evidence", evidence_json(assignment.evidence)}});
  }
  return {{"id", charter.id.text},
          {"client", charter.sail.client},
          {"title", charter.sail.title},
          {"start", to_rfc3339(charter.sail.start, zone)},
          {"end", to_rfc3339(charter.sail.end, zone)},
          {"vessel", charter.sail.vessel.text},
          {"status", to_string(charter.sail.status)},
          {"aliases", texts_json(charter.aliases)},
          {"event", charter.event.text},
          {"crew", std::move(crew)},
          {"cancelled_by_mail", charter.cancelled_by_mail},
          {"version", record.version}};
}

json::object to_json(const Fact& fact) {
  return {{"id", fact.id.text},
          {"charter", fact.charter.text},
          {"op", to_string(fact.op)},
          {"role", fact.role.text},
          {"person", person_json(fact.person)},
          {"undoes", fact.undoes.text},
          {"source",
           json::object{{"kind", to_string(fact.source.kind)}, {"id", fact.source.id}, {"actor", fact.source.actor}}},
          {"position", fact.position},
          {"said", to_rfc3339(fact.said)},
          {"recorded", to_rfc3339(fact.recorded)},
          {"evidence", evidence_json(fact.evidence)},
          {"note", fact.note}};
}

json::object to_json(const Proposal& proposal) {
  return {{"op", to_string(proposal.op)},      {"charter", proposal.charter.text},
          {"role", proposal.role.text},        {"person", person_json(proposal.person)},
          {"confidence", proposal.confidence}, {"evidence", evidence_json(proposal.evidence)},
          {"reason", proposal.reason}};
}

json::object to_json(const ReviewItem& item) {
  return {{"id", item.id.text},
          {"kind", to_string(item.kind)},
          {"state", to_string(item.state)},
          {"title", item.title},
          {"from", item.from},
          {"why", item.why},
          {"text", item.text},
          {"proposals", to_json_list(item.proposals)},
          {"said", to_rfc3339(item.said)},
          {"opened", to_rfc3339(item.opened)},
          {"version", item.version}};
}

json::object to_json(const CrewMember& member) {
  json::array roles;
  for (const RoleId& role : member.roles) roles.emplace_back(role.text);
  return {{"id", member.id.text},  {"name", member.name},       {"aliases", texts_json(member.aliases)},
          {"email", member.email}, {"roles", std::move(roles)}, {"phone", member.phone}};
}

json::object to_json(const engine::Agreement& agreement) {
  json::array drifts;
  for (const engine::Drift& drift : agreement.drifts) {
    drifts.push_back(json::object{{"charter", drift.charter.text},
                                  {"kind", engine::to_string(drift.kind)},
                                  {"store_says", drift.store_says},
                                  {"calendar_says", drift.calendar_says},
                                  {"cure", drift.cure},
                                  {"healable", drift.healable}});
  }
  return {{"charters", agreement.charters}, {"agreeing", agreement.agreeing}, {"drifts", std::move(drifts)}};
}

json::object to_json(const engine::Health& health) {
  json::array sources;
  for (const engine::SourceHealth& source : health.sources) {
    sources.push_back(json::object{{"source", source.source},
                                   {"well", source.well},
                                   {"last_success", instant_json(source.last_success)},
                                   {"expected_by", to_rfc3339(source.expected_by)},
                                   {"problem", source.problem},
                                   {"cure", source.cure},
                                   {"progress", source.progress}});
  }
  return {{"well", health.well},
          {"sources", std::move(sources)},
          {"outbox_waiting", health.outbox_waiting},
          {"reviews_open", health.reviews_open},
          {"at", to_rfc3339(health.at)}};
}

json::object to_json(const engine::Warning& warning) {
  return {{"kind", engine::to_string(warning.kind)}, {"charter", warning.charter.text}, {"role", warning.role.text},
          {"person", person_json(warning.person)},   {"other", warning.other.text},     {"what", warning.what}};
}

json::object to_json(const engine::SyncReport& report) {
  json::array mails;
  for (const engine::MailOutcome& mail : report.mail.mails) {
    json::array changes;
    for (const engine::PlannedChange& change : mail.changes) {
      changes.push_back(json::object{{"op", to_string(change.op)},
                                     {"charter", change.charter.text},
                                     {"role", change.role.text},
                                     {"person", person_json(change.person)},
                                     {"evidence", evidence_json(change.evidence)}});
    }
    mails.push_back(json::object{{"message", mail.message.text},
                                 {"subject", mail.subject},
                                 {"from", mail.from},
                                 {"disposition", to_string(mail.disposition)},
                                 {"changes", std::move(changes)},
                                 {"reasons", texts_json(mail.reasons)}});
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
                                    {"notes", texts_json(report.calendar.notes)}}},
          {"mail", json::object{{"seen", report.mail.seen},
                                {"known", report.mail.known},
                                {"gone", report.mail.gone},
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
                                  {"notes", texts_json(report.outbox.notes)}}},
          {"failures", std::move(failures)}};
}

}  // namespace scc::app
