#include "api/sessions.h"

#include <algorithm>

#include "base/hash.h"

namespace scc::api {
namespace {

constexpr std::size_t key_bytes = 32;

/// Beyond `most`, the entry that ends first goes.
template <class Entries, class Until>
void keep_at_most(Entries& entries, std::size_t most, Until until) {
  while (entries.size() > most) {
    entries.erase(std::min_element(entries.begin(), entries.end(),
                                   [&](const auto& a, const auto& b) { return until(a.second) < until(b.second); }));
  }
}

}  // namespace

std::string Sessions::random_text() {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : entropy_.random_bytes(key_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

void Sessions::forget_old() {
  const Instant now = clock_.now();
  std::erase_if(codes_, [&](const auto& entry) { return entry.second <= now; });
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.until <= now; });
}

std::string Sessions::new_code() {
  forget_old();
  const std::string code = random_text();
  codes_[sha256_hex(code)] = clock_.now() + code_lives;
  keep_at_most(codes_, codes_max, [](Instant until) { return until; });
  return code;
}

std::optional<std::string> Sessions::redeem(const std::string& code, const std::string& actor) {
  forget_old();
  if (codes_.erase(sha256_hex(code)) == 0) return std::nullopt;
  std::string key = random_text();
  sessions_[sha256_hex(key)] = {actor, clock_.now() + session_lives};
  keep_at_most(sessions_, sessions_max, [](const Session& session) { return session.until; });
  return key;
}

std::optional<std::string> Sessions::actor_of(const std::string& key) {
  forget_old();
  const auto found = sessions_.find(sha256_hex(key));
  if (key.empty() || found == sessions_.end()) return std::nullopt;
  return found->second.actor;
}

void Sessions::end(const std::string& key) {
  sessions_.erase(sha256_hex(key));
}

}  // namespace scc::api
