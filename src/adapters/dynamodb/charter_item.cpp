#include <algorithm>
#include <array>
#include <tuple>

#include "adapters/dynamodb/items.h"

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// Names that a role's attribute can't have.
constexpr std::array own_names{"pk",
                               "sk",
                               "list",
                               "at",
                               "dated",
                               "starts",
                               "client",
                               "title",
                               "end",
                               "vessel",
                               "status",
                               "event",
                               "version",
                               "aliases",
                               "says",
                               "event_etag",
                               "outbox",
                               "revision",
                               "cancelled_by_mail"};
constexpr std::string_view role_prefix = "role:";
constexpr const char* assigned = "assigned";

bool is_own_name(std::string_view name) {
  return std::find(own_names.begin(), own_names.end(), name) != own_names.end();
}

std::string attribute_of(const RoleId& role) {
  const bool taken = role.empty() || is_own_name(role.text) || role.text.starts_with(role_prefix);
  return taken ? std::string(role_prefix) + role.text : role.text;
}

RoleId role_of(std::string_view attribute) {
  if (attribute.starts_with(role_prefix)) attribute.remove_prefix(role_prefix.size());
  return RoleId(std::string(attribute));
}

void put(Item& item, const char* name, const std::string& text) {
  if (!text.empty()) item[name] = text_value(text);
}

/// Who said it in which words: most of a crew is said by one sentence, which is written once.
struct Saying {
  std::string by;
  Evidence evidence;
  bool operator==(const Saying&) const = default;
};

Item write_saying(const Saying& saying) {
  Item item;
  put(item, "by", saying.by);
  put(item, "quote", saying.evidence.quote);
  put(item, "part", saying.evidence.part);
  return item;
}

void write_crew(const std::vector<Assignment>& crew, Item& item) {
  std::vector<Saying> sayings;
  std::vector<std::pair<std::string, json::array>> roles;
  for (std::size_t place = 0; place < crew.size(); ++place) {
    const Assignment& assignment = crew[place];
    const Saying saying{assignment.said_by, assignment.evidence};
    auto known = std::find(sayings.begin(), sayings.end(), saying);
    if (known == sayings.end()) known = sayings.insert(sayings.end(), saying);
    Item fields{{"status", text_value(assigned)}, {"when", number_value(assignment.said.milliseconds)}};
    put(fields, "person", assignment.person.id.text);
    put(fields, "name", assignment.person.name);
    put(fields, "source", assignment.fact.text);
    if (known != sayings.begin()) fields["says"] = number_value(known - sayings.begin());
    if (place > 0) fields["place"] = number_value(static_cast<std::int64_t>(place));
    const std::string attribute = attribute_of(assignment.role);
    auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& entry) { return entry.first == attribute; });
    if (role == roles.end()) role = roles.insert(roles.end(), {attribute, {}});
    role->second.push_back(map_value(std::move(fields)));
  }
  for (auto& [attribute, people] : roles)
    item[attribute] = people.size() == 1 ? people.front() : json::value(json::object{{"L", std::move(people)}});
  if (sayings.empty()) return;
  json::array written;
  for (const Saying& saying : sayings) written.push_back(map_value(write_saying(saying)));
  item["says"] = json::object{{"L", std::move(written)}};
}

Error damaged(const Item& item) {
  return {Remedy::stop, "The charter \"" + text_of(item, "pk") +
                            "\" of the table can't be read. Restore it to a point in time: docs/operations.md"};
}

std::vector<Saying> read_sayings(const Item& item) {
  std::vector<Saying> sayings;
  if (const auto* list = list_of(item, "says")) {
    for (const auto& entry : *list) {
      const Item holder{{"saying", entry}};
      const Item* fields = map_of(holder, "saying");
      if (fields == nullptr) continue;
      sayings.push_back({text_of(*fields, "by"), {text_of(*fields, "quote"), text_of(*fields, "part")}});
    }
  }
  return sayings;
}

/// The people of one role's attribute; false when it is none of ours.
bool read_people(const json::value& value, const RoleId& role, const std::vector<Saying>& sayings,
                 std::vector<std::pair<std::int64_t, Assignment>>& crew) {
  const Item holder{{"people", value}};
  json::array people;
  if (const auto* list = list_of(holder, "people")) {
    people = *list;
  } else {
    people.push_back(value);
  }
  for (const auto& person : people) {
    const Item one{{"person", person}};
    const Item* fields = map_of(one, "person");
    if (fields == nullptr || text_of(*fields, "status") != assigned) return false;
    const auto says = static_cast<std::size_t>(number_of(*fields, "says").value_or(0));
    if (says >= sayings.size()) return false;
    crew.emplace_back(number_of(*fields, "place").value_or(0),
                      Assignment{role,
                                 {PersonId(text_of(*fields, "person")), text_of(*fields, "name")},
                                 FactId(text_of(*fields, "source")),
                                 sayings[says].by,
                                 Instant{number_of(*fields, "when").value_or(0)},
                                 sayings[says].evidence});
  }
  return true;
}

}  // namespace

