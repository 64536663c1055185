/// Dates: which days a text speaks of, counted from the mail's own date.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/time.h"
#include "domain/operation.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

/// No reading has more days than this; a longer range is cut.
inline constexpr int date_reading_days_max = 62;

/// How the days are said.
enum class DateForm : std::uint8_t {
  full,          ///< day, month and year: "2026-05-12", "5/12/26"
  day_month,     ///< "May 12", "12/5": the year is the one nearest to the mail
  day_of_month,  ///< "the 12th"
  weekday,       ///< "Saturday", "this Sat", "next Saturday", "Saturdays"
  relative,      ///< "today", "tomorrow", "tonight", "in two days"
  week,          ///< "week 24", "the weekend", "next week", "rest of the week"
  month,         ///< "in July", a whole month
  holiday,       ///< "Labor Day"
};
[[nodiscard]] const char* to_string(DateForm form);

/// One way to understand it: some days, sorted, each valid, none twice.
struct DateReading {
  std::vector<Date> days;
  int score = 0;  ///< 0 to 100
  bool operator==(const DateReading&) const = default;
};

struct DateMention {
  TokenRange tokens;
  TextRange bytes;
  DateForm form = DateForm::full;
  /// Best first: "next Saturday" said on a Tuesday is that of next week, less likely of this one;
  /// "the 12th" the next to come, less likely the last one gone. "Tue/Wed", "Sat and Sun" and
  /// "18-25 July" are one mention with readings of several days.
  std::vector<DateReading> readings;
  bool several = false;  ///< a range, a list of days, a week…: all of the reading's days are meant
  bool past = false;     ///< said as gone by: "last Saturday", "yesterday", "a year ago", "in 2019"
  bool weak = false;     ///< a word of everyday use too: "sun", "sat", "may", "so"; needs company
  /// A weekday was said with a date that does not fall on it ("Fri 7/11" for a Saturday): the date is
  /// the first reading, the nearest such weekday the second.
  bool conflict = false;
};

class DateFinder {
 public:
  DateFinder(const Lexicon& lexicon, DateOrder order, Vocabulary& vocabulary);
  DateFinder(DateFinder&&) noexcept;
  DateFinder& operator=(DateFinder&&) noexcept;
  DateFinder(const DateFinder&) = delete;
  DateFinder& operator=(const DateFinder&) = delete;
  ~DateFinder();

  /// In the order of the text, not overlapping each other. `today` is the mail's own date in the
  /// operator's zone.
  [[nodiscard]] std::vector<DateMention> find(const Tokens& tokens, const Date& today) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

}  // namespace scc::extract
