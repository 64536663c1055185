/// CalendarText: an iCalendar stream as text: values escaped, lines folded, line ends CRLF (RFC 5545).
///
/// Writes only; reading calendars is adapters/ics_calendar's. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace scc::api {

/// Octets of a line without its line end, RFC 5545 section 3.1.
inline constexpr std::size_t calendar_line_octets_max = 75;

class CalendarText {
 public:
  /// A line whose value is no TEXT: BEGIN, a time, a number. The caller vouches for every byte.
  void line(std::string_view name, std::string_view value);
  /// A TEXT value, whatever it holds: escaped, control characters gone, broken UTF-8 replaced.
  void text(std::string_view name, std::string_view value);
  /// "DTSTART;TZID=…:20260512T140000", or with Z where the zone is UTC.
  void time(std::string_view name, Instant at, const Zone& zone);

  [[nodiscard]] const std::string& written() const { return out_; }

 private:
  std::string out_;
};

/// "20260512T140000"
[[nodiscard]] std::string calendar_time(const LocalTime& local);
/// "20260512T210000Z"
[[nodiscard]] std::string calendar_time(Instant at);

/// VTIMEZONE of every offset that the zone has in [from, to), by the machine's own rules of it: spelt
/// out one by one instead of as a repeating rule, so that a rule which ends is never run on.
void write_zone(CalendarText& calendar, const Zone& zone, Instant from, Instant to);

}  // namespace scc::api
