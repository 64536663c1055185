/// Time: four kinds of time as four types, and the one way from one to another.
///
/// An Instant is a point on the world's clock; a LocalTime is what a clock on the wall of a zone
/// shows; a Date is a day; a Duration is a length. Local becomes instant in `to_instant` only,
/// which decides both odd hours of a clock change (a time that happens twice is the earlier one,
/// a time that is skipped is moved forward by the gap). Zones are IANA names, read from the
/// operating system's zoneinfo (Howard Hinnant's date library). Pure, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace scc {

/// Milliseconds.
struct Duration {
  std::int64_t milliseconds = 0;
  auto operator<=>(const Duration&) const = default;
};
constexpr Duration seconds(std::int64_t n) {
  return {n * 1000};
}
constexpr Duration minutes(std::int64_t n) {
  return {n * 60'000};
}
constexpr Duration hours(std::int64_t n) {
  return {n * 3'600'000};
}
constexpr Duration days(std::int64_t n) {
  return {n * 86'400'000};
}

/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
  std::int64_t milliseconds = 0;
  auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant at, Duration d) {
  return {at.milliseconds + d.milliseconds};
}
constexpr Instant operator-(Instant at, Duration d) {
  return {at.milliseconds - d.milliseconds};
}
constexpr Duration operator-(Instant a, Instant b) {
  return {a.milliseconds - b.milliseconds};
}

/// A day of the Gregorian calendar.
struct Date {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to 31
  auto operator<=>(const Date&) const = default;
};

enum class Weekday { sunday, monday, tuesday, wednesday, thursday, friday, saturday };

/// A wall-clock time of day.
struct TimeOfDay {
  int hour = 0;    ///< 0 to 23
  int minute = 0;  ///< 0 to 59
  int second = 0;  ///< 0 to 59
  auto operator<=>(const TimeOfDay&) const = default;
};

struct LocalTime {
  Date date;
  TimeOfDay time;
  auto operator<=>(const LocalTime&) const = default;
};

/// The name of an IANA time zone that exists on this machine. Made by `zone_named` only.
class Zone {
 public:
  [[nodiscard]] const std::string& name() const { return name_; }
  bool operator==(const Zone&) const = default;
  /// UTC needs no zoneinfo and always exists.
  static Zone utc() { return Zone("UTC"); }

 private:
  friend Result<Zone> zone_named(std::string_view name);
  explicit Zone(std::string name) : name_(std::move(name)) {}
  std::string name_;
};

/// Error (stop) when the machine has no such zone; names the zone and the cure.
Result<Zone> zone_named(std::string_view name);

[[nodiscard]] bool is_valid(const Date& date);
[[nodiscard]] Weekday weekday_of(const Date& date);
/// 1 to 53, ISO 8601.
[[nodiscard]] int iso_week_of(const Date& date);
[[nodiscard]] Date add_days(const Date& date, int days);
/// b − a in days.
[[nodiscard]] int days_between(const Date& a, const Date& b);

[[nodiscard]] LocalTime to_local(Instant at, const Zone& zone);
[[nodiscard]] Instant to_instant(const LocalTime& local, const Zone& zone);
/// The zone's abbreviation then, e.g. "PDT", or "+03" where the zone has none.
[[nodiscard]] std::string zone_abbreviation(Instant at, const Zone& zone);

/// A stretch of time in which a zone keeps one offset. No begin or end: as far as its rules know.
struct ZoneSpan {
  std::optional<Instant> begin;
  std::optional<Instant> end;
  Duration offset;  ///< local − UTC
  bool summer = false;
  std::string abbreviation;
};
[[nodiscard]] ZoneSpan zone_span(Instant at, const Zone& zone);

/// "2026-05-12"
[[nodiscard]] std::string to_string(const Date& date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// RFC 3339, UTC: "2026-05-12T21:00:00Z" (milliseconds only when not zero).
[[nodiscard]] std::string to_rfc3339(Instant at);
/// RFC 3339 with the zone's offset then: "2026-05-12T14:00:00-07:00".
[[nodiscard]] std::string to_rfc3339(Instant at, const Zone& zone);
/// RFC 3339 date-time with "Z" or an offset; nothing for anything else.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);
/// "Apr 12 2026 9:14 AM PDT", as the calendar block shows it.
[[nodiscard]] std::string to_people(Instant at, const Zone& zone);

}  // namespace scc
