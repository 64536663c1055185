#include "adapters/google_oauth/grant_file.h"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/google_oauth/private_file.h"
#include "base/json/json_reader.h"
#include "base/text.h"

namespace scc::google {
namespace {

/// What an encrypted file begins with; grows when the form changes.
constexpr std::string_view magic = "SCC-GRANT-1\n";

unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_json(const Grant& grant) {
  boost::json::object object{{"client_id", grant.client_id},
                             {"client_secret", grant.client_secret.reveal()},
                             {"refresh_token", grant.refresh_token.reveal()},
                             {"account", grant.account},
                             {"obtained", to_rfc3339(grant.obtained)},
                             {"broken", grant.broken}};
  object["scopes"] = boost::json::array(grant.scopes.begin(), grant.scopes.end());
  const auto put = [&](const char* key, const std::optional<Instant>& at) {
    if (at) object[key] = to_rfc3339(*at);
  };
  put("last_refresh", grant.last_refresh);
  put("ends", grant.ends);
  put("broken_at", grant.broken_at);
  return boost::json::serialize(object);
}

Result<Grant> from_json(const std::string& text, const std::string& path) {
  const auto json = parse_json(text, path);
  if (!json) return json.error();
  std::string problem;
  const JsonReader root(*json, "grant", problem);
  const auto maybe_instant = [&](const char* key) {
    const JsonReader member = root.maybe(key);
    return member.missing() ? std::nullopt : std::optional(member.instant());
  };
  Grant grant;
  grant.client_id = root.at("client_id").text();
  grant.client_secret = Secret(root.at("client_secret").text());
  grant.refresh_token = Secret(root.at("refresh_token").text());
  grant.scopes = root.at("scopes").texts();
  grant.account = root.maybe("account").text();
  grant.obtained = root.at("obtained").instant();
  grant.last_refresh = maybe_instant("last_refresh");
  grant.ends = maybe_instant("ends");
  grant.broken = root.maybe("broken").text();
  grant.broken_at = maybe_instant("broken_at");
  if (!problem.empty()) return Error{Remedy::stop, path + ": " + problem + ". Sign in again: scc auth login"};
  return grant;
}

}  // namespace

bool has_scope(const Grant& grant, std::string_view scope) {
  return std::find(grant.scopes.begin(), grant.scopes.end(), scope) != grant.scopes.end();
}

bool covers(const Grant& grant, Half half) {
  if (half == Half::gmail) {
    return has_scope(grant, gmail_scope) || has_scope(grant, "https://www.googleapis.com/auth/gmail.modify") ||
           has_scope(grant, "https://mail.google.com/");
  }
  return has_scope(grant, calendar_scope) || has_scope(grant, "https://www.googleapis.com/auth/calendar") ||
         has_scope(grant, "https://www.googleapis.com/auth/calendar.events.owned");
}

Result<Secret> read_grant_key(const Secret& text) {
  const std::string_view trimmed = trim(text.reveal());
  std::string key(crypto_secretbox_KEYBYTES, '\0');
  std::size_t length = 0;
  const bool hex =
      sodium_hex2bin(bytes_of(key), key.size(), trimmed.data(), trimmed.size(), nullptr, &length, nullptr) == 0 &&
      length == key.size();
  const bool base64 = !hex &&
                      sodium_base642bin(bytes_of(key), key.size(), trimmed.data(), trimmed.size(), nullptr, &length,
                                        nullptr, sodium_base64_VARIANT_ORIGINAL) == 0 &&
                      length == key.size();
  if (!hex && !base64)
    return Error{Remedy::stop, "The key for the grant must be 32 bytes, as 64 hexadecimal characters or as base64."};
  return Secret(std::move(key));
}

Secret new_grant_key(Entropy& entropy) {
  const std::string key = entropy.random_bytes(crypto_secretbox_KEYBYTES);
  std::string hex(crypto_secretbox_KEYBYTES * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes_of(key), key.size());
  hex.pop_back();
  return Secret(std::move(hex));
}

Result<Secret> open_key_file(const std::string& path, Entropy& entropy) {
  auto text = read_private_file(path);
  if (!text) return text.error();
  if (*text) {
    auto key = read_grant_key(Secret(**text));
    if (!key) return Error{Remedy::stop, path + ": " + key.error().what};
    return key;
  }
  const Secret fresh = new_grant_key(entropy);
  if (const auto written = write_private_file(path, fresh.reveal() + "\n"); !written) return written.error();
  return read_grant_key(fresh);
}

GrantFile::GrantFile(std::string path, Secret key, Entropy& entropy)
    : path_(std::move(path)), key_(std::move(key)), entropy_(entropy) {}

Result<std::optional<Grant>> GrantFile::load() const {
  const auto stamp = stamp_of(path_);
  if (stamp && opened_ && opened_->stamp == *stamp) return std::optional(opened_->grant);
  opened_.reset();
  const auto file = read_private_file(path_);
  if (!file) return file.error();
  if (!*file) return std::optional<Grant>{};
  const std::string& bytes = **file;
  constexpr std::size_t head = magic.size() + crypto_secretbox_NONCEBYTES;
  const Error unreadable{Remedy::stop, path_ +
                                           " can't be decrypted: it was written with another key, or is damaged. Give "
                                           "the right key, or sign in again: scc auth login"};
  if (bytes.size() < head + crypto_secretbox_MACBYTES || !bytes.starts_with(magic)) return unreadable;
  std::string text(bytes.size() - head - crypto_secretbox_MACBYTES, '\0');
  if (crypto_secretbox_open_easy(bytes_of(text), bytes_of(bytes) + head, bytes.size() - head,
                                 bytes_of(bytes) + magic.size(), bytes_of(key_.reveal())) != 0) {
    return unreadable;
  }
  auto grant = from_json(text, path_);
  sodium_memzero(text.data(), text.size());
  if (!grant) return grant.error();
  if (stamp) opened_ = Opened{*stamp, *grant};
  return std::optional(std::move(*grant));
}

Outcome GrantFile::save(const Grant& grant) const {
  opened_.reset();
  std::string text = to_json(grant);
  const std::string nonce = entropy_.random_bytes(crypto_secretbox_NONCEBYTES);
  std::string sealed(text.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(bytes_of(sealed), bytes_of(text), text.size(), bytes_of(nonce), bytes_of(key_.reveal()));
  sodium_memzero(text.data(), text.size());
  return write_private_file(path_, std::string(magic) + nonce + sealed);
}

Outcome GrantFile::remove() const {
  std::error_code error;
  std::filesystem::remove(path_, error);
  if (error) return Error{Remedy::stop, "Removing " + path_ + " failed: " + error.message()};
  return done();
}

Result<Grant> read_authorized_user(const std::string& json, Instant now) {
  const auto value = parse_json(json, "the token file");
  if (!value) return Error{Remedy::stop, value.error().what};
  std::string problem;
  const JsonReader root(*value, "the token file", problem);
  Grant grant;
  grant.client_id = root.at("client_id").text();
  grant.client_secret = Secret(root.at("client_secret").text());
  grant.refresh_token = Secret(root.at("refresh_token").text());
  grant.account = root.maybe("account").text();
  grant.obtained = now;
  if (problem.empty() && !root.maybe("type").missing() && root.at("type").text() != "authorized_user") {
    problem = "the token file.type: not \"authorized_user\" (a service account's key is no consent of a person)";
  }
  if (!problem.empty()) return Error{Remedy::stop, problem};
  return grant;
}

}  // namespace scc::google
