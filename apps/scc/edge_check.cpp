#include "edge_check.h"

#include "api/browser_headers.h"
#include "base/hash.h"
#include "base/text.h"

namespace scc::app {
namespace {

constexpr std::size_t answer_bytes_max = 8u * 1024 * 1024;
constexpr const char* deploy_page = "scc deploy page";
/// Of nobody; .example can be no page's.
constexpr const char* stranger = "https://elsewhere.example";

std::string in_quotes(const std::string& text) {
  return text.empty() ? "nothing" : "\"" + text + "\"";
}

/// "assets/index-3kZ1.js" of the page's own script.
std::string asset_of(const std::string& page) {
  const std::size_t at = page.find("assets/");
  return at == std::string::npos ? "" : page.substr(at, page.find_first_of("\"'> ", at) - at);
}

Finding no_answer(const Error& error) {
  return broken(error.what, "the address has to lead to CloudFront: compare DNS with DistributionDomain of the stack");
}

}  // namespace

std::string header_of(const HttpResponse& answer, std::string_view name) {
  for (const auto& [known, value] : answer.headers) {
    if (known == name) return value;
  }
  return "";
}

Result<HttpResponse> EdgeCheck::ask(const std::string& method, const std::string& path,
                                    std::vector<std::pair<std::string, std::string>> headers, const std::string& body) {
  HttpRequest request{method, address_ + path, std::move(headers), body};
  request.body_bytes_max = answer_bytes_max;
  return transport_.send(request);
}

Finding EdgeCheck::page(const std::string& index_sha256) {
  auto answer = ask("GET", "/");
  // What the edge keeps it has by the second time.
  if (answer) answer = ask("GET", "/");
  if (!answer) return no_answer(answer.error());
  const std::string at = address_ + "/ ";
  if (answer->status != 200) return broken(at + "answers " + std::to_string(answer->status) + ", no page", deploy_page);
  const std::string kept = header_of(*answer, "cache-control");
  if (kept != "no-cache")
    return broken(
        at + "may be kept by browsers and at the edge: cache-control is " + in_quotes(kept) + ", not no-cache",
        deploy_page);
  // "RefreshHit" is one that CloudFront asked S3 about.
  if (header_of(*answer, "x-cache").starts_with("Hit"))
    return broken(at + "is kept at the edge without asking (age: " + in_quotes(header_of(*answer, "age")) +
                      "), although it says no-cache",
                  "the cache policy's lowest time has to be 0: " + std::string(deploy_stack));
  if (!index_sha256.empty() && sha256_hex(answer->body) != index_sha256)
    return broken(
        at + "is another page than the one that was deployed (age: " + in_quotes(header_of(*answer, "age")) + ")",
        "scc deploy page, which lets CloudFront forget it; then look at the cache policy");
  return well("the page is the one that was deployed, and is asked for anew each time");
}

std::vector<Finding> EdgeCheck::asset() {
  const auto page = ask("GET", "/");
  if (!page) return {no_answer(page.error())};
  const std::string name = asset_of(page->body);
  if (name.empty()) return {broken("the page names no asset", deploy_page)};
  const auto answer = ask("GET", "/" + name);
  if (!answer) return {no_answer(answer.error())};
  if (answer->status != 200)
    return {broken(name + ", which the page needs, is answered with " + std::to_string(answer->status), deploy_page)};
  std::vector<Finding> findings;
  const std::string kept = header_of(*answer, "cache-control");
  findings.push_back(kept == "public,max-age=31536000,immutable"
                         ? well("assets are kept for a year: " + kept)
                         : broken(name + " is not kept for a year: cache-control is " + in_quotes(kept),
                                  "delete it from the page's bucket, then scc deploy page"));
  const std::string coding = header_of(*answer, "content-encoding");
  findings.push_back(coding == "gzip" || coding == "br" ? well("assets are compressed (" + coding + ")")
                                                        : broken(name + " is not compressed", deploy_stack));
  return findings;
}

Finding EdgeCheck::security_headers() {
  const std::pair<const char*, std::string> wanted[] = {
      {"content-security-policy", std::string(api::content_security_policy)},
      {"strict-transport-security", "max-age="},
      {"x-content-type-options", "nosniff"},
      {"x-frame-options", "DENY"},
      {"referrer-policy", "no-referrer"},
      {"cross-origin-opener-policy", "same-origin"},
      {"permissions-policy", "camera=()"}};
  for (const char* path : {"/", "/api/v1/sign-in"}) {
    const auto answer = ask("GET", path);
    if (!answer) return no_answer(answer.error());
    for (const auto& [name, part] : wanted) {
      const std::string found = header_of(*answer, name);
      if (found.find(part) == std::string::npos)
        return broken(
            std::string(path) + " is answered with " + name + ": " + in_quotes(found) + ", not with " + in_quotes(part),
            deploy_stack);
    }
  }
  return well("page and API carry all security headers");
}

Finding EdgeCheck::api_is_not_kept() {
  const auto answer = ask("GET", "/api/v1/session");
  if (!answer) return no_answer(answer.error());
  if (answer->status != 401)
    return broken("/api/v1/session without a session is answered with " + std::to_string(answer->status) + ", not 401",
                  answer->status == 403 ? "the word of the front door differs: aws secretsmanager rotates nothing by "
                                          "itself; cd infra && npx cdk deploy"
                                        : "look at the API function's log: aws logs tail");
  const std::string kept = header_of(*answer, "cache-control");
  if (kept.find("no-store") == std::string::npos)
    return broken("answers of the API may be kept: cache-control is " + in_quotes(kept), deploy_stack);
  return well("the API answers through CloudFront, and its answers are kept nowhere");
}

std::vector<Finding> EdgeCheck::origins(const std::vector<std::string>& allowed) {
  std::vector<Finding> findings;
  const auto act = [this](const std::string& origin) {
    return ask("POST", "/api/v1/session", {{"origin", origin}, {"content-type", "application/json"}}, R"({"code":""})");
  };
  const auto own = act(origin_);
  const auto strange = act(stranger);
  if (!own || !strange) return {no_answer(own ? strange.error() : own.error())};
  const auto refused = [](const HttpResponse& answer) {
    return answer.status == 403 && answer.body.find("\"Another origin\"") != std::string::npos;
  };
  if (refused(*own)) {
    findings.push_back(broken("the page of " + origin_ + " may change nothing: its origin is refused",
                              "SCC_API_GATEWAY_URL of the functions has to be " + origin_ + ": " + deploy_stack));
  } else if (!refused(*strange)) {
    findings.push_back(broken(
        "a page of " + std::string(stranger) + " is not refused, but answered with " + std::to_string(strange->status),
        deploy_stack));
  } else {
    findings.push_back(well("changes come from the page's own origin only: " + origin_));
  }
  std::vector<std::string> asked = allowed;
  asked.emplace_back(stranger);
  for (const std::string& origin : asked) {
    const auto answer =
        ask("OPTIONS", "/api/v1/session", {{"origin", origin}, {"access-control-request-method", "PUT"}});
    if (!answer) return {no_answer(answer.error())};
    const std::string told = header_of(*answer, "access-control-allow-origin");
    const std::string wanted = origin == stranger ? "" : origin;
    if (told != wanted)
      findings.push_back(broken(
          "the page of " + origin + " is told that " + in_quotes(told) + " may use the API, not " + in_quotes(wanted),
          "\"corsAllowedOrigins\" of infra/settings.json, then cd infra && npx cdk deploy"));
    else if (!wanted.empty())
      findings.push_back(well("the page of " + origin + " may use the API"));
  }
  return findings;
}

Finding EdgeCheck::closed(const std::string& api) {
  const auto answer = transport_.send({"GET", api + "/api/v1/sign-in", {}, ""});
  if (!answer) return broken(answer.error().what, "ApiHost of the stack's outputs has to answer");
  if (answer->status != 403)
    return broken("the API's own address is open to everybody: " + api + " answers " + std::to_string(answer->status),
                  "SCC_FRONT_DOOR_SECRET of the API function has to name the secret: " + std::string(deploy_stack));
  return well("the API's own address is closed to others than CloudFront");
}

}  // namespace scc::app
