#include "api/crew_links.h"

#include <algorithm>
#include <boost/json.hpp>

#include "api/commit_named.h"
#include "api/sessions.h"
#include "base/hash.h"
#include "base/json/json_reader.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t secret_characters_max = 200;

std::string kind_name(CrewSecret kind) {
  switch (kind) {
    case CrewSecret::feed: return "crew_feed";
    case CrewSecret::link: return "crew_link";
    case CrewSecret::session: return "crew_session";
  }
  return "crew_feed";
}

std::optional<Duration> life_of(CrewSecret kind) {
  switch (kind) {
    case CrewSecret::feed: return std::nullopt;
    case CrewSecret::link: return crew_link_lives;
    case CrewSecret::session: return crew_session_lives;
  }
  return std::nullopt;
}

}  // namespace

NamedRecord CrewLinks::record_of(CrewSecret kind, const std::string& secret, const PersonId& person,
                                 const std::string& by) {
  NamedRecord record;
  record.kind = kind_name(kind);
  record.key = sha256_hex(secret);
  record.value =
      json::serialize(json::object{{"person", person.text}, {"made", to_rfc3339(clock_.now())}, {"made_by", by}});
  if (const auto life = life_of(kind)) record.expires = clock_.now() + *life;
  return record;
}

Result<CrewLinks::Found> CrewLinks::read(CrewSecret kind, const NamedRecord& record) {
  const std::string name = "stored " + record.kind;
  const auto value = parse_json(record.value, name);
  if (!value) return value.error();
  std::string complaint;
  const JsonReader reader(*value, name, complaint);
  Found found{record, PersonId(reader.at("person").text()), {}};
  found.info = {kind, reader.at("made").instant(), reader.at("made_by").text(), record.expires};
  if (!complaint.empty()) return Error{Remedy::stop, complaint};
  return found;
}

Result<std::optional<CrewLinks::Found>> CrewLinks::find(CrewSecret kind, const std::string& secret) {
  const std::optional<Found> none;
  if (secret.empty() || secret.size() > secret_characters_max) return none;
  const auto record = store_.named(kind_name(kind), sha256_hex(secret));
  if (!record) return record.error();
  if (!record->has_value() || ((*record)->expires && *(*record)->expires <= clock_.now())) return none;
  auto found = read(kind, **record);
  if (!found) return found.error();
  const auto known = is_on_roster(found->person);
  if (!known) return known.error();
  return *known ? std::optional(std::move(*found)) : none;
}

Result<bool> CrewLinks::is_on_roster(const PersonId& person) {
  const auto crew = store_.crew();
  if (!crew) return crew.error();
  return std::any_of(crew->begin(), crew->end(), [&](const CrewMember& member) { return member.id == person; });
}

Result<std::vector<CrewLinks::Found>> CrewLinks::all_of(CrewSecret kind, const PersonId& person) {
  std::vector<Found> all;
  std::string page;
  std::size_t seen = 0;
  do {
    const auto batch = store_.named_of(kind_name(kind), page_items_max, page);
    if (!batch) return batch.error();
    seen += batch->items.size();
    for (const NamedRecord& record : batch->items) {
      auto found = read(kind, record);
      if (!found) return found.error();
      const bool lives = !record.expires || *record.expires > clock_.now();
      if (lives && found->person == person) all.push_back(std::move(*found));
    }
    page = batch->next;
  } while (!page.empty() && seen < crew_secrets_max);
  return all;
}

Result<std::string> CrewLinks::make(CrewSecret kind, const PersonId& person, const std::string& by) {
  std::string secret = random_key(entropy_);
  Commit commit;
  commit.named = {record_of(kind, secret, person, by)};
  if (kind == CrewSecret::feed) {
    const auto older = all_of(kind, person);
    if (!older) return older.error();
    for (const Found& one : *older) commit.named_removed.push_back({one.record.kind, one.record.key, std::nullopt});
  }
  const auto outcome = commit_named(store_, commit, "crew links");
  if (!outcome) return outcome.error();
  return secret;
}

Result<std::optional<PersonId>> CrewLinks::owner(CrewSecret kind, const std::string& secret) {
  const auto found = find(kind, secret);
  if (!found) return found.error();
  return found->has_value() ? std::optional((*found)->person) : std::nullopt;
}

Result<std::optional<std::string>> CrewLinks::open_link(const std::string& secret) {
  const std::optional<std::string> none;
  const auto link = find(CrewSecret::link, secret);
  if (!link) return link.error();
  if (!link->has_value()) return none;
  const Found& found = **link;
  std::string key = random_key(entropy_);
  Commit commit;
  commit.named = {record_of(CrewSecret::session, key, found.person, found.info.made_by)};
  commit.named_removed = {{found.record.kind, found.record.key, found.record.version}};
  const auto outcome = store_.commit(commit);
  if (!outcome) return outcome.error();
  return *outcome == CommitOutcome::conflict ? none : std::optional(std::move(key));
}

Outcome CrewLinks::end(CrewSecret kind, const std::string& secret) {
  if (secret.empty()) return done();
  Commit commit;
  commit.named_removed = {{kind_name(kind), sha256_hex(secret), std::nullopt}};
  return commit_named(store_, commit, "crew links");
}

Result<std::vector<CrewSecretInfo>> CrewLinks::of(const PersonId& person) {
  std::vector<CrewSecretInfo> infos;
  for (const CrewSecret kind : {CrewSecret::feed, CrewSecret::link, CrewSecret::session}) {
    const auto all = all_of(kind, person);
    if (!all) return all.error();
    for (const Found& one : *all) infos.push_back(one.info);
  }
  return infos;
}

Outcome CrewLinks::revoke(CrewSecret kind, const PersonId& person) {
  const auto all = all_of(kind, person);
  if (!all) return all.error();
  for (std::size_t first = 0; first < all->size(); first += commit_items_max) {
    Commit commit;
    for (std::size_t i = first; i < std::min(all->size(), first + commit_items_max); ++i) {
      commit.named_removed.push_back({(*all)[i].record.kind, (*all)[i].record.key, std::nullopt});
    }
    const auto outcome = commit_named(store_, commit, "crew links");
    if (!outcome) return outcome;
  }
  return done();
}

}  // namespace scc::api
