#include "world_file.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "base/json/json_reader.h"
#include "base/text.h"
#include "crew_file.h"

namespace scc::app {
namespace {

constexpr std::size_t labels_max = 100'000;
constexpr std::int64_t role_holders_max = 1'000;

Error broken(std::string what) {
  return {Remedy::stop, std::move(what) + "."};
}

/// A text that can't be empty.
std::string some_text(const JsonReader& place) {
  std::string text = place.text();
  if (text.empty()) place.complain("is empty");
  return text;
}

template <class IdType>
IdType new_id(const JsonReader& place, std::set<IdType>& taken) {
  IdType id(some_text(place));
  if (!taken.insert(id).second) place.complain("the id \"" + id.text + "\" stands here twice");
  return id;
}

template <class IdType>
IdType known_id(const JsonReader& place, const std::set<IdType>& known, std::string_view thing) {
  IdType id(some_text(place));
  if (!known.contains(id)) place.complain("there is no " + std::string(thing) + " \"" + id.text + "\"");
  return id;
}

class WorldReader {
 public:
  World read(const JsonReader& root) {
    Operation& operation = world_.operation;
    operation.name = root.at("operator").text();
    const JsonReader zone = root.at("timezone");
    if (auto named = zone_named(zone.text())) {
      operation.zone = *named;
    } else {
      zone.complain(named.error().what);
    }
    const JsonReader order = root.at("date_order");
    if (order.text() == "dmy") operation.date_order = DateOrder::day_month;
    if (order.text() != "dmy" && order.text() != "mdy") order.complain("neither mdy nor dmy");
    operation.mailbox = root.at("mailbox").text();
    operation.trusted_senders = root.at("trusted_senders").texts();
    for (const JsonReader& role : root.at("roles").items()) operation.roles.push_back(read_role(role));
    for (const JsonReader& vessel : root.at("vessels").items()) operation.vessels.push_back(read_vessel(vessel));
    for (const JsonReader& member : root.at("crew").items()) operation.crew.push_back(read_member(member));
    for (const JsonReader& charter : root.at("charters").items()) world_.charters.push_back(read_charter(charter));
    return std::move(world_);
  }

 private:
  Role read_role(const JsonReader& place) {
    Role role;
    role.id = new_id(place.at("id"), roles_);
    role.title = some_text(place.at("title"));
    role.aliases = place.maybe("aliases").texts();
    const JsonReader max = place.maybe("max");
    const std::int64_t number = max.missing() ? 1 : max.number();
    if (number < 1 || number > role_holders_max) max.complain("not between 1 and 1000");
    role.max = static_cast<int>(std::clamp<std::int64_t>(number, 1, role_holders_max));
    return role;
  }

  Vessel read_vessel(const JsonReader& place) {
    return {new_id(place.at("id"), vessels_), some_text(place.at("name")), place.maybe("aliases").texts()};
  }

  CrewMember read_member(const JsonReader& place) {
    CrewMember member;
    member.id = new_id(place.at("id"), people_);
    member.name = some_text(place.at("name"));
    member.aliases = place.maybe("aliases").texts();
    member.email = place.maybe("email").text();
    member.phone = place.maybe("phone").text();
    for (const JsonReader& role : place.maybe("roles").items()) member.roles.push_back(known_id(role, roles_, "role"));
    return member;
  }

  Charter read_charter(const JsonReader& place) {
    Charter charter;
    charter.id = new_id(place.at("id"), charters_);
    Sail& sail = charter.sail;
    sail.client = some_text(place.at("client"));
    const JsonReader title = place.maybe("title");
    sail.title = title.missing() ? sail.client : title.text();
    sail.start = place.at("start").instant();
    const JsonReader end = place.at("end");
    sail.end = end.instant();
    if (sail.end < sail.start) end.complain("is before the start");
    const JsonReader vessel = place.maybe("vessel");
    if (!vessel.missing() && !vessel.text().empty()) sail.vessel = known_id(vessel, vessels_, "vessel");
    const JsonReader status = place.maybe("status");
    if (!status.missing()) {
      const auto known = parse_charter_status(status.text());
      if (!known) status.complain("none of confirmed, hold, cancelled");
      sail.status = known.value_or(CharterStatus::confirmed);
    }
    charter.aliases = place.maybe("aliases").texts();
    for (const JsonReader& seat : place.maybe("crew").items()) charter.crew.push_back(read_seat(seat));
    return charter;
  }

