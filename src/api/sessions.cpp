#include "api/sessions.h"

#include <boost/json.hpp>

#include "api/commit_named.h"
#include "base/hash.h"
#include "base/json/json_reader.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t key_characters_max = 200;
constexpr const char* code_kind = "sign_in_code";
constexpr const char* session_kind = "session";

/// What a code or a session says: somebody named with what they may do, or a user since when.
struct Holder {
  Identity who;
  std::string email;
  Instant since;
};

std::string write_holder(const Holder& holder) {
  if (!holder.email.empty())
    return json::serialize(json::object{{"email", holder.email}, {"since", holder.since.milliseconds}});
  return json::serialize(json::object{{"actor", holder.who.actor}, {"access", to_string(holder.who.access)}});
}

Result<Holder> read_holder(const NamedRecord& record) {
  const std::string name = "stored " + record.kind;
  const auto value = parse_json(record.value, name);
  if (!value) return value.error();
  std::string complaint;
  const JsonReader reader(*value, name, complaint);
  Holder holder;
  if (!reader.maybe("email").missing()) {
    holder.email = reader.at("email").text();
    holder.since = Instant{reader.at("since").number()};
  } else {
    holder.who.actor = reader.at("actor").text();
    const auto access = parse_access(reader.at("access").text());
    if (!access && complaint.empty()) complaint = name + ": access is none of viewer, operator, admin";
    if (access) holder.who.access = *access;
  }
  if (!complaint.empty()) return Error{Remedy::stop, complaint};
  return holder;
}

NamedRecord record_of(const char* kind, const std::string& secret, const Holder& holder, Instant until) {
  return {kind, sha256_hex(secret), write_holder(holder), until, 0};
}

}  // namespace

std::string random_key(Entropy& entropy) {
  return hexadecimal(entropy.random_bytes(key_bytes));
}

std::string actor_of(const User& user) {
  return user.email + " (page)";
}

Result<std::optional<NamedRecord>> Sessions::find(const std::string& kind, const std::string& secret) {
  if (secret.empty() || secret.size() > key_characters_max) return std::optional<NamedRecord>();
  auto record = store_.named(kind, sha256_hex(secret));
  if (record && record->has_value() && (*record)->expires && *(*record)->expires <= clock_.now())
    return std::optional<NamedRecord>();
  return record;
}

Result<std::string> Sessions::new_code(const Identity& who) {
  // Who makes codes is seldom; what has ended may go then.
  if (auto forgotten = store_.forget_expired(clock_.now()); !forgotten) return forgotten.error();
  std::string code = random_key(entropy_);
  Commit commit;
  commit.named = {record_of(code_kind, code, {who, "", {}}, clock_.now() + code_lives)};
  const auto outcome = commit_named(store_, commit, "sessions");
  if (!outcome) return outcome.error();
  return code;
}

Result<std::optional<std::string>> Sessions::redeem(const std::string& code) {
  const std::optional<std::string> none;
  const auto record = find(code_kind, code);
  if (!record) return record.error();
  if (!record->has_value()) return none;
  const auto holder = read_holder(**record);
  if (!holder) return holder.error();
  std::string key = random_key(entropy_);
  Commit commit;
  commit.named = {record_of(session_kind, key, *holder, clock_.now() + session_lives)};
  commit.named_removed = {{(*record)->kind, (*record)->key, (*record)->version}};
  const auto outcome = store_.commit(commit);
  if (!outcome) return outcome.error();
  return *outcome == CommitOutcome::conflict ? none : std::optional(std::move(key));
}

Result<std::string> Sessions::begin(const User& user) {
  std::string key = random_key(entropy_);
  Commit commit;
  commit.named = {record_of(session_kind, key, {{}, user.email, user.added}, clock_.now() + session_lives)};
  const auto outcome = commit_named(store_, commit, "sessions");
  if (!outcome) return outcome.error();
  return key;
}

Result<std::optional<Identity>> Sessions::identity_of(const std::string& key) {
  const std::optional<Identity> nobody;
  const auto record = find(session_kind, key);
  if (!record) return record.error();
  if (!record->has_value()) return nobody;
  const auto holder = read_holder(**record);
  if (!holder) return holder.error();
  if (holder->email.empty()) return std::optional(holder->who);
  const auto user = Users(store_, clock_).find(holder->email);
  if (!user) return user.error();
  // Somebody who was removed and added again signs in again.
  if (!user->has_value() || (*user)->added != holder->since) return nobody;
  return std::optional(Identity{actor_of(**user), (*user)->access});
}

Outcome Sessions::end(const std::string& key) {
  if (key.empty() || key.size() > key_characters_max) return done();
  Commit commit;
  commit.named_removed = {{session_kind, sha256_hex(key), std::nullopt}};
  return commit_named(store_, commit, "sessions");
}

}  // namespace scc::api
