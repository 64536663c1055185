#include "api/wire.h"

#include "base/hash.h"
#include "base/percent.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t tag_characters = 32;  // 128 bits of the hash tell states apart

json::object proposal_json(const Proposal& proposal) {
  return {{"op", to_string(proposal.op)},      {"charter", proposal.charter.text},
          {"role", proposal.role.text},        {"person", person_json(proposal.person)},
          {"confidence", proposal.confidence}, {"evidence", evidence_json(proposal.evidence)},
          {"reason", proposal.reason}};
}

json::object charter_json(const Charter& charter) {
  json::array crew;
  for (const Assignment& seat : charter.crew) {
    crew.push_back(json::object{{"role", seat.role.text},
                                {"person", person_json(seat.person)},
                                {"fact", seat.fact.text},
                                {"said_by", seat.said_by},
                                {"said", to_rfc3339(seat.said)},
                                {"evidence", evidence_json(seat.evidence)}});
  }
  return {{"id", charter.id.text},
          {"client", charter.sail.client},
          {"title", charter.sail.title},
          {"start", to_rfc3339(charter.sail.start)},
          {"end", to_rfc3339(charter.sail.end)},
          {"vessel", charter.sail.vessel.text},
          {"status", to_string(charter.sail.status)},
          {"aliases", texts_json(charter.aliases)},
          {"event", charter.event.text},
          {"crew", std::move(crew)},
          {"cancelled_by_mail", charter.cancelled_by_mail}};
}

}  // namespace

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

json::object to_json(const CharterRecord& record) {
  json::object shown = charter_json(record.charter);
  shown["etag"] = "\"" + sha256_hex(json::serialize(shown)).substr(0, tag_characters) + "\"";
  return shown;
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

json::object to_json(const CrewMember& member) {
  json::array roles;
  for (const RoleId& role : member.roles) roles.emplace_back(role.text);
  return {{"id", member.id.text},  {"name", member.name},       {"aliases", texts_json(member.aliases)},
          {"email", member.email}, {"roles", std::move(roles)}, {"phone", member.phone}};
}

json::object to_json(const engine::Warning& warning) {
  return {{"kind", engine::to_string(warning.kind)}, {"charter", warning.charter.text}, {"role", warning.role.text},
          {"person", person_json(warning.person)},   {"other", warning.other.text},     {"what", warning.what}};
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

json::object to_json(const engine::Gauge& gauge) {
  const auto time = [](const std::optional<Instant>& at) -> json::value {
    if (!at) return nullptr;
    return json::value(to_rfc3339(*at));
  };
  return {{"kind", engine::to_string(gauge.kind)},
          {"of", gauge.of},
          {"at", to_rfc3339(gauge.at)},
          {"since", time(gauge.since)},
          {"until", time(gauge.until)},
          {"used", gauge.used},
          {"limit", gauge.limit}};
}

json::object to_json(const engine::Health& health) {
  json::array sources;
  for (const engine::SourceHealth& source : health.sources) {
    json::value last = nullptr;
    if (source.last_success) last = to_rfc3339(*source.last_success);
    sources.push_back(json::object{{"source", source.source},
                                   {"well", source.well},
                                   {"last_success", std::move(last)},
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

json::object to_json(const Operation& operation) {
  json::array roles;
  for (const Role& role : operation.roles) {
    roles.push_back(json::object{{"id", role.id.text}, {"title", role.title}, {"max", role.max}});
  }
  json::array vessels;
  for (const Vessel& vessel : operation.vessels) {
    vessels.push_back(json::object{{"id", vessel.id.text}, {"name", vessel.name}});
  }
  return {{"name", operation.name},
          {"zone", operation.zone.name()},
          {"roles", std::move(roles)},
          {"vessels", std::move(vessels)}};
}

json::object to_json(const User& user) {
  return {{"email", user.email},
          {"access", to_string(user.access)},
          {"added", to_rfc3339(user.added)},
          {"added_by", user.added_by}};
}

json::object to_json(const Receipt& receipt, const std::string& link) {
  return {{"message", receipt.message.text},
          {"disposition", to_string(receipt.disposition)},
          {"reasons", texts_json(receipt.reasons)},
          {"from", receipt.from},
          {"subject", receipt.subject},
          {"received", to_rfc3339(receipt.received)},
          {"handled", to_rfc3339(receipt.handled)},
          {"changes", receipt.changes},
          {"text", receipt.text},
          {"link", link}};
}

json::object summary_json(const ReviewItem& item) {
  return {{"id", item.id.text}, {"kind", to_string(item.kind)}, {"title", item.title}, {"from", item.from},
          {"why", item.why},    {"said", to_rfc3339(item.said)}};
}

json::object to_json(const ReviewItem& item, const std::string& link) {
  json::object out = summary_json(item);
  json::array proposals;
  for (const Proposal& proposal : item.proposals) proposals.push_back(proposal_json(proposal));
  out["state"] = to_string(item.state);
  out["text"] = item.text;
  out["link"] = link;
  out["proposals"] = std::move(proposals);
  out["decided_by"] = item.decided_by;
  out["version"] = item.version;
  return out;
}

Person read_person(const JsonReader& reader) {
  return {PersonId(reader.at("id").text()), reader.at("name").text()};
}

Proposal read_proposal(const JsonReader& reader) {
  Proposal proposal;
  if (const auto op = parse_fact_op(reader.at("op").text())) {
    proposal.op = *op;
  } else {
    reader.at("op").complain("has to be assign, unassign or cancel");
  }
  proposal.charter = CharterId(reader.at("charter").text());
  if (proposal.op != FactOp::cancel) {
    proposal.role = RoleId(reader.at("role").text());
    proposal.person = read_person(reader.at("person"));
  }
  const JsonReader evidence = reader.maybe("evidence");
  if (!evidence.missing()) proposal.evidence = {evidence.at("quote").text(), evidence.at("part").text()};
  proposal.reason = reader.maybe("reason").text();
  proposal.confidence = 1;  // a person's word
  return proposal;
}

CrewMember read_member(const JsonReader& reader) {
  CrewMember member;
  member.id = PersonId(reader.at("id").text());
  member.name = reader.at("name").text();
  member.aliases = reader.at("aliases").texts();
  member.email = reader.at("email").text();
  for (std::string& role : reader.at("roles").texts()) member.roles.emplace_back(std::move(role));
  member.phone = reader.at("phone").text();
  return member;
}

std::string mail_link(const std::string& pattern, const MessageId& message) {
  const std::size_t place = pattern.find("{id}");
  if (message.empty() || place == std::string::npos) return "";
  return pattern.substr(0, place) + percent_encode(message.text) + pattern.substr(place + 4);
}

}  // namespace scc::api
