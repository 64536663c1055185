/// GrantFile: one OAuth2 grant at rest: encrypted, 0600 in a 0700 directory, replaced atomically.
///
/// Encrypted with libsodium's secretbox (XSalsa20-Poly1305) under a 32-byte key that the caller
/// got from a key file or the environment. One thread at a time; processes may race, the last
/// complete file wins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/google_oauth/private_file.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "ports/clock.h"

namespace scc::google {

inline constexpr std::string_view gmail_scope = "https://www.googleapis.com/auth/gmail.readonly";
inline constexpr std::string_view calendar_scope = "https://www.googleapis.com/auth/calendar.events";
/// Asked for only by `scc auth login --calendar-list`: to find a calendar by name, to see its writers.
inline constexpr std::string_view calendar_list_scope =
    "https://www.googleapis.com/auth/calendar.calendarlist.readonly";
inline constexpr std::string_view calendar_writers_scope = "https://www.googleapis.com/auth/calendar.acls.readonly";

/// A consent that somebody gave, and how it is doing.
struct Grant {
  std::string client_id;
  Secret client_secret;
  Secret refresh_token;
  std::vector<std::string> scopes;  ///< granted, as Google said; not what was asked for
  std::string account;              ///< the mailbox address; "" while unknown
  Instant obtained;
  std::optional<Instant> last_refresh;
  /// When Google said the refresh token itself ends (Testing status: 7 days); none = unlimited.
  std::optional<Instant> ends;
  /// Set once Google said invalid_grant: final until somebody signs in again.
  std::string broken;  ///< the cause, for people; "" = fine
  std::optional<Instant> broken_at;
};

[[nodiscard]] bool has_scope(const Grant& grant, std::string_view scope);
/// The half of the work that a scope, or a wider one in its place, lets be done.
enum class Half { gmail, calendar };
[[nodiscard]] bool covers(const Grant& grant, Half half);

/// 32 bytes as 64 hexadecimal characters or 44 of base64 → the key; error (stop) otherwise.
[[nodiscard]] Result<Secret> read_grant_key(const Secret& text);
/// A fresh key as text (64 hexadecimal characters).
[[nodiscard]] Secret new_grant_key(Entropy& entropy);
/// Reads the key file, or makes one (0600) from `entropy` when there is none yet.
[[nodiscard]] Result<Secret> open_key_file(const std::string& path, Entropy& entropy);

class GrantFile {
 public:
  /// `path` need not exist. `key`: 32 bytes.
  GrantFile(std::string path, Secret key, Entropy& entropy);
  /// Nothing when there is no grant yet. Error stop: unreadable, or another key encrypted it.
  [[nodiscard]] Result<std::optional<Grant>> load() const;
  [[nodiscard]] Outcome save(const Grant& grant) const;
  [[nodiscard]] Outcome remove() const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  /// Decrypted once for each state of the file: every call to Google asks for it.
  struct Opened {
    FileStamp stamp;
    Grant grant;
  };
  std::string path_;
  Secret key_;
  Entropy& entropy_;
  mutable std::optional<Opened> opened_;
};

/// The common `authorized_user` JSON (Google's own client libraries write it).
[[nodiscard]] Result<Grant> read_authorized_user(const std::string& json, Instant now);

}  // namespace scc::google
