#include <algorithm>
#include <iterator>

#include "api/answer.h"
#include "api/calendar_feed.h"
#include "api/cookie.h"
#include "api/crew_links.h"
#include "base/hash.h"
#include "base/json/json_reader.h"
#include "base/text.h"
#include "engine/ledger.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr Duration own_page_before = days(14);
constexpr std::string_view feed_ending = ".ics";

CrewLinks links_of(const Call& call) {
  return {call.desk.store, call.desk.clock, call.desk.entropy};
}

Result<std::optional<CrewMember>> member_of(const Call& call, const PersonId& person) {
  const auto crew = call.desk.store.crew();
  if (!crew) return crew.error();
  const auto found =
      std::find_if(crew->begin(), crew->end(), [&](const CrewMember& member) { return member.id == person; });
  return found == crew->end() ? std::optional<CrewMember>() : std::optional(*found);
}

/// The problem, where the address names nobody of the roster.
std::optional<Response> unless_member(const Call& call) {
  const auto member = member_of(call, PersonId(call.path[0]));
  if (!member) return problem_of(member.error());
  if (!member->has_value()) return not_found("Nobody on the roster has the id \"" + call.path[0] + "\".");
  return std::nullopt;
}

Response list_links(Call& call) {
  if (auto problem = unless_member(call)) return std::move(*problem);
  const auto infos = links_of(call).of(PersonId(call.path[0]));
  if (!infos) return problem_of(infos.error());
  json::array list;
  for (const CrewSecretInfo& info : *infos) {
    constexpr const char* names[] = {"feed", "link", "session"};
    json::value until = nullptr;
    if (info.until) until = to_rfc3339(*info.until);
    list.push_back(json::object{{"kind", names[static_cast<int>(info.kind)]},
                                {"made", to_rfc3339(info.made)},
                                {"made_by", info.made_by},
                                {"until", std::move(until)}});
  }
  return answer(call, json::object{{"links", std::move(list)}});
}

/// Told once, kept nowhere: no cache may have it.
Response secret_answer(const std::string& path, const json::value& until) {
  Response response;
  response.headers = {{"content-type", "application/json"}, {"cache-control", "no-store"}};
  response.body = json::serialize(json::object{{"path", path}, {"until", until}});
  return response;
}

Response make_feed(Call& call) {
  if (auto problem = unless_member(call)) return std::move(*problem);
  const auto secret = links_of(call).make(CrewSecret::feed, PersonId(call.path[0]), call.who.actor);
  if (!secret) return problem_of(secret.error());
  return secret_answer("/api/v1/feeds/" + *secret + std::string(feed_ending), nullptr);
}

/// After a "#", which browsers send to no server: it stays out of every log on the way.
Response make_page_link(Call& call) {
  if (auto problem = unless_member(call)) return std::move(*problem);
  const auto secret = links_of(call).make(CrewSecret::link, PersonId(call.path[0]), call.who.actor);
  if (!secret) return problem_of(secret.error());
  return secret_answer("/my#" + *secret, json::value(to_rfc3339(call.desk.clock.now() + crew_link_lives)));
}

Response revoke_feed(Call& call) {
  const auto done = links_of(call).revoke(CrewSecret::feed, PersonId(call.path[0]));
  return done ? nothing() : problem_of(done.error());
}

Response revoke_pages(Call& call) {
  for (const CrewSecret kind : {CrewSecret::link, CrewSecret::session}) {
    const auto done = links_of(call).revoke(kind, PersonId(call.path[0]));
    if (!done) return problem_of(done.error());
  }
  return nothing();
}

Response get_feed(Call& call) {
  std::string secret = call.path[0];
  if (secret.ends_with(feed_ending)) secret.resize(secret.size() - feed_ending.size());
  const auto owner = links_of(call).owner(CrewSecret::feed, secret);
  if (!owner) return problem_of(owner.error());
  if (!owner->has_value())
    return not_found("This feed does not exist, or has been revoked; the office makes new ones.");
  const auto member = member_of(call, **owner);
  if (!member) return problem_of(member.error());
  if (!member->has_value()) return not_found("This feed's owner is no longer on the roster.");
  engine::Context context = call.desk.context();
  const Instant now = call.desk.clock.now();
  const Duration called_before = call.desk.service.called_before;
  auto sails = own_sails(context, **owner, now - feed_before, now + feed_after, called_before);
  if (!sails) return problem_of(sails.error());
  auto gone = gone_sails(context, **owner, called_before);
  if (!gone) return problem_of(gone.error());
  std::move(gone->begin(), gone->end(), std::back_inserter(*sails));
  Response response;
  response.body = calendar_feed(call.desk.settings.operation, **member, *sails, now);
  return tagged(call, std::move(response), "text/calendar; charset=utf-8");
}

