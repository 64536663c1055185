#include "adapters/google_transport/google_transport.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/json/json_reader.h"
#include "base/text.h"
#include "mail/mail_date.h"

namespace scc::google {
namespace {

constexpr std::string_view units_header = "x-scc-units";

std::optional<std::string> header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Seconds, or a date (RFC 9110, 10.2.3; read 25 Nov 2026); nothing for what is neither.
std::optional<Duration> retry_after(const std::string& value, Instant now) {
  if (const auto number = whole_number(value)) return seconds(std::max<std::int64_t>(0, *number));
  if (const auto date = mail::parse_mail_date(value)) return std::max(Duration{0}, *date - now);
  return std::nullopt;
}

/// Where a URL goes, without what it asks: safe to log.
std::string_view place_of(std::string_view url) {
  return url.substr(0, url.find('?'));
}

bool is_limit(const std::string& reason) {
  constexpr std::array limits{"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED",
                              "RESOURCE_EXHAUSTED"};
  return std::find(limits.begin(), limits.end(), reason) != limits.end();
}

/// 200 with a page of HTML or half a body is a network's doing, not Google's.
bool is_whole_json(const HttpResponse& response) {
  if (response.body.empty()) return response.status == 204 || response.status == 304;
  const auto type = header_of(response, "content-type");
  return type && type->find("json") != std::string::npos && parse_json(response.body, "answer").has_value();
}

}  // namespace

GoogleError read_google_error(const std::string& body) {
  GoogleError error;
  const auto json = parse_json(body, "error");
  if (!json) return error;
  std::string ignored;
  const JsonReader root(*json, "error", ignored);
  if (!json->is_object() || root.maybe("error").missing() || !root.at("error").raw()->is_object()) return error;
  const JsonReader inner = root.at("error");
  error.message = inner.maybe("message").text();
  error.reason = inner.maybe("status").text();
  const auto details = inner.maybe("errors").items();
  if (!details.empty() && !details.front().maybe("reason").missing())
    error.reason = details.front().at("reason").text();
  return error;
}

GoogleTransport::GoogleTransport(HttpTransport& inner, AccessTokens& tokens, Clock& clock, Entropy& entropy,
                                 Quota quota)
    : inner_(inner),
      tokens_(tokens),
      clock_(clock),
      entropy_(entropy),
      quota_(quota),
      units_left_(static_cast<double>(quota.burst)),
      filled_(clock.now()) {}

Outcome GoogleTransport::wait_for_units(std::int64_t units) {
  const auto refill = [&] {
    const Instant now = clock_.now();
    // A clock that was set back fills nothing; one that jumped ahead fills at most the burst.
    const auto passed = std::max<std::int64_t>(0, (now - filled_).milliseconds);
    units_left_ =
        std::min(static_cast<double>(quota_.burst),
                 units_left_ + static_cast<double>(passed) * static_cast<double>(quota_.units_per_minute) / 60'000.0);
    filled_ = now;
  };
  refill();
  const double missing = static_cast<double>(std::min(units, quota_.burst)) - units_left_;
  if (missing > 0) {
    clock_.sleep_for(
        Duration{static_cast<std::int64_t>(missing * 60'000.0 / static_cast<double>(quota_.units_per_minute)) + 1});
    refill();
  }
  units_left_ -= static_cast<double>(units);
  spending_.units += units;
  return done();
}

Duration GoogleTransport::backoff(int attempt) {
  // Truncated exponential backoff with full jitter.
  std::int64_t most = std::min(backoff_max.milliseconds, backoff_first.milliseconds << std::min(attempt, 5));
  const std::string bytes = entropy_.random_bytes(4);
  std::uint32_t chance = 0;
  for (const char byte : bytes) chance = (chance << 8) | static_cast<unsigned char>(byte);
  return {static_cast<std::int64_t>(static_cast<double>(most) * (static_cast<double>(chance) / 4294967296.0))};
}

Result<HttpResponse> GoogleTransport::send(const HttpRequest& request) {
  HttpRequest signed_request = request;
  std::int64_t units = 1;
  std::erase_if(signed_request.headers, [&](const auto& field) {
    if (field.first != units_header) return false;
    units = whole_number(field.second).value_or(1);
    return true;
  });
  const std::string place = request.method + " " + std::string(place_of(request.url));
  const std::size_t plain_headers = signed_request.headers.size();
  bool refreshed = false;
  std::string last = "no answer";
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    if (attempt > 0) ++spending_.retries;
    auto token = tokens_.access_token();
    if (!token) return std::move(token).error();
    signed_request.headers.resize(plain_headers);
    signed_request.headers.emplace_back("authorization", "Bearer " + token->reveal());
    if (const auto waited = wait_for_units(units); !waited) return waited.error();
    ++spending_.requests;
    const auto answer = inner_.send(signed_request);
    Duration pause = backoff(attempt);
    if (!answer) {
      if (answer.error().remedy != Remedy::retry) return answer.error();
      last = answer.error().what;
    } else if (answer->status == 401) {
      if (refreshed) {
        return Error{Remedy::reauth,
                     place + ": Google refuses a token that was just renewed. Sign in again: scc auth login"};
      }
      refreshed = true;
      tokens_.refused(*token);
      continue;
    } else if (const GoogleError error = answer->status >= 400 ? read_google_error(answer->body) : GoogleError{};
               answer->status == 429 || answer->status >= 500 || (answer->status == 403 && is_limit(error.reason))) {
      last = std::to_string(answer->status) + (error.reason.empty() ? "" : " " + error.reason);
      if (const auto after = header_of(*answer, "retry-after")) {
        const Duration wait = retry_after(*after, clock_.now()).value_or(Duration{0});
        if (wait > retry_after_max) {
          return Error{Remedy::retry, place + ": Google asks to wait " +
                                          std::to_string(wait.milliseconds / seconds(1).milliseconds) + " seconds (" +
                                          last + "); the next run tries again"};
        }
        pause = std::max(pause, wait);
      }
    } else if (answer->status == 403 && (error.reason == "dailyLimitExceeded" ||
                                         error.reason == "accessNotConfigured" || error.reason == "SERVICE_DISABLED")) {
      return Error{error.reason == "dailyLimitExceeded" ? Remedy::retry : Remedy::stop, place + ": " + error.message};
    } else if (answer->status == 403 &&
               (error.reason == "insufficientPermissions" || error.reason == "PERMISSION_DENIED" ||
                error.reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
      return Error{Remedy::reauth, place + ": the sign-in does not cover this (" + error.message +
                                       "). Sign in again and leave every box ticked: scc auth login"};
    } else if (answer->status < 300 && !is_whole_json(*answer)) {
      last = "an answer that is not whole JSON";
    } else if (answer->status < 300 || answer->status == 304 || answer->status == 400 || answer->status == 403 ||
               answer->status == 404 || answer->status == 409 || answer->status == 410 || answer->status == 412) {
      return *answer;
    } else {
      return Error{Remedy::stop, place + ": Google answered " + std::to_string(answer->status) + " " + error.message};
    }
    if (attempt + 1 < attempts_max) clock_.sleep_for(pause);
  }
  return Error{Remedy::retry, place + ": no good answer in " + std::to_string(attempts_max) + " tries (last: " + last +
                                  "); the next run tries again"};
}

}  // namespace scc::google
