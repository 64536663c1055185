#include <algorithm>

#include "api/answer.h"
#include "base/json/json_reader.h"
#include "base/text.h"
#include "engine/ledger.h"
#include "engine/roster.h"

namespace scc::api {
namespace json = boost::json;
namespace {

/// Beside the roster's own list of aliases: who said that a name in a mail means this member, and when.
constexpr const char* record_kind = "alias";
constexpr std::size_t alias_characters_max = 120;
constexpr std::size_t aliases_max = 50;  // as the roster takes of one member
constexpr std::size_t subject_bytes_max = 500;

std::string key_of(const PersonId& person, const std::string& alias) {
  return person.text + " " + slug(alias);
}

bool same_name(const std::string& a, const std::string& b) {
  return fold(engine::on_one_line(a)) == fold(engine::on_one_line(b));
}

bool has_alias(const CrewMember& member, const std::string& alias) {
  return std::any_of(member.aliases.begin(), member.aliases.end(),
                     [&](const std::string& known) { return same_name(known, alias); });
}

struct Roster {
  Operation operation;
  CrewMember member;
};

Result<std::optional<Roster>> roster_with(const Call& call, const std::string& id) {
  engine::Context context = call.desk.context();
  auto operation = engine::current_operation(context);
  if (!operation) return operation.error();
  const CrewMember* member = find_crew_member(*operation, PersonId(id));
  if (member == nullptr) return std::optional<Roster>();
  CrewMember copy = *member;
  return std::optional(Roster{std::move(*operation), std::move(copy)});
}

Response no_member(const std::string& id) {
  return not_found("Nobody on the roster has the id \"" + id + "\".");
}

/// "" when the name may stand for the member: of two people who answer to one name, mails would find neither.
std::string fault_of(const Roster& roster, const std::string& alias) {
  if (alias.empty() || slug(alias).empty()) return "alias: has to have a letter or digit";
  if (code_point_count(alias) > alias_characters_max) return "alias: longer than 120 characters";
  if (roster.member.aliases.size() >= aliases_max) return roster.member.name + " has 50 aliases already.";
  for (const CrewMember& other : roster.operation.crew) {
    if (other.id == roster.member.id) continue;
    if (same_name(other.name, alias) || has_alias(other, alias)) {
      return other.name + " answers to \"" + alias + "\" already; one name can't mean two people.";
    }
  }
  return "";
}

NamedRecord record_of(const Call& call, const CrewMember& member, const std::string& alias,
                      const std::optional<ReviewItem>& review) {
  NamedRecord record;
  record.kind = record_kind;
  record.key = key_of(member.id, alias);
  record.value = json::serialize(json::object{{"person", member.id.text},
                                              {"alias", alias},
                                              {"by", call.who.actor},
                                              {"at", to_rfc3339(call.desk.clock.now())},
                                              {"review", review ? review->id.text : ""},
                                              {"title", review ? review->title.substr(0, subject_bytes_max) : ""}});
  return record;
}

Response committed(const Call& call, Commit commit) {
  engine::Context context = call.desk.context();
  const auto outcome = engine::commit_fenced(context, std::move(commit));
  if (!outcome) return problem_of(outcome.error());
  if (*outcome == CommitOutcome::conflict) return problem(503, "Try again later", "The roster is being changed.");
  return nothing();
}

Response learn_alias(Call& call) {
  const auto body = body_of(call);
  if (!body) return bad_request(body.error());
  std::string complaint;
  const JsonReader reader(*body, "body", complaint);
  const std::string alias = engine::on_one_line(reader.at("alias").text());
  const std::string review_id = reader.maybe("review").text();
  if (!complaint.empty()) return bad_request({Remedy::skip, complaint});
  auto roster = roster_with(call, call.path[0]);
  if (!roster) return problem_of(roster.error());
  if (!roster->has_value()) return no_member(call.path[0]);
  CrewMember member = (*roster)->member;
  if (same_name(member.name, alias) || has_alias(member, alias)) return nothing();
  if (const std::string fault = fault_of(**roster, alias); !fault.empty()) return problem_of({Remedy::skip, fault});
  std::optional<ReviewItem> review;
  if (!review_id.empty()) {
    auto found = call.desk.store.review(ReviewId(review_id));
    if (!found) return problem_of(found.error());
    review = std::move(*found);
  }
  member.aliases.push_back(alias);
  Commit commit;
  commit.crew_put = {member};
  commit.named = {record_of(call, member, alias, review)};
  const auto before = call.desk.store.named(record_kind, commit.named.front().key);
  if (!before) return problem_of(before.error());
  commit.named.front().version = before->has_value() ? (*before)->version : 0;
  return committed(call, std::move(commit));
}

Response forget_alias(Call& call) {
  auto roster = roster_with(call, call.path[0]);
  if (!roster) return problem_of(roster.error());
  if (!roster->has_value()) return no_member(call.path[0]);
  CrewMember member = (*roster)->member;
  if (!has_alias(member, call.path[1])) {
    return not_found(member.name + " has no alias \"" + call.path[1] + "\".");
  }
  std::erase_if(member.aliases, [&](const std::string& known) { return same_name(known, call.path[1]); });
  Commit commit;
  commit.crew_put = {member};
  commit.named_removed = {{record_kind, key_of(member.id, call.path[1]), std::nullopt}};
  return committed(call, std::move(commit));
}

/// One that the roster still has; nothing otherwise, or where the record can't be read.
std::optional<json::value> shown(const Operation& operation, const NamedRecord& record) {
  const auto value = parse_json(record.value, "stored alias");
  if (!value) return std::nullopt;
  std::string complaint;
  const JsonReader reader(*value, "stored alias", complaint);
  const CrewMember* member = find_crew_member(operation, PersonId(reader.at("person").text()));
  const std::string alias = reader.at("alias").text();
  if (!complaint.empty() || member == nullptr || !has_alias(*member, alias)) return std::nullopt;
  return *value;
}

Response list_aliases(Call& call) {
  engine::Context context = call.desk.context();
  const auto operation = engine::current_operation(context);
  if (!operation) return problem_of(operation.error());
  const auto limit = limit_of(call);
  if (!limit) return bad_request(limit.error());
  const auto page = call.desk.store.named_of(record_kind, *limit, call.asked("page"));
  if (!page) return problem_of(page.error());
  json::array list;
  for (const NamedRecord& record : page->items) {
    if (auto alias = shown(*operation, record)) list.push_back(std::move(*alias));
  }
  return answer(call, json::object{{"aliases", std::move(list)}, {"next", page->next}});
}

}  // namespace

std::vector<Route> alias_routes() {
  return {{"GET", "/aliases", list_aliases, Needs::viewer},
          {"POST", "/crew/{person}/aliases", learn_alias, Needs::operates},
          {"DELETE", "/crew/{person}/aliases/{alias}", forget_alias, Needs::operates}};
}

}  // namespace scc::api
