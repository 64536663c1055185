/// Origins: which other pages a browser may bring a request from, and what it is told about that.
///
/// fetch.spec.whatwg.org, "CORS protocol" (read 24 Nov 2026). Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/http.h"

namespace scc::api {

struct Origins {
  std::string own;                     ///< "https://ops.sailing.example"; "" = whatever the Host header says
  std::vector<std::string> elsewhere;  ///< exact origins of pages served elsewhere
};

/// A page of another site must not act with this one's session (the cookie's SameSite is the first lock).
[[nodiscard]] bool comes_from_elsewhere(const Origins& origins, const Request& request);
/// The answer to a browser that asks beforehand; nothing when this is no such question.
[[nodiscard]] std::optional<Response> preflight(const Origins& origins, const Request& request);
/// Lets the page of an allowed origin read the answer.
void add_cors_headers(const Origins& origins, const Request& request, Response& response);

/// "https://page.sailing.example" or "http://127.0.0.1:5173": no path, no wildcard.
[[nodiscard]] bool is_exact_origin(std::string_view text);

}  // namespace scc::api
