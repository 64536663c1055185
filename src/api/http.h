/// Http: the request and response that api::Service speaks; no socket.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scc::api {

struct Request {
  std::string method;                                        ///< "GET"
  std::string path;                                          ///< percent-decoded by nobody yet: "/api/v1/charters/x"
  std::string query;                                         ///< without "?", raw
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string remote;  ///< the peer's address, for the log
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
