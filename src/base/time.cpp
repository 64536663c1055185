#include "base/time.h"

#include <date/tz.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace scc {
namespace {

using std::chrono::milliseconds;

std::chrono::sys_days to_days(const Date& date) {
  return std::chrono::sys_days{std::chrono::year{date.year} / std::chrono::month{static_cast<unsigned>(date.month)} /
                               std::chrono::day{static_cast<unsigned>(date.day)}};
}

Date from_days(std::chrono::sys_days day) {
  const std::chrono::year_month_day ymd{day};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

/// Whole days and the rest of a count of milliseconds, the rest never negative.
LocalTime split_days(std::int64_t local_milliseconds) {
  constexpr std::int64_t day = 86'400'000;
  std::int64_t whole = local_milliseconds / day;
  std::int64_t rest = local_milliseconds % day;
  if (rest < 0) {
    rest += day;
    --whole;
  }
  const auto seconds_of_day = static_cast<int>(rest / 1000);
  return {from_days(std::chrono::sys_days{std::chrono::days{whole}}),
          {seconds_of_day / 3600, seconds_of_day / 60 % 60, seconds_of_day % 60}};
}

std::int64_t join_days(const LocalTime& local) {
  const std::int64_t day = to_days(local.date).time_since_epoch().count();
  return ((day * 24 + local.time.hour) * 60 + local.time.minute) * 60'000 + local.time.second * 1000;
}

/// A Zone exists because zone_named found it, so the look-up can't fail but by a machine that
/// lost its zoneinfo meanwhile: then UTC, as there is no right answer.
const date::time_zone* zone_of(const Zone& zone) {
  if (zone.name() == "UTC") return nullptr;
  try {
    return date::locate_zone(zone.name());
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

date::sys_info info_of(Instant at, const date::time_zone& zone) {
  return zone.get_info(date::sys_time<milliseconds>{milliseconds{at.milliseconds}});
}

std::int64_t offset_milliseconds(Instant at, const Zone& zone) {
  const auto* tz = zone_of(zone);
  if (tz == nullptr) return 0;
  return std::chrono::duration_cast<milliseconds>(info_of(at, *tz).offset).count();
}

template <class... Args>
std::string format(const char* pattern, Args... args) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), pattern, args...);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

/// Exactly `width` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

Result<Zone> zone_named(std::string_view name) {
  if (name == "UTC") return Zone::utc();
  try {
    static_cast<void>(date::locate_zone(std::string(name)));
    return Zone(std::string(name));
  } catch (const std::runtime_error&) {
    return Error{Remedy::stop, "There is no time zone \"" + std::string(name) +
                                   "\" on this machine. Use an IANA name such as \"America/Los_Angeles\", or install "
                                   "the package tzdata."};
  }
}

bool is_valid(const Date& date) {
  if (date.year < 1 || date.year > 9999 || date.month < 1 || date.day < 1) return false;
  return (std::chrono::year{date.year} / std::chrono::month{static_cast<unsigned>(date.month)} /
          std::chrono::day{static_cast<unsigned>(date.day)})
      .ok();
}

Weekday weekday_of(const Date& date) {
  return static_cast<Weekday>(std::chrono::weekday{to_days(date)}.c_encoding());
}

int iso_week_of(const Date& date) {
  // The week belongs to the year of its Thursday.
  const int from_monday = (static_cast<int>(weekday_of(date)) + 6) % 7;
  const Date thursday = add_days(date, 3 - from_monday);
  return days_between({thursday.year, 1, 1}, thursday) / 7 + 1;
}

Date add_days(const Date& date, int days) {
  return from_days(to_days(date) + std::chrono::days{days});
}

int days_between(const Date& a, const Date& b) {
  return static_cast<int>((to_days(b) - to_days(a)).count());
}

LocalTime to_local(Instant at, const Zone& zone) {
  return split_days(at.milliseconds + offset_milliseconds(at, zone));
}

Instant to_instant(const LocalTime& local, const Zone& zone) {
  const std::int64_t wall = join_days(local);
  const auto* tz = zone_of(zone);
  if (tz == nullptr) return {wall};
  const auto info = tz->get_info(date::local_time<milliseconds>{milliseconds{wall}});
  // `first` is the only offset, the earlier of two (a time that happens twice), or the one before
  // the gap (a skipped time, which it moves forward by the gap's length).
  return {wall - std::chrono::duration_cast<milliseconds>(info.first.offset).count()};
}

ZoneSpan zone_span(Instant at, const Zone& zone) {
  ZoneSpan span;
  span.abbreviation = "UTC";
  const auto* tz = zone_of(zone);
  if (tz == nullptr) return span;
  const date::sys_info info = info_of(at, *tz);
  span.offset = Duration{std::chrono::duration_cast<milliseconds>(info.offset).count()};
  span.summer = info.save != std::chrono::minutes{0};
  span.abbreviation = info.abbrev;
  // The library's own "for ever" lies centuries away.
  constexpr std::chrono::seconds edge = std::chrono::hours{24 * 365 * 400};
  const auto known = [&](date::sys_seconds when) -> std::optional<Instant> {
    const std::chrono::seconds since = when.time_since_epoch();
    if (since < -edge || since > edge) return std::nullopt;
    return Instant{std::chrono::duration_cast<milliseconds>(since).count()};
  };
  span.begin = known(info.begin);
  span.end = known(info.end);
  return span;
}

std::string zone_abbreviation(Instant at, const Zone& zone) {
  const auto* tz = zone_of(zone);
  return tz == nullptr ? "UTC" : info_of(at, *tz).abbrev;
}

std::string to_string(const Date& date) {
  return format("%04d-%02d-%02d", date.year, date.month, date.day);
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, *month, *day};
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

std::string to_rfc3339(Instant at) {
  const LocalTime utc = split_days(at.milliseconds);
  const auto rest = static_cast<int>(((at.milliseconds % 1000) + 1000) % 1000);
  const std::string text =
      to_string(utc.date) + format("T%02d:%02d:%02d", utc.time.hour, utc.time.minute, utc.time.second);
  return rest == 0 ? text + "Z" : text + format(".%03dZ", rest);
}

std::string to_rfc3339(Instant at, const Zone& zone) {
  const LocalTime local = to_local(at, zone);
  const auto offset = static_cast<int>(offset_milliseconds(at, zone) / 60'000);
  const int size = offset < 0 ? -offset : offset;
  return to_string(local.date) + format("T%02d:%02d:%02d", local.time.hour, local.time.minute, local.time.second) +
         format("%c%02d:%02d", offset < 0 ? '-' : '+', size / 60, size % 60);
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  std::size_t at = 19;
  std::int64_t fraction = 0;
  if (text[at] == '.') {
    std::int64_t weight = 100;
    std::size_t count = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count, weight /= 10) {
      fraction += weight * (text[at] - '0');
    }
    if (count == 0 || at >= text.size()) return std::nullopt;
  }
  const std::int64_t wall = join_days({*date, {*hour, *minute, *second}}) + fraction;
  if (text[at] == 'Z' || text[at] == 'z') return at + 1 == text.size() ? std::optional(Instant{wall}) : std::nullopt;
  if ((text[at] != '+' && text[at] != '-') || text.size() != at + 6 || text[at + 3] != ':') return std::nullopt;
  const auto offset_hours = digits(text, at + 1, 2);
  const auto offset_minutes = digits(text, at + 4, 2);
  if (!offset_hours || !offset_minutes || *offset_hours > 23 || *offset_minutes > 59) return std::nullopt;
  const std::int64_t offset = (*offset_hours * 60 + *offset_minutes) * 60'000LL;
  return Instant{text[at] == '-' ? wall + offset : wall - offset};
}

std::string to_people(Instant at, const Zone& zone) {
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const LocalTime local = to_local(at, zone);
  const int hour = local.time.hour % 12 == 0 ? 12 : local.time.hour % 12;
  return format("%s %d %d %d:%02d %s ", months[static_cast<std::size_t>(local.date.month - 1)], local.date.day,
                local.date.year, hour, local.time.minute, local.time.hour < 12 ? "AM" : "PM") +
         zone_abbreviation(at, zone);
}

}  // namespace scc
