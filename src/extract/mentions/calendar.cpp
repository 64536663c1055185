#include "extract/mentions/calendar.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "extract/mentions/dates.h"

namespace scc::extract {
namespace {

int number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Date month_after(const Date& day, int months) {
  const int index = day.year * 12 + day.month - 1 + months;
  return {index / 12, index % 12 + 1, 1};
}

/// Western Easter Sunday (Meeus, Jones and Butcher).
Date easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  return {year, month, (h + l - 7 * m + 114) % 31 + 1};
}

std::optional<Date> holiday_in(int year, std::string_view rule) {
  if (rule.starts_with("easter")) return add_days(easter(year), number(rule.substr(6)));
  const auto parts = split(rule, ' ');
  if (parts.size() == 3) {
    constexpr std::array<std::string_view, 7> names{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
    int weekday = 0;
    while (weekday < 6 && names[static_cast<std::size_t>(weekday)] != parts[0]) ++weekday;
    const int month = number(parts[2]);
    const int which = number(parts[1]);
    if (which > 0) return add_days(on_or_after({year, month, 1}, static_cast<Weekday>(weekday)), 7 * (which - 1));
    const Date last{year, month, days_in_month(year, month)};
    return on_or_after(add_days(last, -6), static_cast<Weekday>(weekday));
  }
  const Date day{year, number(rule.substr(0, 2)), number(rule.substr(3))};
  if (!is_valid(day)) return std::nullopt;
  return day;
}

template <class InYear>
std::optional<Date> nearest(const Date& today, InYear in_year) {
  std::optional<Date> best;
  for (int year = today.year - 4; year <= today.year + 4; ++year) {
    const std::optional<Date> day = in_year(year);
    if (day && (!best || std::abs(days_between(today, *day)) < std::abs(days_between(today, *best)))) best = day;
  }
  return best;
}

}  // namespace

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::optional<Date> nearest_day_month(const Date& today, int month, int day) {
  return nearest(today, [&](int year) -> std::optional<Date> {
    const Date date{year, month, day};
    if (!is_valid(date)) return std::nullopt;
    return date;
  });
}

Date on_or_after(const Date& from, Weekday weekday) {
  return add_days(from, (static_cast<int>(weekday) - static_cast<int>(weekday_of(from)) + 7) % 7);
}

Date monday_of(const Date& day) {
  return add_days(day, -((static_cast<int>(weekday_of(day)) + 6) % 7));
}

std::optional<Date> next_day_of_month(const Date& today, int day) {
  for (int months = 0; months <= 2; ++months) {
    Date date = month_after(today, months);
    date.day = day;
    if (is_valid(date) && date >= today) return date;
  }
  return std::nullopt;
}

std::optional<Date> last_day_of_month(const Date& today, int day) {
  for (int months = 0; months >= -2; --months) {
    Date date = month_after(today, months);
    date.day = day;
    if (is_valid(date) && date < today) return date;
  }
  return std::nullopt;
}

std::optional<Date> monday_of_week(const Date& today, int week) {
  return nearest(today, [&](int year) -> std::optional<Date> {
    const Date monday = add_days(monday_of({year, 1, 4}), 7 * (week - 1));
    if (week < 1 || iso_week_of(monday) != week) return std::nullopt;
    return monday;
  });
}

std::optional<Date> holiday(const Date& today, std::string_view rule) {
  return nearest(today, [&](int year) { return holiday_in(year, rule); });
}

std::vector<Date> days_from_to(const Date& first, const Date& last) {
  std::vector<Date> days;
  for (Date day = first; day <= last && days.size() < date_reading_days_max; day = add_days(day, 1))
    days.push_back(day);
  return days;
}

}  // namespace scc::extract