Response open_page_link(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const std::string code = JsonReader(*body, "body", complaint).at("code").text();
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  const auto key = links_of(call).open_link(code);
  if (!key) return problem_of(key.error());
  if (!key->has_value()) {
    return problem(403, "This link does not work",
                   "It has been used, revoked, or is older than 7 days. Ask the office for a new one.");
  }
  Response response = nothing();
  response.headers.emplace_back("set-cookie",
                                cookie_text(crew_cookie, **key, crew_session_lives, call.desk.service.cookies));
  return response;
}

Response close_page(Call& call) {
  const auto done =
      links_of(call).end(CrewSecret::session, cookie_of(call.request, crew_cookie, call.desk.service.cookies));
  if (!done) return problem_of(done.error());
  Response response = nothing();
  response.headers.emplace_back("set-cookie", cookie_text(crew_cookie, "", Duration{0}, call.desk.service.cookies));
  return response;
}

json::value answer_json(const std::optional<SailAnswer>& given) {
  if (!given) return nullptr;
  return json::object{{"answer", to_string(given->kind)}, {"note", given->note}, {"at", to_rfc3339(given->at)}};
}

json::object sail_json(const OwnSail& sail) {
  json::array roles;
  for (const std::string& role : sail.roles) roles.emplace_back(role);
  json::array mates;
  for (const Crewmate& mate : sail.mates) mates.push_back(json::object{{"name", mate.name}, {"role", mate.role}});
  return {{"charter", sail.charter.text},
          {"client", sail.client},
          {"vessel", sail.vessel},
          {"start", to_rfc3339(sail.start)},
          {"end", to_rfc3339(sail.end)},
          {"call", to_rfc3339(sail.call)},
          {"status", to_string(sail.status)},
          {"in_doubt", sail.in_doubt},
          {"roles", std::move(roles)},
          {"mates", std::move(mates)},
          {"answer", answer_json(sail.answer)}};
}

Response my_sails(Call& call) {
  const auto member = member_of(call, call.person);
  if (!member) return problem_of(member.error());
  engine::Context context = call.desk.context();
  const Instant now = call.desk.clock.now();
  const auto sails =
      own_sails(context, call.person, now - own_page_before, now + feed_after, call.desk.service.called_before);
  if (!sails) return problem_of(sails.error());
  json::array list;
  for (const OwnSail& sail : *sails) list.push_back(sail_json(sail));
  return answer(call, json::object{{"name", member->value_or(CrewMember{}).name},
                                   {"operator", call.desk.settings.operation.name},
                                   {"zone", call.desk.settings.operation.zone.name()},
                                   {"sails", std::move(list)}});
}

Response answer_sail(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const JsonReader reader(*body, "body", complaint);
  const auto kind = parse_answer_kind(reader.at("answer").text());
  if (!kind) reader.at("answer").complain("has to be confirmed or declined");
  const std::string note = reader.maybe("note").text();
  if (code_point_count(note) > answer_note_characters_max) reader.at("note").complain("longer than 120 characters");
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  const auto given = give_answer(call.desk.store, call.desk.clock, CharterId(call.path[0]), call.person, *kind, note);
  // Another's sail and none at all look alike.
  if (!given) return given.error().remedy == Remedy::skip ? not_found(given.error().what) : problem_of(given.error());
  return answer(call, answer_json(*given));
}

Response list_answers(Call& call) {
  const auto days = days_of(call);
  if (!days) return bad_request(days.error());
  const auto answers = answers_between(call.desk.store, days->from, days->to);
  if (!answers) return problem_of(answers.error());
  json::array list;
  for (const SailAnswer& given : *answers) {
    if (given.start < days->from || given.start >= days->to) continue;
    json::array roles;
    for (const RoleId& role : given.roles) roles.emplace_back(role.text);
    list.push_back(json::object{{"charter", given.charter.text},
                                {"person", given.person.text},
                                {"answer", to_string(given.kind)},
                                {"note", given.note},
                                {"at", to_rfc3339(given.at)},
                                {"start", to_rfc3339(given.start)},
                                {"roles", std::move(roles)}});
  }
  return answer(call, json::object{{"answers", std::move(list)}});
}

}  // namespace

std::vector<Route> crew_link_routes() {
  return {{"GET", "/crew/{person}/links", list_links, Needs::operates},
          {"POST", "/crew/{person}/feed", make_feed, Needs::operates},
          {"DELETE", "/crew/{person}/feed", revoke_feed, Needs::operates},
          {"POST", "/crew/{person}/page", make_page_link, Needs::operates},
          {"DELETE", "/crew/{person}/page", revoke_pages, Needs::operates},
          {"GET", "/answers", list_answers, Needs::viewer},
          {"GET", "/feeds/{feed}", get_feed, Needs::nothing},
          {"POST", "/my/session", open_page_link, Needs::nothing},
          {"DELETE", "/my/session", close_page, Needs::crew_link},
          {"GET", "/my/sails", my_sails, Needs::crew_link},
          {"POST", "/my/sails/{charter}/answer", answer_sail, Needs::crew_link}};
}

}  // namespace scc::api
