#include "mail/mail_date.h"

#include <gmime/gmime.h>

#include <string>

#include "mail/encoded_word.h"

namespace scc::mail {
namespace {

/// 1990-01-01: no crew mail is older, and a clock that was never set says 1970.
constexpr Instant earliest{631'152'000'000};
/// 2100-01-01.
constexpr Instant latest{4'102'444'800'000};
/// A sender's clock or zone may be off; by more than this it is not a date to count from.
constexpr Duration ahead_max = days(2);

bool is_likely(Instant at) {
  return at >= earliest && at < latest;
}

std::optional<Instant> top_received(const RawHeaders& headers) {
  for (const std::string_view value : values_of(headers, "Received")) {
    const std::size_t semicolon = value.rfind(';');
    if (semicolon == std::string_view::npos) continue;
    if (const auto at = parse_mail_date(value.substr(semicolon + 1)); at && is_likely(*at)) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Instant> parse_mail_date(std::string_view raw) {
  constexpr std::size_t date_bytes_max = 200;
  if (raw.size() > date_bytes_max || raw.find('\0') != std::string_view::npos) return std::nullopt;
  GDateTime* parsed = g_mime_utils_header_decode_date(unfold(raw).c_str());
  if (parsed == nullptr) return std::nullopt;
  const Instant at{g_date_time_to_unix(parsed) * 1000};
  g_date_time_unref(parsed);
  return at;
}

MailDates dates_of(const RawHeaders& headers, const Envelope& envelope) {
  std::optional<Instant> received = envelope.internal_date;
  if (!received) received = top_received(headers);
  std::optional<Instant> date;
  if (const auto values = values_of(headers, "Date"); values.size() == 1) date = parse_mail_date(values.front());
  if (date && (!is_likely(*date) || (received && *date > *received + ahead_max))) date.reset();
  if (!date && !received) return {{}, {}, false};
  return {date.value_or(received.value_or(Instant{})), received.value_or(date.value_or(Instant{})), true};
}

}  // namespace scc::mail
