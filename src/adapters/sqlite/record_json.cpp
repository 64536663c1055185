#include "adapters/sqlite/record_json.h"

#include <type_traits>

#include "base/json/json_reader.h"

namespace scc::sqlite {
namespace {

namespace json = boost::json;

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
concept IsId = requires(T id) {
  { id.text } -> std::convertible_to<std::string>;
  requires std::is_constructible_v<T, std::string>;
  requires sizeof(T) == sizeof(std::string);
};

std::optional<CharterStatus> parse_enum(std::string_view text, CharterStatus) {
  return parse_charter_status(text);
}
std::optional<FactOp> parse_enum(std::string_view text, FactOp) {
  return parse_fact_op(text);
}
std::optional<SourceKind> parse_enum(std::string_view text, SourceKind) {
  return parse_source_kind(text);
}
std::optional<Disposition> parse_enum(std::string_view text, Disposition) {
  return parse_disposition(text);
}
std::optional<ReviewKind> parse_enum(std::string_view text, ReviewKind) {
  return parse_review_kind(text);
}
std::optional<ReviewState> parse_enum(std::string_view text, ReviewState) {
  return parse_review_state(text);
}

/// One list of the fields of each record serves both directions: `at(name, member)`.
template <class At>
void each_field(At&& at, Person& v) {
  at("id", v.id), at("name", v.name);
}
template <class At>
void each_field(At&& at, Evidence& v) {
  at("quote", v.quote), at("part", v.part);
}
template <class At>
void each_field(At&& at, Assignment& v) {
  at("role", v.role), at("person", v.person), at("fact", v.fact), at("said_by", v.said_by), at("said", v.said),
      at("evidence", v.evidence);
}
template <class At>
void each_field(At&& at, Sail& v) {
  at("client", v.client), at("title", v.title), at("start", v.start), at("end", v.end), at("vessel", v.vessel),
      at("status", v.status);
}
template <class At>
void each_field(At&& at, Charter& v) {
  at("id", v.id), at("sail", v.sail), at("aliases", v.aliases), at("event", v.event), at("crew", v.crew),
      at("cancelled_by_mail", v.cancelled_by_mail);
}
template <class At>
void each_field(At&& at, CharterRecord& v) {
  at("charter", v.charter), at("version", v.version), at("event_etag", v.event_etag);
}
template <class At>
void each_field(At&& at, Source& v) {
  at("kind", v.kind), at("id", v.id), at("actor", v.actor);
}
template <class At>
void each_field(At&& at, Fact& v) {
  at("id", v.id), at("charter", v.charter), at("op", v.op), at("role", v.role), at("person", v.person),
      at("undoes", v.undoes);
  at("source", v.source), at("position", v.position), at("said", v.said), at("recorded", v.recorded),
      at("evidence", v.evidence), at("note", v.note);
}
template <class At>
void each_field(At&& at, Receipt& v) {
  at("message", v.message), at("disposition", v.disposition), at("reasons", v.reasons), at("from", v.from),
      at("subject", v.subject);
  at("thread_id", v.thread_id), at("received", v.received), at("handled", v.handled),
      at("reader_version", v.reader_version);
  at("changes", v.changes), at("text", v.text);
}
template <class At>
void each_field(At&& at, OutboxEntry& v) {
  at("charter", v.charter), at("event", v.event), at("charter_version", v.charter_version), at("attempts", v.attempts),
      at("due", v.due), at("last_error", v.last_error);
}
template <class At>
void each_field(At&& at, Proposal& v) {
  at("op", v.op), at("charter", v.charter), at("role", v.role), at("person", v.person), at("confidence", v.confidence),
      at("evidence", v.evidence), at("reason", v.reason);
}
template <class At>
void each_field(At&& at, ReviewItem& v) {
  at("id", v.id), at("kind", v.kind), at("state", v.state), at("message", v.message), at("charter", v.charter),
      at("title", v.title);
  at("from", v.from), at("why", v.why), at("text", v.text), at("proposals", v.proposals), at("said", v.said),
      at("opened", v.opened);
  at("decided", v.decided), at("decided_by", v.decided_by), at("version", v.version);
}
template <class At>
void each_field(At&& at, SourceState& v) {
  at("source", v.source), at("cursor", v.cursor), at("last_success", v.last_success),
      at("last_attempt", v.last_attempt), at("last_error", v.last_error), at("version", v.version);
}
template <class At>
void each_field(At&& at, CrewMember& v) {
  at("id", v.id), at("name", v.name), at("aliases", v.aliases), at("email", v.email), at("roles", v.roles),
      at("phone", v.phone);
}
template <class At>
void each_field(At&& at, NamedRecord& v) {
  at("kind", v.kind), at("key", v.key), at("value", v.value), at("expires", v.expires), at("version", v.version);
}

template <class T>
json::value to_json(T& value) {
  if constexpr (IsId<T>) {
    return json::value(value.text);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return json::value(value.milliseconds);
  } else if constexpr (std::is_enum_v<T>) {
    return json::value(to_string(value));
  } else if constexpr (is_optional<T>::value) {
    return value ? to_json(*value) : json::value(nullptr);
  } else if constexpr (is_vector<T>::value) {
    json::array items;
    items.reserve(value.size());
    for (auto& item : value) items.push_back(to_json(item));
    return items;
  } else if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) {
    json::object object;
    each_field([&](const char* name, auto& member) { object[name] = to_json(member); }, value);
    return object;
  } else {
    return json::value(value);
  }
}

template <class T>
void from_json(const JsonReader& reader, T& value) {
  if (reader.missing()) return;
  if constexpr (IsId<T>) {
    value = T(reader.text());
  } else if constexpr (std::is_same_v<T, Instant>) {
    value.milliseconds = reader.number();
  } else if constexpr (std::is_enum_v<T>) {
    if (const auto parsed = parse_enum(reader.text(), value)) {
      value = *parsed;
    } else {
      reader.complain("not a word of ours");
    }
  } else if constexpr (is_optional<T>::value) {
    from_json(reader, value.emplace());
  } else if constexpr (is_vector<T>::value) {
    for (const JsonReader& item : reader.items()) from_json(item, value.emplace_back());
  } else if constexpr (std::is_same_v<T, std::string>) {
    value = reader.text();
  } else if constexpr (std::is_same_v<T, bool>) {
    value = reader.flag();
  } else if constexpr (std::is_same_v<T, double>) {
    const auto* raw = reader.raw();
    value = raw->is_double() ? raw->get_double() : static_cast<double>(reader.number());
  } else if constexpr (std::is_integral_v<T>) {
    value = static_cast<T>(reader.number());
  } else {
    each_field([&](const char* name, auto& member) { from_json(reader.maybe(name), member); }, value);
  }
}

}  // namespace

template <class Record>
std::string write_record(const Record& record) {
  Record copy = record;
  return json::serialize(to_json(copy));
}

template <class Record>
Result<Record> read_record(const std::string& text) {
  const auto parsed = parse_json(text, "record");
  if (!parsed)
    return Error{Remedy::stop,
                 "The database is damaged: " + parsed.error().what + ". Restore a backup: docs/operations.md"};
  std::string problem;
  Record record;
  from_json(JsonReader(*parsed, "record", problem), record);
  if (!problem.empty())
    return Error{Remedy::stop, "The database is damaged: " + problem + ". Restore a backup: docs/operations.md"};
  return record;
}

#define SCC_RECORD(Record)                          \
  template std::string write_record(const Record&); \
  template Result<Record> read_record(const std::string&)
SCC_RECORD(Receipt);
SCC_RECORD(CharterRecord);
SCC_RECORD(Fact);
SCC_RECORD(OutboxEntry);
SCC_RECORD(ReviewItem);
SCC_RECORD(SourceState);
SCC_RECORD(CrewMember);
SCC_RECORD(NamedRecord);
#undef SCC_RECORD

}  // namespace scc::sqlite
