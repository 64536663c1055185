#include "adapters/aws_transport/signature_v4.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/hash.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::aws {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

std::string hmac(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), digest.data(), &size);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

struct UrlParts {
  std::string_view host;  ///< with its port where the URL names one
  std::string_view path;
  std::string_view query;
};

UrlParts take_apart(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?", begin), url.size());
  std::string_view rest = url.substr(end);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  UrlParts parts{url.substr(begin, end - begin), rest.substr(0, question), {}};
  if (question < rest.size()) parts.query = rest.substr(question + 1);
  return parts;
}

/// As a client sends it: without the scheme's own port.
std::string host_of(std::string_view url) {
  std::string host(take_apart(url).host);
  if (url.starts_with("https://") && host.ends_with(":443")) host.resize(host.size() - 4);
  if (url.starts_with("http://") && host.ends_with(":80")) host.resize(host.size() - 3);
  return host;
}

std::string canonical_path(std::string_view path, PathRule rule) {
  if (rule == PathRule::as_sent) return path.empty() ? "/" : std::string(path);
  std::vector<std::string_view> kept;
  for (const std::string_view segment : split(path, '/')) {
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!segment.empty() && segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string out;
  for (const std::string_view segment : kept) out += "/" + percent_encode(segment);
  const bool is_folder = kept.empty() || path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  return is_folder ? out + "/" : out;
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    const auto recode = [](std::string_view text) {
      return percent_encode(percent_decode(text, Plus::literal).value_or(std::string(text)));
    };
    pairs.emplace_back(recode(part.substr(0, equals)),
                       equals < part.size() ? recode(part.substr(equals + 1)) : std::string());
  }
  std::sort(pairs.begin(), pairs.end());
  std::string out;
  for (const auto& [name, value] : pairs) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

/// Without the spaces at its ends, and with one where there are several.
std::string canonical_value(std::string_view value) {
  std::string out;
  for (const char c : trim(value)) {
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  }
  return out;
}

std::map<std::string, std::string> canonical_headers(const Headers& headers) {
  std::map<std::string, std::string> named;
  for (const auto& [name, value] : headers) {
    const auto [at, is_new] = named.try_emplace(ascii_lower(name), canonical_value(value));
    if (!is_new) at->second += "," + canonical_value(value);
  }
  return named;
}

std::string names_of(const std::map<std::string, std::string>& headers) {
  std::string names;
  for (const auto& [name, value] : headers) names += (names.empty() ? "" : ";") + name;
  return names;
}

/// "20150830T123600Z"
std::string compact_time(Instant now) {
  std::string text = to_rfc3339(Instant{now.milliseconds - now.milliseconds % 1000});
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

}  // namespace

std::string canonical_request(std::string_view method, std::string_view url, const Headers& headers,
                              std::string_view body, PathRule rule) {
  const UrlParts parts = take_apart(url);
  const auto named = canonical_headers(headers);
  std::string out =
      std::string(method) + "\n" + canonical_path(parts.path, rule) + "\n" + canonical_query(parts.query) + "\n";
  for (const auto& [name, value] : named) out += name + ":" + value + "\n";
  return out + "\n" + names_of(named) + "\n" + sha256_hex(body);
}

HttpRequest sign(HttpRequest request, const Credentials& credentials, const SigningScope& scope, Instant now) {
  const std::string time = compact_time(now);
  const std::string place = time.substr(0, 8) + "/" + scope.region + "/" + scope.service + "/aws4_request";
  std::erase_if(request.headers, [](const auto& header) {
    const std::string name = ascii_lower(header.first);
    return name == "authorization" || name == "x-amz-date" || name == "x-amz-security-token";
  });
  request.headers.emplace_back("x-amz-date", time);
  if (!credentials.session_token.empty())
    request.headers.emplace_back("x-amz-security-token", credentials.session_token.reveal());
  if (scope.service == "s3") request.headers.emplace_back("x-amz-content-sha256", sha256_hex(request.body));
  Headers signed_headers = request.headers;
  const bool names_host = std::any_of(request.headers.begin(), request.headers.end(),
                                      [](const auto& header) { return ascii_lower(header.first) == "host"; });
  if (!names_host) signed_headers.emplace_back("host", host_of(request.url));
  const std::string text =
      std::string(algorithm) + "\n" + time + "\n" + place + "\n" +
      sha256_hex(canonical_request(request.method, request.url, signed_headers, request.body, scope.path));
  std::string key = hmac("AWS4" + credentials.secret_access_key.reveal(), time.substr(0, 8));
  for (const std::string& part : {scope.region, scope.service, std::string("aws4_request")}) key = hmac(key, part);
  request.headers.emplace_back("authorization", std::string(algorithm) + " Credential=" + credentials.access_key_id +
                                                    "/" + place +
                                                    ", SignedHeaders=" + names_of(canonical_headers(signed_headers)) +
                                                    ", Signature=" + hexadecimal(hmac(key, text)));
  return request;
}

}  // namespace scc::aws
