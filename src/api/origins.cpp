#include "api/origins.h"

#include <algorithm>

namespace scc::api {
namespace {

bool is_allowed_elsewhere(const Origins& origins, std::string_view origin) {
  return std::find(origins.elsewhere.begin(), origins.elsewhere.end(), origin) != origins.elsewhere.end();
}

bool is_own(const Origins& origins, const Request& request, std::string_view origin) {
  if (!origins.own.empty() && origin == origins.own) return true;
  // Behind a proxy the Host header is the proxy's word for us, so it says nothing about the page.
  if (origins.own.starts_with("https://")) return false;
  const std::size_t scheme = origin.find("://");
  return scheme != std::string_view::npos && origin.substr(scheme + 3) == header(request.headers, "host");
}

}  // namespace

bool comes_from_elsewhere(const Origins& origins, const Request& request) {
  const std::string_view origin = header(request.headers, "origin");
  if (origin.empty()) {
    const std::string_view site = header(request.headers, "sec-fetch-site");
    return site == "cross-site" || site == "same-site";
  }
  return !is_own(origins, request, origin) && !is_allowed_elsewhere(origins, origin);
}

std::optional<Response> preflight(const Origins& origins, const Request& request) {
  if (request.method != "OPTIONS" || header(request.headers, "access-control-request-method").empty())
    return std::nullopt;
  Response response;
  response.status = 204;
  if (!is_allowed_elsewhere(origins, header(request.headers, "origin"))) return response;
  response.headers = {{"access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE"},
                      {"access-control-allow-headers", "content-type, if-match, if-none-match, idempotency-key"},
                      {"access-control-max-age", "600"}};
  return response;
}

void add_cors_headers(const Origins& origins, const Request& request, Response& response) {
  if (origins.elsewhere.empty()) return;
  response.headers.emplace_back("vary", "origin");
  const std::string_view origin = header(request.headers, "origin");
  if (!is_allowed_elsewhere(origins, origin)) return;
  response.headers.emplace_back("access-control-allow-origin", origin);
  response.headers.emplace_back("access-control-allow-credentials", "true");
  response.headers.emplace_back("access-control-expose-headers", "etag");
}

bool is_exact_origin(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view host = text.substr(scheme.size());
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' ||
             c == ']';
    });
  }
  return false;
}

}  // namespace scc::api
