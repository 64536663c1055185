/// RecordFields: the names of each record's fields, in one list per record that serves writing and
/// reading: `at("name", record.member)`. What stores write can't differ in what it holds.
///
/// A field is added at any place and has its default where an older text lacks it; none is renamed.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ports/store_records.h"

namespace scc::fields {

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

inline std::optional<CharterStatus> parse_enum(std::string_view text, CharterStatus) {
  return parse_charter_status(text);
}
inline std::optional<FactOp> parse_enum(std::string_view text, FactOp) {
  return parse_fact_op(text);
}
inline std::optional<SourceKind> parse_enum(std::string_view text, SourceKind) {
  return parse_source_kind(text);
}
inline std::optional<Disposition> parse_enum(std::string_view text, Disposition) {
  return parse_disposition(text);
}
inline std::optional<ReviewKind> parse_enum(std::string_view text, ReviewKind) {
  return parse_review_kind(text);
}
inline std::optional<ReviewState> parse_enum(std::string_view text, ReviewState) {
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
      at("last_attempt", v.last_attempt), at("last_error", v.last_error), at("version", v.version),
      at("unfetched", v.unfetched);
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

}  // namespace scc::fields
