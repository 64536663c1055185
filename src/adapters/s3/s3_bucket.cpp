#include "adapters/s3/s3_bucket.h"

#include "base/percent.h"
#include "base/xml.h"

namespace scc::aws {
namespace {

constexpr Duration call_timeout = seconds(30);
constexpr int not_found = 404;
constexpr int precondition_failed = 412;
constexpr int contended = 409;

std::string header(const HttpResponse& answer, std::string_view name) {
  for (const auto& [known, value] : answer.headers) {
    if (known == name) return value;
  }
  return "";
}

}  // namespace

Result<HttpResponse> S3Bucket::send(HttpRequest request, const std::string& doing) {
  request.timeout = call_timeout;
  request.body_bytes_max = object_bytes_max;
  auto answer = transport_.send(request);
  if (!answer) return answer.error();
  const int status = answer->status;
  const std::string code = xml_text(answer->body, "Code");
  if (status < 300 || status == precondition_failed || (status == not_found && code != "NoSuchBucket")) return answer;
  const bool passing = status >= 500 || status == 429 || status == contended;
  return Error{passing ? Remedy::retry : Remedy::stop,
               "S3 answered " + std::to_string(status) + " " + code + " to " + doing + " at " + address_ +
                   (passing ? "; try again." : ". The bucket has to exist, and this be allowed.")};
}

Result<std::optional<S3Object>> S3Bucket::get(const std::string& key) {
  auto answer = send({"GET", address_ + "/" + key, {}, ""}, "reading " + key);
  if (!answer) return answer.error();
  if (answer->status != 200) return std::optional<S3Object>();
  return std::optional(S3Object{std::move(answer->body), header(*answer, "etag"), header(*answer, "content-type"),
                                header(*answer, "cache-control")});
}

Result<std::optional<std::string>> S3Bucket::put(const std::string& key, const S3Object& object, When when) {
  HttpRequest request{"PUT",
                      address_ + "/" + key,
                      {{"content-type", object.content_type}, {"cache-control", object.cache_control}},
                      object.body};
  if (when == When::absent) request.headers.emplace_back("if-none-match", "*");
  if (when == When::unchanged) request.headers.emplace_back("if-match", object.etag);
  const auto answer = send(std::move(request), "writing " + key);
  if (!answer) return answer.error();
  // 404 where it has to be unchanged: it is gone.
  if (answer->status != 200) return std::optional<std::string>();
  return std::optional(header(*answer, "etag"));
}

Result<std::vector<S3Listed>> S3Bucket::list(const std::string& prefix) {
  std::vector<S3Listed> found;
  std::string token;
  for (int page = 0; page < list_pages_max; ++page) {
    // In the order that the signature wants them.
    std::string query = token.empty() ? "" : "continuation-token=" + percent_encode(token) + "&";
    query += "list-type=2&prefix=" + percent_encode(prefix);
    const auto answer = send({"GET", address_ + "/?" + query, {}, ""}, "listing " + prefix + "*");
    if (!answer) return answer.error();
    for (const std::string_view one : xml_elements(answer->body, "Contents"))
      found.push_back({xml_text(one, "Key"), parse_rfc3339(xml_text(one, "LastModified")).value_or(Instant{})});
    token = xml_text(answer->body, "NextContinuationToken");
    if (token.empty()) return found;
  }
  return Error{Remedy::stop,
               "There are too many objects " + prefix + "* at " + address_ + "; delete old ones by hand."};
}

Outcome S3Bucket::remove(const std::string& key) {
  const auto answer = send({"DELETE", address_ + "/" + key, {}, ""}, "deleting " + key);
  return answer ? done() : Outcome(answer.error());
}

}  // namespace scc::aws
