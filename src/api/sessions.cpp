#include "api/sessions.h"

#include <algorithm>

#include "base/hash.h"

namespace scc::api {
namespace {

constexpr std::size_t key_bytes = 32;

/// Beyond `most`, the entry that ends first goes.
template <class Entries>
void keep_at_most(Entries& entries, std::size_t most) {
  while (entries.size() > most) {
    entries.erase(std::min_element(entries.begin(), entries.end(),
                                   [](const auto& a, const auto& b) { return a.second.until < b.second.until; }));
  }
}

}  // namespace

std::string random_key(Entropy& entropy) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : entropy.random_bytes(key_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

void Sessions::forget_old() {
  const Instant now = clock_.now();
  for (auto* entries : {&codes_, &sessions_}) {
    std::erase_if(*entries, [&](const auto& entry) { return entry.second.until <= now; });
  }
}

std::string Sessions::new_code(const Identity& who) {
  forget_old();
  std::string code = random_key(entropy_);
  codes_[sha256_hex(code)] = {who, clock_.now() + code_lives};
  keep_at_most(codes_, codes_max);
  return code;
}

std::optional<std::string> Sessions::redeem(const std::string& code) {
  forget_old();
  const auto found = codes_.find(sha256_hex(code));
  if (found == codes_.end()) return std::nullopt;
  const Identity who = std::move(found->second.who);
  codes_.erase(found);
  return begin(who);
}

std::string Sessions::begin(const Identity& who) {
  std::string key = random_key(entropy_);
  sessions_[sha256_hex(key)] = {who, clock_.now() + session_lives};
  keep_at_most(sessions_, sessions_max);
  return key;
}

std::optional<Identity> Sessions::identity_of(const std::string& key) {
  forget_old();
  const auto found = sessions_.find(sha256_hex(key));
  if (key.empty() || found == sessions_.end()) return std::nullopt;
  return found->second.who;
}

void Sessions::end(const std::string& key) {
  sessions_.erase(sha256_hex(key));
}

}  // namespace scc::api
