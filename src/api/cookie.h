/// Cookie: the two cookies there are: of an office session, and of a crew member's own page.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "base/time.h"

namespace scc::api {

inline constexpr std::string_view session_cookie = "scc_session";
inline constexpr std::string_view crew_cookie = "scc_crew";

/// The key that the request carries; "" when none.
[[nodiscard]] std::string cookie_of(const Request& request, std::string_view cookie);
/// The Set-Cookie value; a life of 0 takes it away.
[[nodiscard]] std::string cookie_text(std::string_view cookie, const std::string& key, Duration life);

}  // namespace scc::api
