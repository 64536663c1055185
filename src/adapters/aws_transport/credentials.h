/// Credentials: who we are to AWS, and where that is found.
///
/// The order is the one AWS's own tools use: the environment, the shared credentials file, the
/// container's endpoint, the instance's metadata service. What expires is fetched anew before it does.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"
#include "ports/clock.h"
#include "ports/http_transport.h"

namespace scc::aws {

struct Credentials {
  std::string access_key_id;
  Secret secret_access_key;
  Secret session_token;            ///< empty for a long-lived key
  std::optional<Instant> expires;  ///< nothing: never
};

/// Fetched anew when they end within this: longer than any request with its retries takes.
inline constexpr Duration credentials_renewed_before = minutes(5);

/// The process's environment variables by name; read once by the caller.
using Variables = std::map<std::string, std::string>;

/// The credentials of a profile ("[name]") in the text of a shared credentials file.
/// Error stop: no such profile, or it lacks a key; names the file and the profile.
[[nodiscard]] Result<Credentials> read_credentials_file(const std::string& text, const std::string& file,
                                                        const std::string& profile);

/// Finds credentials and keeps them until they are about to end. One thread.
class CredentialChain {
 public:
  /// `transport` reaches the metadata endpoints and may be the one that carries the requests.
  CredentialChain(HttpTransport& transport, Clock& clock, Variables variables);

  /// Error reauth: none are to be found (says where was looked); retry: an endpoint does not answer.
  [[nodiscard]] Result<Credentials> credentials();
  /// Says that AWS refused these as ended; the next call fetches anew.
  void refused();

 private:
  [[nodiscard]] std::string variable(const std::string& name) const;
  [[nodiscard]] Result<std::optional<Credentials>> find();
  [[nodiscard]] std::optional<Credentials> from_environment() const;
  [[nodiscard]] Result<std::optional<Credentials>> from_file() const;
  [[nodiscard]] Result<std::optional<Credentials>> from_container();
  [[nodiscard]] Result<std::optional<Credentials>> from_instance();

  HttpTransport& transport_;
  Clock& clock_;
  Variables variables_;
  std::optional<Credentials> held_;
};

}  // namespace scc::aws