Item write_charter(const CharterId& id, const StoredCharter& stored) {
  Item item = charter_key(id).item();
  item["revision"] = number_value(stored.revision);
  if (stored.record) {
    const Charter& charter = stored.record->charter;
    item["dated"] = text_value(lists::charters);
    item["starts"] = text_value(sortable(charter.sail.start) + " " + id.text);
    item["end"] = number_value(charter.sail.end.milliseconds);
    item["status"] = text_value(to_string(charter.sail.status));
    item["version"] = number_value(stored.record->version);
    put(item, "client", charter.sail.client);
    put(item, "title", charter.sail.title);
    put(item, "vessel", charter.sail.vessel.text);
    put(item, "event", charter.event.text);
    put(item, "event_etag", stored.record->event_etag);
    if (charter.cancelled_by_mail) item["cancelled_by_mail"] = json::object{{"BOOL", true}};
    if (!charter.aliases.empty()) {
      json::array aliases;
      for (const std::string& alias : charter.aliases) aliases.push_back(text_value(alias));
      item["aliases"] = json::object{{"L", std::move(aliases)}};
    }
    write_crew(charter.crew, item);
  }
  if (stored.outbox) {
    OutboxEntry entry = *stored.outbox;
    item["list"] = text_value(lists::outbox);
    item["at"] = text_value(sortable(entry.due) + " " + id.text);
    entry.charter = {};
    item["outbox"] = map_value(write_fields(entry));
  }
  return item;
}

Result<OutboxEntry> read_outbox(const Item& item) {
  const Item* fields = map_of(item, "outbox");
  if (fields == nullptr) return damaged(item);
  auto entry = read_fields<OutboxEntry>(*fields, text_of(item, "pk") + ".outbox");
  if (entry) entry->charter = CharterId(text_of(item, "at").substr(sortable_bytes + 1));
  return entry;
}

Result<StoredCharter> read_charter(const Item& item) {
  StoredCharter stored;
  stored.revision = number_of(item, "revision").value_or(0);
  if (item.contains("outbox")) {
    auto entry = read_outbox(item);
    if (!entry) return entry.error();
    stored.outbox = std::move(*entry);
  }
  const auto version = number_of(item, "version");
  if (!version) return stored;
  const std::string starts = text_of(item, "starts");
  const auto start = parse_rfc3339(starts.substr(0, sortable_bytes));
  const auto status = parse_charter_status(text_of(item, "status"));
  if (!start || !status || starts.size() <= sortable_bytes) return damaged(item);
  CharterRecord record;
  record.version = *version;
  record.event_etag = text_of(item, "event_etag");
  Charter& charter = record.charter;
  charter.id = CharterId(starts.substr(sortable_bytes + 1));
  charter.sail = {text_of(item, "client"),
                  text_of(item, "title"),
                  *start,
                  Instant{number_of(item, "end").value_or(0)},
                  VesselId(text_of(item, "vessel")),
                  *status};
  charter.event = EventId(text_of(item, "event"));
  charter.cancelled_by_mail = item.contains("cancelled_by_mail");
  if (const auto* aliases = list_of(item, "aliases")) {
    for (const auto& alias : *aliases) charter.aliases.push_back(text_of(Item{{"alias", alias}}, "alias"));
  }
  const std::vector<Saying> sayings = read_sayings(item);
  std::vector<std::pair<std::int64_t, Assignment>> crew;
  for (const auto& [name, value] : item) {
    if (is_own_name(name)) continue;
    if (!read_people(value, role_of(name), sayings, crew)) return damaged(item);
  }
  std::sort(crew.begin(), crew.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [place, assignment] : crew) charter.crew.push_back(std::move(assignment));
  stored.record = std::move(record);
  return stored;
}

std::map<Key, Item> rows_of(const CharterRecord& record) {
  const Charter& charter = record.charter;
  std::map<Key, Item> rows;
  const auto add = [&](const Key& key, Item more) {
    Item item = key.item();
    for (auto& [name, value] : more) item[name] = value;
    rows.try_emplace(key, std::move(item));
  };
  add(sailing_key(charter.sail.start, charter.id), {{"version", number_value(record.version)}});
  for (const std::string& alias : charter.aliases) {
    if (!alias.empty()) add(alias_key(alias, charter.id), {{"charter", text_value(charter.id.text)}});
  }
  if (!charter.event.empty())
    add(alias_key(charter.event.text, charter.id), {{"charter", text_value(charter.id.text)}});
  for (const Assignment& assignment : charter.crew) {
    if (assignment.person.id.empty()) continue;
    add(sail_key(assignment.person.id, charter.sail.start, charter.id, assignment.role),
        {{"charter", text_value(charter.id.text)}, {"role", text_value(assignment.role.text)}});
  }
  return rows;
}

}  // namespace scc::dynamodb
