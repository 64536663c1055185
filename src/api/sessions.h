/// Sessions: one-time codes that become sessions, and sessions that end. Only hashes are kept.
///
/// In memory on purpose: a restart of the server signs everybody out.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "api/access.h"
#include "base/time.h"
#include "ports/clock.h"

namespace scc::api {

inline constexpr Duration code_lives = minutes(15);
/// A working day at the dock; then a new link.
inline constexpr Duration session_lives = hours(12);
inline constexpr std::size_t codes_max = 100;
inline constexpr std::size_t sessions_max = 1'000;

class Sessions {
 public:
  Sessions(Clock& clock, Entropy& entropy) : clock_(clock), entropy_(entropy) {}

  /// A fresh code for one of them: 256 bits, hexadecimal.
  [[nodiscard]] std::string new_code(const Identity& who);
  /// The key of a new session; nothing when the code is unknown, used or too old.
  [[nodiscard]] std::optional<std::string> redeem(const std::string& code);
  /// The key of a new session of somebody who has proven who they are.
  [[nodiscard]] std::string begin(const Identity& who);
  /// Who this session belongs to.
  [[nodiscard]] std::optional<Identity> identity_of(const std::string& key);
  void end(const std::string& key);

 private:
  struct Entry {
    Identity who;
    Instant until;
  };
  void forget_old();

  Clock& clock_;
  Entropy& entropy_;
  std::map<std::string, Entry> codes_;  ///< by hash
  std::map<std::string, Entry> sessions_;
};

/// 256 unpredictable bits, hexadecimal: what stands for somebody in a link, a cookie or an address.
[[nodiscard]] std::string random_key(Entropy& entropy);

}  // namespace scc::api
