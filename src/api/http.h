/// Http: the request and response that api::Service speaks; no socket.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scc::api {

/// Who sent a request, as a token says that was verified before the request came here.
struct VerifiedClaims {
  std::string subject;
  std::string email;
  bool email_verified = false;
  std::string hosted_domain;
  bool operator==(const VerifiedClaims&) const = default;
};

struct Request {
  std::string method;                                        ///< "GET"
  std::string path;                                          ///< percent-decoded by nobody yet: "/api/v1/charters/x"
  std::string query;                                         ///< without "?", raw
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string remote;  ///< the peer's address, for the log
  /// Set by a host whose gateway verified a machine's token; nothing for people.
  std::optional<VerifiedClaims> verified = std::nullopt;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
};

/// The first header of that lower-case name; "" if there is none.
[[nodiscard]] std::string_view header(const std::vector<std::pair<std::string, std::string>>& headers,
                                      std::string_view name);

inline constexpr std::size_t request_body_bytes_max = 64 * 1024;

}  // namespace scc::api
