/// Users: who may sign in with an account of theirs, and how much they may do here. Kept in the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/access.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace scc::api {

inline constexpr std::size_t users_max = 500;
inline constexpr std::size_t email_bytes_max = 254;  // RFC 5321 section 4.5.3.1.3, without its brackets

struct User {
  std::string email;  ///< in lower case
  Access access = Access::viewer;
  Instant added;
  std::string added_by;  ///< who said so last
  bool operator==(const User&) const = default;
};

/// Changes at the same time, from wherever, are as if one came after the other: an admin is always left.
class Users {
 public:
  Users(Store& store, Clock& clock) : store_(store), clock_(clock) {}

  [[nodiscard]] Result<std::vector<User>> all();  ///< by address
  [[nodiscard]] Result<std::optional<User>> find(const std::string& email);
  /// Nothing: it would leave no admin. Error skip: no address, or too many users.
  [[nodiscard]] Result<std::optional<User>> put(const std::string& email, Access access, const std::string& by);
  enum class Removal { gone, unknown, last_admin };
  /// Their sessions end with them.
  [[nodiscard]] Result<Removal> remove(const std::string& email);

 private:
  /// What a change starts from: the record of the one, and of the list as a whole.
  struct Change {
    std::optional<NamedRecord> known;
    NamedRecord list;
  };
  [[nodiscard]] Result<Change> begin(const std::string& email);
  /// Conflict: the list has changed since `begin`.
  [[nodiscard]] Result<CommitOutcome> end(Change& change, Commit commit);
  [[nodiscard]] Result<bool> is_last_admin(const std::string& email);

  Store& store_;
  Clock& clock_;
};

/// In lower case and without space around it; nothing for what can't be an address.
[[nodiscard]] std::optional<std::string> email_of(std::string_view text);

}  // namespace scc::api
