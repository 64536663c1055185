/// GoogleTransport: an HttpTransport that signs requests to Google with a grant's token, keeps
/// under Google's quotas, waits and tries again where Google asks for it, and turns the errors
/// that mean the same everywhere into remedies.
///
/// What comes back as a value is 2xx, 304, 400, 403 (a refusal that is no limit), 404, 409, 410 or
/// 412: what they mean depends on the call. Everything else is an Error. Bodies that are no JSON
/// (a captive portal's page) or cut short count as no answer. One thread at a time.
///
/// Sources: developers.google.com/workspace/gmail/api/guides/handle-errors and
/// developers.google.com/workspace/calendar/api/guides/errors, read 24 Nov 2026.
#pragma once

#include <cstdint>
#include <string>

#include "ports/access_tokens.h"
#include "ports/clock.h"
#include "ports/http_transport.h"

namespace scc::google {

/// A bucket of quota units that fills steadily. In any minute at most what flows in plus the burst
/// is spent, which together are Google's limit.
struct Quota {
  std::int64_t units_per_minute = 0;
  std::int64_t burst = 0;  ///< what may be spent at once
};
/// Of 6,000 units a minute and user (gmail reference/quota, read 24 Nov 2026).
inline constexpr Quota gmail_quota{5500, 500};
/// Of 600 requests a minute and user (calendar guides/quota, read 24 Nov 2026).
inline constexpr Quota calendar_quota{540, 60};

/// Answers and units so far, for health and tests.
struct Spending {
  std::int64_t requests = 0;
  std::int64_t units = 0;
  std::int64_t retries = 0;
};

inline constexpr int attempts_max = 6;
inline constexpr Duration backoff_first = seconds(1);
inline constexpr Duration backoff_max = seconds(32);
/// A Retry-After longer than this is an error (retry): the next run comes back to it.
inline constexpr Duration retry_after_max = seconds(60);

class GoogleTransport final : public HttpTransport {
 public:
  GoogleTransport(HttpTransport& inner, AccessTokens& tokens, Clock& clock, Entropy& entropy, Quota quota);

  /// Header "x-scc-units" of the request (removed before sending) says what the call costs;
  /// without it, 1.
  Result<HttpResponse> send(const HttpRequest& request) override;
  [[nodiscard]] Spending spending() const { return spending_; }

 private:
  Outcome wait_for_units(std::int64_t units);
  Duration backoff(int attempt);

  HttpTransport& inner_;
  AccessTokens& tokens_;
  Clock& clock_;
  Entropy& entropy_;
  Quota quota_;
  double units_left_;
  Instant filled_;
  Spending spending_;
};

/// What Google's error body says: its reason ("rateLimitExceeded") and its message.
struct GoogleError {
  std::string reason;
  std::string message;
};
[[nodiscard]] GoogleError read_google_error(const std::string& body);

}  // namespace scc::google
