#include "hosts/lambda/http_event.h"

#include <boost/json.hpp>

#include "api/answer.h"
#include "base/base64.h"
#include "base/json/json_reader.h"
#include "base/percent.h"
#include "base/text.h"
#include "hosts/lambda/runtime_api.h"

namespace scc::hosts {
namespace json = boost::json;
namespace {

bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void read_headers(const JsonReader& headers, api::Request& request) {
  if (headers.missing()) return;
  const json::object* object = headers.raw()->if_object();
  if (object == nullptr) return headers.complain("not an object");
  for (const auto& [name, value] : *object)
    request.headers.emplace_back(ascii_lower(std::string_view(name.data(), name.size())), headers.at(name).text());
}

/// Cookies come as a list of their own.
void read_cookies(const JsonReader& cookies, api::Request& request) {
  std::string joined;
  for (const std::string& cookie : cookies.missing() ? std::vector<std::string>{} : cookies.texts())
    joined += (joined.empty() ? "" : "; ") + cookie;
  if (!joined.empty()) request.headers.emplace_back("cookie", joined);
}

void read_body(const JsonReader& root, api::Request& request) {
  request.body = root.maybe("body").text();
  if (!root.maybe("isBase64Encoded").flag()) return;
  const auto bytes = base64_decode(request.body, Base64::standard);
  if (!bytes) return root.at("body").complain("not base64");
  request.body = *bytes;
}

/// API Gateway writes every claim as text.
std::string claim(const JsonReader& claims, std::string_view name) {
  const JsonReader value = claims.maybe(name);
  if (value.missing()) return "";
  if (value.raw()->is_bool()) return value.flag() ? "true" : "false";
  return value.text();
}

void read_claims(const JsonReader& context, api::Request& request) {
  const JsonReader authorizer = context.maybe("authorizer");
  if (authorizer.missing()) return;
  const JsonReader claims = authorizer.maybe("jwt").maybe("claims");
  if (claims.missing()) return;
  request.verified = api::VerifiedClaims{claim(claims, "sub"), claim(claims, "email"),
                                         claim(claims, "email_verified") == "true", claim(claims, "hd")};
}

/// A stage other than $default stands in front of every path.
std::string without_stage(std::string path, const std::string& stage) {
  const std::string prefix = "/" + stage;
  if (stage.empty() || stage == "$default" || !path.starts_with(prefix + "/")) return path;
  return path.substr(prefix.size());
}

}  // namespace

std::string as_encoded_path(std::string_view path) {
  constexpr std::string_view allowed = "-._~!$&'()*+,;=:@/";  // RFC 3986, pchar and "/"
  std::string encoded;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool escape = c == '%' && i + 2 < path.size() && is_hexadecimal(path[i + 1]) && is_hexadecimal(path[i + 2]);
    if (letter || escape || allowed.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += percent_encode(path.substr(i, 1));
    }
  }
  return encoded;
}

Result<api::Request> read_http_event(std::string_view payload) {
  const auto document = parse_json(payload, "event");
  if (!document) return document.error();
  std::string problem;
  const JsonReader root(*document, "event", problem);
  if (root.at("version").text() != "2.0") root.at("version").complain("not payload version 2.0");
  const JsonReader context = root.at("requestContext");
  const JsonReader http = context.at("http");
  api::Request request;
  request.method = http.at("method").text();
  request.remote = http.maybe("sourceIp").text();
  request.path = as_encoded_path(without_stage(root.at("rawPath").text(), context.maybe("stage").text()));
  request.query = root.maybe("rawQueryString").text();
  read_headers(root.maybe("headers"), request);
  read_cookies(root.maybe("cookies"), request);
  read_body(root, request);
  if (request.path.starts_with(machine_path)) {
    read_claims(context, request);
    if (!request.verified) root.complain("came to the machines' address without a verified token");
    request.path = "/api/" + request.path.substr(machine_path.size());
  }
  if (!problem.empty()) return Error{Remedy::skip, problem};
  return request;
}

std::string http_answer(const api::Response& response) {
  json::object headers;
  json::array cookies;
  for (const auto& [name, value] : response.headers) {
    if (name == "set-cookie") {
      cookies.emplace_back(value);
    } else if (const auto* earlier = headers.if_contains(name)) {
      headers[name] = std::string(earlier->as_string()) + ", " + value;
    } else {
      headers[name] = value;
    }
  }
  const bool text = is_valid_utf8(response.body);
  json::object answer{{"statusCode", response.status},
                      {"headers", std::move(headers)},
                      {"body", text ? response.body : base64_encode(response.body, Base64::standard)},
                      {"isBase64Encoded", !text}};
  if (!cookies.empty()) answer["cookies"] = std::move(cookies);
  std::string written = json::serialize(answer);
  if (written.size() <= payload_bytes_max) return written;
  return http_answer(api::problem(500, "Too much for one answer",
                                  "The answer is larger than 6 MiB; ask for fewer days or a smaller page."));
}

}  // namespace scc::hosts
