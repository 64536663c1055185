#include "api/users.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json/json_reader.h"
#include "base/text.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr const char* kind = "user";
/// One record that each change of the list writes too, so that of two at a time one has to look again: what is true of
/// the list as a whole (an admin is left, it is not too long) no condition on a single user can say.
constexpr const char* list_kind = "user-list";
constexpr const char* list_key = "all";
/// Changes of somebody else that may come between before one gives up.
constexpr int tries_max = 5;

Result<User> read_user(const NamedRecord& record) {
  const auto value = parse_json(record.value, "stored user");
  if (!value) return value.error();
  std::string complaint;
  const JsonReader reader(*value, "stored user", complaint);
  User user{record.key, Access::viewer, reader.at("added").instant(), reader.at("added_by").text()};
  const auto access = parse_access(reader.at("access").text());
  if (!access && complaint.empty()) complaint = "stored user: access is none of viewer, operator, admin";
  if (!complaint.empty()) return Error{Remedy::stop, complaint};
  user.access = *access;
  return user;
}

Error still_contended() {
  return {Remedy::retry, "The users are being changed by somebody else; try again."};
}

}  // namespace

std::optional<std::string> email_of(std::string_view text) {
  const std::string email = ascii_lower(trim(text));
  const std::size_t at = email.find('@');
  if (email.size() > email_bytes_max || at == 0 || at == std::string::npos || at + 1 == email.size() ||
      email.find('@', at + 1) != std::string::npos)
    return std::nullopt;
  const bool printable =
      std::all_of(email.begin(), email.end(), [](char c) { return c > ' ' && c != '\x7f' && c != ',' && c != ';'; });
  return printable ? std::optional(email) : std::nullopt;
}

Result<std::vector<User>> Users::all() {
  std::vector<User> users;
  std::string page;
  do {
    const auto batch = store_.named_of(kind, page_items_max, page);
    if (!batch) return batch.error();
    for (const NamedRecord& record : batch->items) {
      auto user = read_user(record);
      if (!user) return user.error();
      users.push_back(std::move(*user));
    }
    page = batch->next;
  } while (!page.empty() && users.size() < users_max);
  return users;
}

Result<std::optional<User>> Users::find(const std::string& email) {
  const auto record = store_.named(kind, email);
  if (!record) return record.error();
  if (!record->has_value()) return std::optional<User>();
  auto user = read_user(**record);
  if (!user) return user.error();
  return std::optional(std::move(*user));
}

Result<bool> Users::is_last_admin(const std::string& email) {
  const auto users = all();
  if (!users) return users.error();
  bool is_admin = false;
  bool another = false;
  for (const User& user : *users) {
    if (user.access != Access::administers) continue;
    (user.email == email ? is_admin : another) = true;
  }
  return is_admin && !another;
}

Result<Users::Change> Users::begin(const std::string& email) {
  // The list's version first: what is read after it is at least as new.
  const auto list = store_.named(list_kind, list_key);
  if (!list) return list.error();
  auto known = store_.named(kind, email);
  if (!known) return known.error();
  return Change{std::move(*known), {list_kind, list_key, "", std::nullopt, list->has_value() ? (*list)->version : 0}};
}

Result<CommitOutcome> Users::end(Change& change, Commit commit) {
  commit.named.push_back(std::move(change.list));
  return store_.commit(commit);
}

Result<std::optional<User>> Users::put(const std::string& text, Access access, const std::string& by) {
  const auto email = email_of(text);
  if (!email) return Error{Remedy::skip, "\"" + std::string(text) + "\" is no e-mail address."};
  for (int tries = 0; tries < tries_max; ++tries) {
    auto change = begin(*email);
    if (!change) return change.error();
    User user{*email, access, clock_.now(), by};
    if (change->known) {
      const auto known = read_user(*change->known);
      if (!known) return known.error();
      user.added = known->added;
      const auto last = access == Access::administers ? Result<bool>(false) : is_last_admin(*email);
      if (!last) return last.error();
      if (*last) return std::optional<User>();
    } else {
      const auto users = all();
      if (!users) return users.error();
      if (users->size() >= users_max)
        return Error{Remedy::skip, "There are " + std::to_string(users_max) + " users; remove some first."};
    }
    Commit commit;
    commit.named = {
        {kind, *email,
         json::serialize(json::object{
             {"access", to_string(access)}, {"added", to_rfc3339(user.added)}, {"added_by", user.added_by}}),
         std::nullopt, change->known ? change->known->version : 0}};
    const auto outcome = end(*change, std::move(commit));
    if (!outcome) return outcome.error();
    if (*outcome == CommitOutcome::committed) return std::optional(std::move(user));
  }
  return still_contended();
}

Result<Users::Removal> Users::remove(const std::string& email) {
  for (int tries = 0; tries < tries_max; ++tries) {
    auto change = begin(email);
    if (!change) return change.error();
    if (!change->known) return Removal::unknown;
    const auto last = is_last_admin(email);
    if (!last) return last.error();
    if (*last) return Removal::last_admin;
    Commit commit;
    commit.named_removed = {{kind, email, change->known->version}};
    const auto outcome = end(*change, std::move(commit));
    if (!outcome) return outcome.error();
    if (*outcome == CommitOutcome::committed) return Removal::gone;
  }
  return still_contended();
}

}  // namespace scc::api
