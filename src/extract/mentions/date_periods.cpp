// Weeks, weekends, months and holidays.
#include <algorithm>

#include "extract/mentions/calendar.h"
#include "extract/mentions/date_reader.h"

namespace scc::extract {
namespace {

DateMention period(std::uint32_t first, std::uint32_t end, DateForm form, std::vector<Date> days, int score) {
  DateMention out;
  out.tokens = {first, end};
  out.form = form;
  out.several = days.size() > 1;
  out.readings.push_back({std::move(days), score});
  return out;
}

}  // namespace

std::optional<DateMention> DateReader::week(std::uint32_t at) const {
  std::uint32_t next = at;
  bool rest = false;
  if (const DatePiece* found = piece(next, DateWord::rest)) {
    rest = true;
    next = found->tokens.end;
  }
  const std::uint32_t article = next;
  next = skip(next, DateWord::the);
  int weeks = 0;
  bool said = next != article;
  bool past = false;
  if (const DatePiece* found = piece(next, DateWord::next)) {
    weeks = 1;
    next = found->tokens.end;
    said = true;
  } else if (const DatePiece* last = piece(next, DateWord::last)) {
    weeks = -1;
    past = true;
    next = last->tokens.end;
    said = true;
  } else if (const DatePiece* this_one = piece(next, DateWord::this_one)) {
    next = this_one->tokens.end;
    said = true;
  }
  const Date monday = add_days(monday_of(today_), 7 * weeks);
  if (const DatePiece* weekend = piece(next, DateWord::weekend)) {
    const Date saturday = add_days(monday, 5);
    DateMention out =
        period(at, weekend->tokens.end, DateForm::week,
               days_from_to(rest ? std::max(saturday, today_) : saturday, add_days(monday, 6)), said ? 90 : 70);
    if (weeks == 1 && weekday_of(today_) != Weekday::saturday && weekday_of(today_) != Weekday::sunday) {
      out.readings.push_back({days_from_to(add_days(saturday, -7), add_days(saturday, -6)), 35});
    }
    out.past = past;
    return out;
  }
  if (const DatePiece* found = piece(next, DateWord::week)) {
    std::uint32_t end = found->tokens.end;
    // "week 24", "KW 24"
    if (const auto number = integer(end); number && *number >= 1 && *number <= 53 &&
                                          tokens_[end].line_breaks_before == 0 && !time_or_count_follows(end + 1)) {
      const auto first = monday_of_week(today_, *number);
      if (!first) return std::nullopt;
      return period(at, end + 1, DateForm::week, days_from_to(*first, add_days(*first, 6)), 90);
    }
    if (!said && !rest) return std::nullopt;
    if (next != article && next == article + 1 && weeks == 0 && !rest && piece(article, DateWord::the))
      return std::nullopt;  // "the week"
    // "next week Tuesday", "next week on Tuesday"
    const std::uint32_t on = skip(end, DateWord::on);
    if (const DatePiece* weekday = piece(on, DateWord::weekday);
        weekday && weekday->alone != Alone::nothing && tokens_[on].line_breaks_before == 0 && !weekday_with_date(on)) {
      return period(at, weekday->tokens.end, DateForm::weekday, {add_days(monday, (weekday->value + 6) % 7)}, 95);
    }
    if (rest) {
      return period(at, end, DateForm::week,
                    days_from_to(std::max(weeks == 0 ? add_days(today_, 1) : monday, monday), add_days(monday, 6)), 85);
    }
    DateMention out = period(at, end, DateForm::week, days_from_to(monday, add_days(monday, 6)), 90);
    out.past = past;
    return out;
  }
  if (const DatePiece* month = piece(next, DateWord::whole_month); month && (said || rest)) {
    if (next == article + 1 && weeks == 0 && !rest && piece(article, DateWord::the)) return std::nullopt;
    const int index = today_.year * 12 + today_.month - 1 + weeks;
    const Date first{index / 12, index % 12 + 1, 1};
    const Date last{first.year, first.month, days_in_month(first.year, first.month)};
    DateMention out =
        period(at, month->tokens.end, DateForm::month, days_from_to(rest ? std::max(first, today_) : first, last), 85);
    out.past = past;
    return out;
  }
  return std::nullopt;
}

std::optional<DateMention> DateReader::week_of(std::uint32_t at) const {
  const std::uint32_t start = skip(at, DateWord::the);
  const DatePiece* week = piece(start, DateWord::week);
  if (!week) return std::nullopt;
  const DatePiece* of = piece(week->tokens.end, DateWord::of);
  if (!of) return std::nullopt;
  Read day = plain(of->tokens.end);
  if (!day) day = weekday_with_date(of->tokens.end);
  if (!day || day->several) return std::nullopt;
  const Date monday = monday_of(day->readings.front().days.front());
  return period(at, day->tokens.end, DateForm::week, days_from_to(monday, add_days(monday, 6)), 90);
}

std::optional<DateMention> DateReader::holiday_at(std::uint32_t at) const {
  const std::uint32_t start = skip(at, DateWord::the);
  const DatePiece* found = piece(start, DateWord::holiday);
  if (!found) return std::nullopt;
  const auto day = holiday(today_, words_.holiday_rule(found->value));
  if (!day) return std::nullopt;
  std::uint32_t end = found->tokens.end;
  DateMention out = period(at, end, DateForm::holiday, {*day}, 90);
  if (found->alone != Alone::sure) {
    // "the Fourth": with its capital the holiday, else a day of the month
    if (start == at || tokens_[start].capital == Capital::none || piece(end, DateWord::not_day)) return std::nullopt;
    out.readings.front().score = 70;
    if (const auto plain_day = next_day_of_month(today_, day->day); plain_day && *plain_day != *day)
      out.readings.push_back({{*plain_day}, 50});
    return out;
  }
  if (const DatePiece* weekend = piece(end, DateWord::weekend)) {
    end = weekend->tokens.end;
    Date saturday = on_or_after(add_days(*day, -3), Weekday::saturday);
    const Date last = weekday_of(*day) == Weekday::monday ? *day : add_days(saturday, 1);
    out = period(at, end, DateForm::holiday, days_from_to(std::min(saturday, *day), std::max(last, *day)), 80);
  } else if (auto year = year_at(end)) {
    if (const auto then = holiday({year->year, 7, 1}, words_.holiday_rule(found->value))) {
      out = period(at, year->end, DateForm::holiday, {*then}, 95);
    }
  } else {
    // "Labor Day, September 7"
    const std::uint32_t next = sign(end, ",") || sign(end, "(") ? end + 1 : end;
    Read beside = next < tokens_.size() ? plain(next) : std::nullopt;
    if (beside && !beside->several && beside->readings.front().days.front() == *day) {
      out.tokens.end = beside->tokens.end + (sign(end, "(") && sign(beside->tokens.end, ")") ? 1 : 0);
    }
  }
  return out;
}

std::optional<DateMention> DateReader::month_alone(std::uint32_t at) const {
  const DatePiece* month = piece(at, DateWord::month);
  if (!month || month->alone == Alone::nothing) return std::nullopt;
  const bool capital = tokens_[at].capital != Capital::none;
  const auto year = year_at(month->tokens.end);
  bool led = false;
  if (at > 0) {
    for (const DateWord word : {DateWord::in, DateWord::of, DateWord::on, DateWord::to}) {
      const DatePiece* found = piece(at - 1, word);
      led = led || (found && found->tokens.end == at && tokens_[at - 1].kind == TokenKind::word);
    }
  }
  if (!year && (!capital || (month->alone != Alone::sure && !led))) return std::nullopt;
  // A month said alone is this one or the next to come.
  const int number = year ? year->year : today_.year + (month->value < today_.month - 2 ? 1 : 0);
  const Date first{number, month->value, 1};
  DateMention out = period(at, year ? year->end : month->tokens.end, DateForm::month,
                           days_from_to(first, {number, month->value, days_in_month(number, month->value)}), 70);
  out.weak = !led && !year;
  out.past = year && year->year < today_.year;
  return out;
}

}  // namespace scc::extract
