/// Sessions: one-time codes that become sessions, and sessions that end. Kept in the store, so they
/// live through restarts and work on any machine; of keys and codes only hashes are kept.
///
/// A session of a user (api/users.h) may do what that user may do now, and ends when the user goes.
#pragma once

#include <optional>
#include <string>

#include "api/access.h"
#include "api/users.h"
#include "base/time.h"
#include "ports/clock.h"
#include "ports/store.h"

namespace scc::api {

inline constexpr Duration code_lives = minutes(15);
/// A working day at the dock; then a new link.
inline constexpr Duration session_lives = hours(12);

class Sessions {
 public:
  Sessions(Store& store, Clock& clock, Entropy& entropy) : store_(store), clock_(clock), entropy_(entropy) {}

  /// A fresh code for one of them: 256 bits, hexadecimal.
  [[nodiscard]] Result<std::string> new_code(const Identity& who);
  /// The key of a new session; nothing when the code is unknown, used or too old. Of two at once, one wins.
  [[nodiscard]] Result<std::optional<std::string>> redeem(const std::string& code);
  /// The key of a new session of a user who has proven who they are.
  [[nodiscard]] Result<std::string> begin(const User& user);
  /// Who this session belongs to.
  [[nodiscard]] Result<std::optional<Identity>> identity_of(const std::string& key);
  [[nodiscard]] Outcome end(const std::string& key);

 private:
  [[nodiscard]] Result<std::optional<NamedRecord>> find(const std::string& kind, const std::string& secret);

  Store& store_;
  Clock& clock_;
  Entropy& entropy_;
};

/// How facts name a user who acts on the page.
[[nodiscard]] std::string actor_of(const User& user);
/// 256 unpredictable bits, hexadecimal: what stands for somebody in a link, a cookie or an address.
[[nodiscard]] std::string random_key(Entropy& entropy);

}  // namespace scc::api
