#include <algorithm>

#include "api/answer.h"
#include "api/wire.h"
#include "base/text.h"
#include "engine/ledger.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t note_characters_max = 200;

Response no_charter(const std::string& id) {
  return not_found("There is no charter \"" + id + "\"; /api/v1/charters lists those there are.");
}

bool has_open_role(const Charter& charter, const Operation& operation) {
  if (charter.sail.status == CharterStatus::cancelled || charter.cancelled_by_mail) return false;
  return std::any_of(operation.roles.begin(), operation.roles.end(), [&](const Role& role) {
    return std::none_of(charter.crew.begin(), charter.crew.end(),
                        [&](const Assignment& seat) { return seat.role == role.id; });
  });
}

bool is_asked_for(const Call& call, const Charter& charter, const Operation& operation) {
  const std::string vessel = call.asked("vessel");
  const std::string crew = call.asked("crew");
  if (!vessel.empty() && charter.sail.vessel.text != vessel) return false;
  if (!crew.empty() && std::none_of(charter.crew.begin(), charter.crew.end(),
                                    [&](const Assignment& seat) { return seat.person.id.text == crew; })) {
    return false;
  }
  return call.asked("open") != "true" || has_open_role(charter, operation);
}

Response list_charters(Call& call) {
  const auto days = days_of(call);
  if (!days) return bad_request(days.error());
  const auto limit = limit_of(call);
  if (!limit) return bad_request(limit.error());
  engine::Context context = call.desk.context();
  const auto operation = engine::current_operation(context);
  if (!operation) return problem_of(operation.error());
  const auto page = call.desk.store.charters_between(days->from, days->to, *limit, call.asked("page"));
  if (!page) return problem_of(page.error());
  std::vector<Charter> all;
  json::array charters;
  for (const CharterRecord& record : page->items) {
    all.push_back(record.charter);
    if (is_asked_for(call, record.charter, *operation)) charters.push_back(to_json(record));
  }
  const auto warnings = engine::find_warnings(all, *operation, call.desk.service.turnaround_min);
  return answer(
      call, json::object{{"charters", std::move(charters)}, {"warnings", list_json(warnings)}, {"next", page->next}});
}

std::string tag_of(const json::object& charter) {
  return std::string(charter.at("etag").as_string());
}

Response charter_answer(const Call& call, const CharterRecord& record) {
  const json::object charter = to_json(record);
  return answer(call, charter, tag_of(charter));
}

/// The version of the charter that the person saw, as If-Match names it by its tag. Nothing where it
/// names none, or where this very act has been done already: then it is a request sent twice.
Result<std::optional<std::int64_t>> seen_version(const Call& call, const CharterRecord& record,
                                                 const engine::Hand& hand) {
  const std::string_view tag = trim(header(call.request.headers, "if-match"));
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
  if (tag == tag_of(to_json(record))) return std::optional(record.version);
  const auto done_before = call.desk.store.fact(make_fact_id({SourceKind::hand, hand.act_id, ""}, 0));
  if (!done_before) return done_before.error();
  if (done_before->has_value()) return std::optional<std::int64_t>();
  return Error{Remedy::resync, record.charter.sail.client + " was changed meanwhile; look at it again and repeat."};
}

Response get_charter(Call& call) {
  const auto record = engine::find_record(call.desk.store, call.path[0]);
  if (!record) return problem_of(record.error());
  if (!record->has_value()) return no_charter(call.path[0]);
  return charter_answer(call, **record);
}

Response list_facts(Call& call) {
  const auto record = engine::find_record(call.desk.store, call.path[0]);
  if (!record) return problem_of(record.error());
  if (!record->has_value()) return no_charter(call.path[0]);
  const auto facts = call.desk.store.facts_of((*record)->charter.id);
  if (!facts) return problem_of(facts.error());
  return answer(call, json::object{{"facts", list_json(*facts)}, {"next", ""}});
}

enum class Seating { in, out };

Response change_seat(Call& call, Seating seating) {
  const auto record = engine::find_record(call.desk.store, call.path[0]);
  if (!record) return problem_of(record.error());
  if (!record->has_value()) return no_charter(call.path[0]);
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const JsonReader reader(*body, "body", complaint);
  const RoleId role(reader.at("role").text());
  const Person person = read_person(reader.at("person"));
  std::string note = reader.maybe("note").text();
  if (note.size() > note_characters_max) reader.at("note").complain("longer than 200 characters");
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  const auto hand = hand_of(call, std::move(note));
  if (!hand) return bad_request(hand.error());
  const auto expected = seen_version(call, **record, *hand);
  if (!expected) return problem_of(expected.error());
  engine::Context context = call.desk.context();
  const CharterId& id = (*record)->charter.id;
  const auto changed = seating == Seating::in ? engine::assign(context, *hand, id, role, person, *expected)
                                              : engine::unassign(context, *hand, id, role, person, *expected);
  if (!changed) return problem_of(changed.error());
  return charter_answer(call, *changed);
}

Response assign(Call& call) {
  return change_seat(call, Seating::in);
}
Response unassign(Call& call) {
  return change_seat(call, Seating::out);
}

Response undo_fact(Call& call) {
  const FactId id(call.path[0]);
  const auto fact = call.desk.store.fact(id);
  if (!fact) return problem_of(fact.error());
  if (!fact->has_value()) return not_found("There is no fact \"" + id.text + "\".");
  const auto hand = hand_of(call, "");
  if (!hand) return bad_request(hand.error());
  const auto record = engine::find_record(call.desk.store, (*fact)->charter.text);
  if (!record) return problem_of(record.error());
  if (!record->has_value()) return no_charter((*fact)->charter.text);
  const auto expected = seen_version(call, **record, *hand);
  if (!expected) return problem_of(expected.error());
  engine::Context context = call.desk.context();
  const auto changed = engine::undo(context, *hand, id, *expected);
  if (!changed) return problem_of(changed.error());
  return charter_answer(call, *changed);
}

Response list_audit(Call& call) {
  const auto days = days_of(call);
  if (!days) return bad_request(days.error());
  const auto limit = limit_of(call);
  if (!limit) return bad_request(limit.error());
  const auto page = call.desk.store.audit(days->from, days->to, *limit, call.asked("page"));
  if (!page) return problem_of(page.error());
  return answer(call, json::object{{"facts", list_json(page->items)}, {"next", page->next}});
}

}  // namespace

std::vector<Route> charter_routes() {
  return {{"GET", "/charters", list_charters, Needs::viewer},
          {"GET", "/charters/{charter}", get_charter, Needs::viewer},
          {"GET", "/charters/{charter}/facts", list_facts, Needs::viewer},
          {"POST", "/charters/{charter}/assign", assign, Needs::operates},
          {"POST", "/charters/{charter}/unassign", unassign, Needs::operates},
          {"POST", "/facts/{fact}/undo", undo_fact, Needs::operates},
          {"GET", "/audit", list_audit, Needs::viewer}};
}

}  // namespace scc::api
