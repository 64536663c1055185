/// Cookie: the cookies there are: of an office session, of a crew member's own page, and of one try
/// to sign in elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "base/time.h"

namespace scc::api {

inline constexpr std::string_view session_cookie = "scc_session";
inline constexpr std::string_view crew_cookie = "scc_crew";
inline constexpr std::string_view try_cookie = "scc_try";

/// host: "__Host-" before the name and Secure, so that only this host sets it and only over HTTPS reads
/// it (RFC 6265bis section 4.1.3). plain: for `scc serve` on 127.0.0.1, which has no HTTPS.
enum class Cookies { plain, host };

/// The key that the request carries; "" when none.
[[nodiscard]] std::string cookie_of(const Request& request, std::string_view cookie, Cookies cookies);
/// The Set-Cookie value; a life of 0 takes it away.
[[nodiscard]] std::string cookie_text(std::string_view cookie, const std::string& key, Duration life, Cookies cookies);

}  // namespace scc::api
