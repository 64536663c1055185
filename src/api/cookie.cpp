#include "api/cookie.h"

#include "base/text.h"

namespace scc::api {

std::string cookie_of(const Request& request, std::string_view cookie) {
  const std::string name = std::string(cookie) + "=";
  for (std::string_view part : split(header(request.headers, "cookie"), ';')) {
    part = trim(part);
    if (part.starts_with(name)) return std::string(part.substr(name.size()));
  }
  return "";
}

// Not Secure: `scc serve` is plain HTTP on 127.0.0.1. Strict keeps it from requests of other sites.
std::string cookie_text(std::string_view cookie, const std::string& key, Duration life) {
  return std::string(cookie) + "=" + key +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(life.milliseconds / 1000);
}

}  // namespace scc::api