  Assignment read_seat(const JsonReader& place) {
    Assignment seat;
    seat.role = known_id(place.at("role"), roles_, "role");
    const JsonReader name = place.maybe("person_name");
    if (!name.missing()) {
      seat.person.name = some_text(name);
      return seat;
    }
    seat.person.id = known_id(place.at("person"), people_, "crew member");
    if (const CrewMember* member = find_crew_member(world_.operation, seat.person.id)) seat.person.name = member->name;
    return seat;
  }

  World world_;
  std::set<RoleId> roles_;
  std::set<VesselId> vessels_;
  std::set<PersonId> people_;
  std::set<CharterId> charters_;
};

LabelledChange read_change(const JsonReader& place) {
  LabelledChange change;
  const JsonReader op = place.at("op");
  const auto known = parse_fact_op(op.text());
  if (!known || *known == FactOp::undo) op.complain("none of assign, unassign, cancel");
  change.op = known.value_or(FactOp::assign);
  change.charter = CharterId(some_text(place.at("charter")));
  change.certain = place.at("certain").flag();
  if (change.op == FactOp::cancel) return change;
  change.role = RoleId(some_text(place.at("role")));
  const JsonReader person = place.maybe("person");
  if (person.missing()) {
    change.person.name = some_text(place.at("person_name"));
  } else {
    change.person.id = PersonId(some_text(person));
  }
  return change;
}

Label read_label(const JsonReader& place) {
  Label label;
  label.file = some_text(place.at("file"));
  const JsonReader disposition = place.at("disposition");
  const auto known = parse_disposition(disposition.text());
  if (!known) disposition.complain("none of apply, review, ignore, reject");
  label.disposition = known.value_or(Disposition::ignore);
  for (const JsonReader& change : place.at("changes").items()) label.changes.push_back(read_change(change));
  label.why = place.maybe("why").text();
  return label;
}

/// A name that stays in the folder it stands in.
bool is_file_name(const std::string& name) {
  return name != "." && name != ".." && name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
}

}  // namespace

Result<World> parse_world(std::string_view json, const std::string& name) {
  auto value = parse_json(json, name);
  if (!value) return broken(value.error().what);
  std::string problem;
  World world = WorldReader().read(JsonReader(*value, name, problem));
  if (!problem.empty()) return broken(problem);
  return world;
}

Result<World> read_world(const std::string& path) {
  auto text = read_text_file(path, world_bytes_max);
  if (!text) return text.error();
  return parse_world(*text, path);
}

mail::TrustPolicy trust_of(const World& world) {
  mail::TrustPolicy policy;
  policy.trusted_senders = world.operation.trusted_senders;
  policy.authserv_id = "mx.google.com";
  policy.without_header = mail::TrustPolicy::WithoutHeader::refuse;
  return policy;
}

Result<std::vector<Label>> parse_labels(std::string_view jsonl, const std::string& name) {
  std::vector<Label> labels;
  std::set<std::string> files;
  std::size_t number = 0;
  for (const std::string_view line : split(jsonl, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    const std::string place = name + ": line " + std::to_string(number);
    if (labels.size() >= labels_max) return broken(place + ": more labels than " + std::to_string(labels_max));
    auto value = parse_json(line, place);
    if (!value) return broken(value.error().what);
    std::string problem;
    labels.push_back(read_label(JsonReader(*value, place, problem)));
    if (!problem.empty()) return broken(problem);
    const std::string& file = labels.back().file;
    if (!is_file_name(file)) return broken(place + ": \"" + file + "\" is no name of a file in mail/");
    if (!files.insert(file).second) return broken(place + ": \"" + file + "\" is labelled twice");
  }
  return labels;
}

Result<LabelledWorld> read_labelled_world(const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path path = fs::path(folder).lexically_normal();
  LabelledWorld labelled;
  labelled.name = (path.has_filename() ? path : path.parent_path()).filename().string();
  auto world = read_world((path / "world.json").string());
  if (!world) return world.error();
  labelled.world = std::move(*world);
  const std::string expected = (path / "expected.jsonl").string();
  auto text = read_text_file(expected, world_bytes_max);
  if (!text) return text.error();
  auto labels = parse_labels(*text, expected);
  if (!labels) return labels.error();
  if (labels->empty()) return broken(expected + ": holds no label");
  labelled.labels = std::move(*labels);
  std::set<std::string> labelled_files;
  for (const Label& label : labelled.labels) {
    auto bytes = read_text_file((path / "mail" / label.file).string(), mail::message_bytes_max);
    if (!bytes) return bytes.error();
    labelled.mails.push_back(std::move(*bytes));
    labelled_files.insert(label.file);
  }
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(path / "mail", problem)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".eml" && !labelled_files.contains(name)) {
      return broken(expected + ": has no line for mail/" + name);
    }
  }
  return labelled;
}

}  // namespace scc::app
