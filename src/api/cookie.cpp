#include "api/cookie.h"

#include "base/text.h"

namespace scc::api {
namespace {

std::string name_of(std::string_view cookie, Cookies cookies) {
  return (cookies == Cookies::host ? "__Host-" : "") + std::string(cookie);
}

}  // namespace

std::string cookie_of(const Request& request, std::string_view cookie, Cookies cookies) {
  const std::string name = name_of(cookie, cookies) + "=";
  for (std::string_view part : split(header(request.headers, "cookie"), ';')) {
    part = trim(part);
    if (part.starts_with(name)) return std::string(part.substr(name.size()));
  }
  return "";
}

// Strict keeps it from requests of other sites. The browser comes back from signing in elsewhere by such a
// request, so that cookie is Lax.
std::string cookie_text(std::string_view cookie, const std::string& key, Duration life, Cookies cookies) {
  return name_of(cookie, cookies) + "=" + key +
         "; Path=/; HttpOnly; SameSite=" + (cookie == try_cookie ? "Lax" : "Strict") +
         "; Max-Age=" + std::to_string(life.milliseconds / 1000) + (cookies == Cookies::host ? "; Secure" : "");
}

}  // namespace scc::api
