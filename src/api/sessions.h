/// Sessions: one-time codes that become sessions, and sessions that end. Only hashes are kept.
///
/// In memory on purpose: a restart of the server signs everybody out.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "ports/clock.h"

namespace scc::api {

inline constexpr Duration code_lives = minutes(15);
/// A working day at the dock; then a new link.
inline constexpr Duration session_lives = hours(12);
inline constexpr std::size_t codes_max = 100;
inline constexpr std::size_t sessions_max = 1'000;
inline constexpr const char* session_cookie = "scc_session";

class Sessions {
 public:
  Sessions(Clock& clock, Entropy& entropy) : clock_(clock), entropy_(entropy) {}

  /// A fresh code: 256 bits, hexadecimal.
  [[nodiscard]] std::string new_code();
  /// The key of a new session; nothing when the code is unknown, used or too old.
  [[nodiscard]] std::optional<std::string> redeem(const std::string& code, const std::string& actor);
  /// Who this session belongs to.
  [[nodiscard]] std::optional<std::string> actor_of(const std::string& key);
  void end(const std::string& key);

 private:
  struct Session {
    std::string actor;
    Instant until;
  };
  [[nodiscard]] std::string random_text();
  void forget_old();

  Clock& clock_;
  Entropy& entropy_;
  std::map<std::string, Instant> codes_;  ///< by hash, with the time each ends
  std::map<std::string, Session> sessions_;
};

}  // namespace scc::api
