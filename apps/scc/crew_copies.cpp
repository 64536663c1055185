#include "crew_copies.h"

#include <algorithm>

#include "api/sessions.h"
#include "base/json/json_reader.h"
#include "charter_view.h"
#include "domain/crew_block.h"

namespace scc::app {
namespace {

std::string told(const std::map<std::string, std::vector<std::string>>& crew) {
  std::string out;
  for (const auto& [title, names] : crew) out += (out.empty() ? "" : "; ") + title + ": " + joined(names, ", ");
  return out.empty() ? "nobody" : out;
}

}  // namespace

std::string CrewCopies::title_of(const std::string& role) const {
  return app::title_of(session_.configuration().settings.operation, RoleId(role));
}

void CrewCopies::add(const char* name, Crew crew) {
  for (auto& [title, people] : crew) std::sort(people.begin(), people.end());
  copies_.emplace_back(name, std::move(crew));
}

void CrewCopies::of_table() {
  Crew crew;
  for (const Assignment& one : record_.charter.crew) crew[title_of(one.role.text)].push_back(one.person.name);
  add("table", std::move(crew));
}

Outcome CrewCopies::of_api(HttpTransport& transport, const std::string& address, Store& store) {
  api::Sessions sessions(store, session_.clock, session_.entropy);
  const auto code = sessions.new_code({"scc doctor", api::Access::viewer});
  if (!code) return code.error();
  const auto key = sessions.redeem(*code);
  if (!key) return key.error();
  if (!key->has_value()) return Error{Remedy::retry, "the session was not kept; try again"};
  const auto answer = transport.send({"GET",
                                      address + "/api/v1/charters/" + record_.charter.id.text,
                                      {{"cookie", "__Host-scc_session=" + **key}},
                                      ""});
  if (auto ended = sessions.end(**key); !ended) return ended;
  if (!answer) return answer.error();
  if (answer->status != 200) return Error{Remedy::stop, "it answers " + std::to_string(answer->status)};
  return read_answer(answer->body);
}

Outcome CrewCopies::read_answer(const std::string& body) {
  const auto json = parse_json(body, "answer");
  if (!json) return json.error();
  std::string problem;
  Crew crew;
  for (const JsonReader& seat : JsonReader(*json, "answer", problem).at("crew").items())
    crew[title_of(seat.at("role").text())].push_back(seat.at("person").at("name").text());
  if (!problem.empty()) return Error{Remedy::stop, problem};
  add("API and page", std::move(crew));
  return done();
}

Outcome CrewCopies::of_calendar(Calendar& calendar) {
  const auto event = calendar.event(record_.charter.event);
  if (!event) return event.error();
  if (!event->has_value()) return Error{Remedy::stop, "its event is gone"};
  const FoundBlock block = find_crew_block((*event)->description);
  if (block.presence == BlockPresence::mangled) return Error{Remedy::stop, block.problem};
  Crew crew;
  for (const BlockLine& line : parse_crew_block(block.text)) {
    if (!line.names.empty()) crew[line.title] = line.names;
  }
  add("calendar", std::move(crew));
  return done();
}

Finding CrewCopies::compared() const {
  const std::string& charter = record_.charter.id.text;
  std::string names;
  std::string all;
  bool same = true;
  for (const auto& [name, crew] : copies_) {
    same = same && crew == copies_.front().second;
    names += (names.empty() ? "" : ", ") + name;
    all += "\n  " + name + ": " + told(crew);
  }
  if (same) return well(names + " show the same crew of " + charter + ": " + told(copies_.front().second));
  return broken("the crew of " + charter + " differs:" + all, "scc check " + charter + " --fix");
}

}  // namespace scc::app
