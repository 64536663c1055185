#include "unit/extract/small_yard.h"

namespace scc::test {
namespace {

Charter charter(const std::string& id, const std::string& client, const std::string& title, const std::string& start,
                const std::string& end, const std::string& vessel) {
  Charter made;
  made.id = CharterId(id);
  made.sail.client = client;
  made.sail.title = client + " - " + title;
  made.sail.start = *parse_rfc3339(start);
  made.sail.end = *parse_rfc3339(end);
  made.sail.vessel = VesselId(vessel);
  return made;
}

void put(Charter& charter, const std::string& role, const std::string& id, const std::string& name) {
  Assignment assignment;
  assignment.role = RoleId(role);
  assignment.person = {PersonId(id), name};
  charter.crew.push_back(assignment);
}

CrewMember member(const std::string& id, const std::string& name, std::vector<std::string> roles) {
  CrewMember made;
  made.id = PersonId(id);
  made.name = name;
  made.email = id + "@yard.example";
  for (std::string& role : roles) made.roles.emplace_back(std::move(role));
  return made;
}

}  // namespace

World small_yard() {
  World world;
  Operation& operation = world.operation;
  operation.name = "Small Yard";
  operation.zone = *zone_named("Europe/Lisbon");
  operation.date_order = DateOrder::day_month;
  operation.roles = {{RoleId("captain"), "Captain", {"skipper"}, 1},
                     {RoleId("mate"), "Mate", {"first mate"}, 1},
                     {RoleId("deckhand"), "Deckhand", {"deck"}, 2},
                     {RoleId("host"), "Host", {"hostess"}, 1}};
  operation.vessels = {{VesselId("gaivota"), "Gaivota", {}}, {VesselId("albatroz"), "Albatroz", {"3H"}}};
  operation.crew = {member("ana-reis", "Ana Reis", {"captain", "mate"}),
                    member("bruno-vidal", "Bruno Vidal", {"captain"}),
                    member("carla-nunes", "Carla Nunes", {"mate", "deckhand"}),
                    member("duarte-pires", "Duarte Pires", {"deckhand"}),
                    member("ema-lobo", "Ema Lobo", {"host"}),
                    member("filipa-sousa", "Filipa Sousa", {"host", "deckhand"}),
                    member("rui-matos", "Rui Matos", {"deckhand"}),
                    member("rui-falcao", "Rui Falcao", {"deckhand"})};
  world.charters = {
      charter("vasco-lima-2026-06-06", "Vasco Lima", "birthday", "2026-06-06T09:00:00Z", "2026-06-06T12:00:00Z",
              "gaivota"),
      charter("harbour-bank-2026-06-06", "Harbour Bank", "staff outing", "2026-06-06T13:00:00Z", "2026-06-06T16:00:00Z",
              "albatroz"),
      charter("ines-prata-2026-06-07", "Ines Prata", "wedding", "2026-06-07T14:00:00Z", "2026-06-07T18:00:00Z",
              "gaivota"),
      charter("ines-prata-2026-06-20", "Ines Prata", "brunch", "2026-06-20T09:00:00Z", "2026-06-20T12:00:00Z",
              "gaivota"),
  };
  put(world.charters[2], "captain", "bruno-vidal", "Bruno Vidal");
  put(world.charters[2], "mate", "carla-nunes", "Carla Nunes");
  put(world.charters[2], "deckhand", "duarte-pires", "Duarte Pires");
  put(world.charters[2], "host", "ema-lobo", "Ema Lobo");
  return world;
}

mail::Piece piece(const std::string& text, mail::Layer layer) {
  mail::Piece made;
  made.text = text;
  made.layer = layer;
  made.depth = layer == mail::Layer::quoted ? 1 : 0;
  return made;
}

mail::Message mail_of(const std::vector<std::string>& paragraphs, const std::string& subject) {
  mail::Message message;
  message.from = {"Marta Office", "marta@yard.example"};
  message.subject = subject;
  message.date = *parse_rfc3339("2026-06-01T09:00:00+01:00");
  message.received = message.date;
  mail::Body body;
  body.part = "text/plain";
  for (const std::string& text : paragraphs) body.pieces.push_back(piece(text));
  message.bodies.push_back(std::move(body));
  return message;
}

extract::Reading reading_of(const mail::Message& message) {
  static const extract::Reader reader(small_yard());
  return reader.read(message);
}

std::vector<std::string> lines_of(const extract::Reading& reading) {
  std::vector<std::string> lines;
  for (const extract::Statement& statement : reading.statements) {
    std::string line = std::string(to_string(statement.op)) + " " + statement.charter.text;
    if (statement.op != FactOp::cancel) {
      line += " " + statement.role.text + " " +
              (statement.person.id.empty() ? "~" + statement.person.name : statement.person.id.text);
    }
    if (statement.certainty == extract::Certainty::uncertain) line += " ?";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> read(const std::vector<std::string>& paragraphs, const std::string& subject) {
  return lines_of(reading_of(mail_of(paragraphs, subject)));
}

}  // namespace scc::test
