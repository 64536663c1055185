#include "api/answer.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "base/json/json_reader.h"
#include "base/text.h"

namespace scc::api {
namespace json = boost::json;
namespace {

constexpr std::size_t tag_characters = 32;  // 128 bits of the hash tell bodies apart
constexpr std::size_t key_characters_min = 8;
constexpr std::size_t key_characters_max = 80;

Error wrong(std::string what) {
  return {Remedy::skip, std::move(what)};
}

bool names(std::string_view if_none_match, std::string_view etag) {
  for (std::string_view tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
  }
  return false;
}

std::string random_act(Entropy& entropy) {
  return sha256_hex(entropy.random_bytes(32)).substr(0, tag_characters);
}

}  // namespace

Response problem(int status, std::string_view title, std::string_view detail) {
  const json::object body{
      {"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", scrub_utf8(detail)}};
  Response response;
  response.status = status;
  response.headers = {{"content-type", "application/problem+json"}, {"cache-control", "no-store"}};
  response.body = json::serialize(body);
  return response;
}

Response problem_of(const Error& error) {
  switch (error.remedy) {
    case Remedy::skip: return problem(422, "Not possible", error.what);
    case Remedy::resync: return problem(412, "Changed meanwhile", error.what);
    case Remedy::retry: return problem(503, "Try again later", error.what);
    case Remedy::reauth:
    case Remedy::stop: return problem(500, "The server needs a person", error.what);
  }
  return problem(500, "The server needs a person", error.what);
}

Response not_found(std::string_view what) {
  return problem(404, "Not found", what);
}
Response bad_request(const Error& error) {
  return problem(400, "Not understood", error.what);
}

Response answer(const Call& call, const json::value& value, std::string etag) {
  Response response;
  response.body = json::serialize(value);
  return tagged(call, std::move(response), "application/json", std::move(etag));
}

Response tagged(const Call& call, Response response, std::string_view type, std::string etag) {
  if (etag.empty()) etag = "\"" + sha256_hex(response.body).substr(0, tag_characters) + "\"";
  response.headers = {{"content-type", std::string(type)}, {"cache-control", "private, no-cache"}, {"etag", etag}};
  if (call.request.method == "GET" && names(header(call.request.headers, "if-none-match"), etag)) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

Response nothing() {
  Response response;
  response.status = 204;
  response.headers = {{"cache-control", "no-store"}};
  return response;
}

std::string version_tag(std::int64_t version) {
  return "\"" + std::to_string(version) + "\"";
}

Result<json::value> body_of(const Call& call) {
  if (call.request.body.empty()) return json::value(json::object());
  const std::string_view type = header(call.request.headers, "content-type");
  if (!type.starts_with("application/json")) {
    return wrong("The body has to be application/json; its content-type is \"" + std::string(type) + "\".");
  }
  return parse_json(call.request.body, "body");
}

Result<std::optional<std::int64_t>> expected_version(const Call& call) {
  std::string_view tag = trim(header(call.request.headers, "if-match"));
  if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') {
    return wrong("If-Match has to be the ETag of the review that was seen, quotes included.");
  }
  tag = tag.substr(1, tag.size() - 2);
  std::int64_t version = 0;
  const auto [end, problem] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  if (problem != std::errc() || end != tag.data() + tag.size()) {
    return wrong("If-Match has to be the ETag of the review that was seen, quotes included.");
  }
  return std::optional(version);
}

Result<engine::Hand> hand_of(const Call& call, std::string note) {
  const std::string_view key = header(call.request.headers, "idempotency-key");
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
  if (!key.empty() && (!plain || key.size() < key_characters_min || key.size() > key_characters_max)) {
    return wrong("Idempotency-Key has to be 8 to 80 letters, digits, - or _.");
  }
  // The prefix keeps a client's key from ever being the id of a mail.
  const std::string act = "act-" + (key.empty() ? random_act(call.desk.entropy) : std::string(key));
  return engine::Hand{call.who.actor, act, std::move(note)};
}

Result<Days> days_of(const Call& call) {
  const auto from = parse_date(call.asked("from"));
  const auto to = parse_date(call.asked("to"));
  if (!from || !to) return wrong("from and to have to be days like 2026-05-12; to is the day after the last one.");
  const int length = days_between(*from, *to);
  if (length <= 0) return wrong("to has to be later than from.");
  if (length > days_asked_max) return wrong("At most " + std::to_string(days_asked_max) + " days at once.");
  const Zone& zone = call.desk.settings.operation.zone;
  return Days{to_instant({*from, {}}, zone), to_instant({*to, {}}, zone)};
}

Result<int> limit_of(const Call& call) {
  const std::string text = call.asked("limit");
  if (text.empty()) return page_items_max;
  int limit = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (problem != std::errc() || end != text.data() + text.size() || limit < 1 || limit > page_items_max) {
    return wrong("limit has to be a number from 1 to " + std::to_string(page_items_max) + ".");
  }
  return limit;
}

}  // namespace scc::api
