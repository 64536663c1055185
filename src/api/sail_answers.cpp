#include "api/sail_answers.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json/json_reader.h"
#include "engine/ledger.h"
#include "engine/roster.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr Duration kept_after_sail = days(400);
constexpr int months_max = 60;

/// Answers are kept by the month of their sail, so that a board reads only what it shows.
std::string kind_of(Instant start) {
  return "answer-" + to_string(to_local(start, Zone::utc()).date).substr(0, 7);
}

std::string key_of(const CharterId& charter, const PersonId& person) {
  return charter.text + " " + person.text;
}

std::string write(const SailAnswer& answer) {
  json::array roles;
  for (const RoleId& role : answer.roles) roles.emplace_back(role.text);
  return json::serialize(json::object{{"charter", answer.charter.text},
                                      {"person", answer.person.text},
                                      {"answer", to_string(answer.kind)},
                                      {"note", answer.note},
                                      {"at", to_rfc3339(answer.at)},
                                      {"start", to_rfc3339(answer.start)},
                                      {"roles", std::move(roles)}});
}

Result<SailAnswer> read(const NamedRecord& record) {
  const std::string name = "stored answer " + record.key;
  const auto value = parse_json(record.value, name);
  if (!value) return value.error();
  std::string complaint;
  const JsonReader reader(*value, name, complaint);
  SailAnswer answer;
  answer.charter = CharterId(reader.at("charter").text());
  answer.person = PersonId(reader.at("person").text());
  const auto kind = parse_answer_kind(reader.at("answer").text());
  if (!kind) reader.at("answer").complain("is neither confirmed nor declined");
  answer.kind = kind.value_or(AnswerKind::confirmed);
  answer.note = reader.at("note").text();
  answer.at = reader.at("at").instant();
  answer.start = reader.at("start").instant();
  for (std::string& role : reader.at("roles").texts()) answer.roles.emplace_back(std::move(role));
  if (!complaint.empty()) return Error{Remedy::stop, complaint};
  return answer;
}

/// "" when the person may answer.
std::string fault_of(const Charter& charter, const std::vector<RoleId>& roles, Instant now) {
  if (roles.empty()) return "You are not in the crew of this sail.";
  if (charter.sail.status == CharterStatus::cancelled) return "This sail is cancelled; there is nothing to answer.";
  if (charter.sail.end <= now) return "This sail is over; there is nothing to answer.";
  return "";
}

}  // namespace

const char* to_string(AnswerKind kind) {
  return kind == AnswerKind::confirmed ? "confirmed" : "declined";
}

std::optional<AnswerKind> parse_answer_kind(std::string_view text) {
  if (text == "confirmed") return AnswerKind::confirmed;
  if (text == "declined") return AnswerKind::declined;
  return std::nullopt;
}

std::vector<RoleId> roles_of(const Charter& charter, const PersonId& person) {
  std::vector<RoleId> roles;
  for (const Assignment& seat : charter.crew) {
    if (!person.empty() && seat.person.id == person) roles.push_back(seat.role);
  }
  return roles;
}

bool still_holds(const SailAnswer& answer, const Charter& charter) {
  return answer.charter == charter.id && answer.start == charter.sail.start &&
         answer.roles == roles_of(charter, answer.person);
}

Result<std::optional<SailAnswer>> answer_of(Store& store, const Charter& charter, const PersonId& person) {
  const auto record = store.named(kind_of(charter.sail.start), key_of(charter.id, person));
  if (!record) return record.error();
  if (!record->has_value()) return std::optional<SailAnswer>();
  auto answer = read(**record);
  if (!answer) return answer.error();
  if (!still_holds(*answer, charter)) return std::optional<SailAnswer>();
  return std::optional(std::move(*answer));
}

Result<std::vector<SailAnswer>> answers_between(Store& store, Instant from, Instant to) {
  std::vector<SailAnswer> answers;
  std::string kind;
  const Duration step = days(28);  // no month is shorter
  for (int month = 0; month < months_max && from < to; ++month, from = std::min(from + step, to)) {
    if (kind_of(from) == kind) continue;
    kind = kind_of(from);
    std::string page;
    for (int pages = 0; pages < store_pages_max; ++pages) {
      const auto batch = store.named_of(kind, page_items_max, page);
      if (!batch) return batch.error();
      for (const NamedRecord& record : batch->items) {
        auto answer = read(record);
        if (!answer) return answer.error();
        answers.push_back(std::move(*answer));
      }
      page = batch->next;
      if (page.empty()) break;
    }
  }
  return answers;
}

Result<SailAnswer> give_answer(Store& store, Clock& clock, const CharterId& charter, const PersonId& person,
                               AnswerKind kind, const std::string& note) {
  SailAnswer answer;
  const auto answered = engine::until_committed(charter.text, [&]() -> Result<CommitOutcome> {
    const auto record = store.charter(charter);
    if (!record) return record.error();
    const std::vector<RoleId> roles =
        record->has_value() ? roles_of((*record)->charter, person) : std::vector<RoleId>();
    const std::string fault = fault_of(record->has_value() ? (*record)->charter : Charter{}, roles, clock.now());
    if (!fault.empty()) return Error{Remedy::skip, fault};
    const Sail& sail = (*record)->charter.sail;
    answer = {(*record)->charter.id, person, kind, engine::on_one_line(note), clock.now(), sail.start, roles};
    NamedRecord named;
    named.kind = kind_of(sail.start);
    named.key = key_of(answer.charter, person);
    const auto before = store.named(named.kind, named.key);
    if (!before) return before.error();
    named.version = before->has_value() ? (*before)->version : 0;
    named.value = write(answer);
    named.expires = sail.end + kept_after_sail;
    Commit commit;
    commit.charters = {**record};
    commit.named = {named};
    return store.commit(commit);
  });
  if (!answered) return answered.error();
  return answer;
}

}  // namespace scc::api
