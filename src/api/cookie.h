/// Cookie: the one cookie there is: the session's.
#pragma once

#include <string>

#include "api/http.h"
#include "base/time.h"

namespace scc::api {

/// The session's key that the request carries; "" when none.
[[nodiscard]] std::string cookie_of(const Request& request);
/// The Set-Cookie value; a life of 0 takes it away.
[[nodiscard]] std::string cookie_text(const std::string& key, Duration life);

}  // namespace scc::api
