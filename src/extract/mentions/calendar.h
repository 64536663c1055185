/// Calendar: the days that date words point to. Pure arithmetic, no words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace scc::extract {

/// The day in the year that brings it nearest to `today`; none when no year near has it (31 June).
[[nodiscard]] std::optional<Date> nearest_day_month(const Date& today, int month, int day);
/// The first such day on or after `from`.
[[nodiscard]] Date on_or_after(const Date& from, Weekday weekday);
[[nodiscard]] Date monday_of(const Date& day);
/// The next 12th on or after `today`, or the last one before it; none when there is no such day.
[[nodiscard]] std::optional<Date> next_day_of_month(const Date& today, int day);
[[nodiscard]] std::optional<Date> last_day_of_month(const Date& today, int day);
/// The Monday of ISO week `week` nearest to `today`; none when the year has no such week.
[[nodiscard]] std::optional<Date> monday_of_week(const Date& today, int week);
/// The holiday nearest to `today`; `rule` as in lexicon.h: "07-04", "easter+1", "monday 1 09".
[[nodiscard]] std::optional<Date> holiday(const Date& today, std::string_view rule);
/// All days from one to the other, at most date_reading_days_max; empty when `last` is before `first`.
[[nodiscard]] std::vector<Date> days_from_to(const Date& first, const Date& last);
[[nodiscard]] int days_in_month(int year, int month);

}  // namespace scc::extract
