// Plain dates: a day said with its month in figures or words, or a day of the month.
#include <algorithm>
#include <charconv>

#include "extract/mentions/calendar.h"
#include "extract/mentions/date_reader.h"

namespace scc::extract {
namespace {

/// The number at the front of "12th", "1er", "2nd"; nothing when the letters are no ordinal's.
std::optional<int> ordinal_number(std::string_view folded) {
  int value = 0;
  const auto [end, error] = std::from_chars(folded.data(), folded.data() + folded.size(), value);
  if (error != std::errc()) return std::nullopt;
  const std::string_view letters(end, static_cast<std::size_t>(folded.data() + folded.size() - end));
  constexpr std::string_view endings[] = {"st", "nd", "rd", "th", "er", "ere", "e", "eme",
                                          "o",  "a",  "i",  "ta", "os", "is",  "hs"};
  if (std::find(std::begin(endings), std::end(endings), letters) == std::end(endings)) return std::nullopt;
  // "2a" is two in the morning
  if (letters == "a" && value <= 12) return std::nullopt;
  return value;
}

DateMention mention(std::uint32_t first, std::uint32_t end, DateForm form, std::vector<Date> days) {
  DateMention out;
  out.tokens = {first, end};
  out.form = form;
  out.several = days.size() > 1;
  out.readings.push_back({std::move(days), 100});
  return out;
}

}  // namespace

bool begins_sentence(const Tokens& tokens, std::uint32_t at) {
  if (at == 0 || tokens[at].line_breaks_before > 1) return true;
  const Token& before = tokens[at - 1];
  if (tokens[at].line_breaks_before == 1) return before.kind == TokenKind::sign || before.kind == TokenKind::emoji;
  if (before.kind == TokenKind::emoji) return true;
  if (before.kind != TokenKind::sign) return false;
  constexpr std::string_view enders[] = {".", "!", "?", ":", ";", "*", ">", "\"", "(", "\u2022", "\u2026", "-"};
  return std::find(std::begin(enders), std::end(enders), before.folded) != std::end(enders);
}

std::optional<int> DateReader::integer(std::uint32_t at) const {
  if (at >= tokens_.size() || tokens_[at].kind != TokenKind::number || tokens_[at].folded.size() > 4)
    return std::nullopt;
  int value = 0;
  const std::string_view folded = tokens_[at].folded;
  const auto [end, error] = std::from_chars(folded.data(), folded.data() + folded.size(), value);
  if (error != std::errc() || end != folded.data() + folded.size()) return std::nullopt;
  return value;
}

bool DateReader::time_or_count_follows(std::uint32_t at) const {
  if (at >= tokens_.size()) return false;
  const Token& next = tokens_[at];
  if (next.joins && (next.folded == ":" || next.folded == "/" || next.folded == "." || next.folded == "@")) return true;
  if (next.folded == "%" || next.folded == "\u00b0" || next.folded == "'") return true;
  if (next.line_breaks_before > 0) return false;
  if (next.folded == "am" || next.folded == "pm" || next.folded == "a" || next.folded == "p" || next.folded == "h")
    return true;
  return piece(at, DateWord::not_time) || piece(at, DateWord::oclock);
}

std::optional<DateReader::Day> DateReader::day_at(std::uint32_t at) const {
  if (at >= tokens_.size()) return std::nullopt;
  const Token& token = tokens_[at];
  Day day;
  day.end = at + 1;
  if (token.kind == TokenKind::mixed) {
    const auto value = ordinal_number(token.folded);
    if (!value) return std::nullopt;
    day.day = *value;
    day.ordinal = true;
  } else if (const auto value = integer(at); value && token.folded.size() <= 2) {
    if (time_or_count_follows(day.end)) return std::nullopt;
    day.day = *value;
  } else if (const DatePiece* word = piece(at, DateWord::number)) {
    const std::string_view folded = tokens_[word->tokens.end - 1].folded;
    if (!folded.ends_with("th") && !folded.ends_with("st") && !folded.ends_with("nd") && !folded.ends_with("rd") &&
        folded != "1er" && folded != "premier") {
      return std::nullopt;
    }
    day.day = word->value;
    day.end = word->tokens.end;
    day.ordinal = true;
  }
  if (day.day < 1 || day.day > 31) return std::nullopt;
  if (day.ordinal && piece(day.end, DateWord::not_day) && tokens_[day.end].line_breaks_before == 0) return std::nullopt;
  return day;
}

std::optional<DateReader::Days> DateReader::days_at(std::uint32_t at) const {
  const auto first = day_at(at);
  if (!first) return std::nullopt;
  Days days{{first->day}, first->end, first->ordinal, false};
  while (days.days.size() < 10) {
    std::uint32_t next = days.end;
    if (next >= tokens_.size() || tokens_[next].line_breaks_before > 0 || !within_reach(tokens_, next)) break;
    const bool comma = sign(next, ",");
    const bool slash = sign(next, "/") && tokens_[next].joins;
    const DatePiece* to = piece(next, DateWord::to);
    const DatePiece* also = piece(next, DateWord::and_also);
    if (comma && piece(next + 1, DateWord::and_also)) also = piece(next + 1, DateWord::and_also);
    if (also) {
      next = also->tokens.end;
    } else if (to && days.days.size() == 1) {
      next = to->tokens.end;
    } else if (comma || slash) {
      ++next;
    } else {
      break;
    }
    next = skip(next, DateWord::the);
    const auto more = day_at(next);
    if (!more || more->day <= days.days.back()) break;
    // "May 12, 14 guests": after a comma only an ordinal, or a list that goes on, is one more day
    const bool goes_on = piece(more->end, DateWord::and_also) || sign(more->end, ",");
    if (comma && !also && !more->ordinal && !goes_on) break;
    if (days.ordinal && !more->ordinal && also) break;  // "the 12th and 2"
    if (to && !also) {
      for (int day = days.days.back() + 1; day <= more->day; ++day) days.days.push_back(day);
      days.end = more->end;
      days.from_to = true;
      break;
    }
    days.days.push_back(more->day);
    days.end = more->end;
  }
  return days;
}

std::optional<DateReader::Year> DateReader::year_at(std::uint32_t at) const {
  std::uint32_t next = sign(at, ",") ? at + 1 : at;
  next = skip(next, DateWord::of);
  if (sign(next, "'") && next + 1 < tokens_.size() && tokens_[next + 1].glued && tokens_[next + 1].folded.size() == 2) {
    if (const auto value = integer(next + 1)) return Year{2000 + *value, next + 2};
  }
  if (!within_reach(tokens_, next) || tokens_[next].folded.size() != 4) return std::nullopt;
  const auto value = integer(next);
  if (!value || *value < 1900 || *value > 2199 || time_or_count_follows(next + 1)) return std::nullopt;
  return Year{*value, next + 1};
}

DateReader::Read DateReader::of_month(std::uint32_t first, const Days& days, int month, std::optional<Year> year,
                                      std::uint32_t end) const {
  std::vector<Date> dates;
  for (const int day : days.days) {
    std::optional<Date> date = nearest_day_month(today_, month, day);
    if (year) {
      date = Date{year->year, month, day};
      if (!is_valid(*date)) date.reset();
    }
    if (!date) return std::nullopt;
    dates.push_back(*date);
  }
  std::sort(dates.begin(), dates.end());
  return mention(first, year ? year->end : end, year ? DateForm::full : DateForm::day_month, std::move(dates));
}

DateReader::Read DateReader::plain(std::uint32_t at) const {
  Read best;
  for (const auto read : {&DateReader::iso, &DateReader::numeric, &DateReader::month_first, &DateReader::day_first,
                          &DateReader::day_of_month}) {
    Read found = (this->*read)(at);
    if (found && (!best || found->tokens.end > best->tokens.end)) best = std::move(found);
  }
  return best;
}

DateReader::Read DateReader::iso(std::uint32_t at) const {
  if (at + 4 >= tokens_.size() || tokens_[at].folded.size() != 4) return std::nullopt;
  const std::string_view separator = tokens_[at + 1].folded;
  if (separator != "-" && separator != "/" && separator != ".") return std::nullopt;
  if (!tokens_[at + 1].joins || !tokens_[at + 3].joins || tokens_[at + 3].folded != separator) return std::nullopt;
  const auto year = integer(at);
  const auto month = integer(at + 2);
  auto day = integer(at + 4);
  if (!day && tokens_[at + 4].kind == TokenKind::mixed && tokens_[at + 4].folded.size() > 3 &&
      tokens_[at + 4].folded[2] == 't') {
    day = (tokens_[at + 4].folded[0] - '0') * 10 + (tokens_[at + 4].folded[1] - '0');  // 2026-05-12T14:00
  }
  if (!year || !month || !day || *year < 1900 || *year > 2199) return std::nullopt;
  const Date date{*year, *month, *day};
  if (!is_valid(date)) return std::nullopt;
  return mention(at, at + 5, DateForm::full, {date});
}

DateReader::Read DateReader::numeric(std::uint32_t at) const {
  if (at + 2 >= tokens_.size() || tokens_[at].folded.size() > 2) return std::nullopt;
  if (at > 0 && tokens_[at].glued && tokens_[at - 1].kind == TokenKind::sign &&
      tokens_[at - 1].folded == tokens_[at + 1].folded)
    return std::nullopt;
  const std::string_view separator = tokens_[at + 1].folded;
  if (!tokens_[at + 1].joins || (separator != "/" && separator != "." && separator != "-")) return std::nullopt;
  const auto first = integer(at);
  const auto second = integer(at + 2);
  if (!first || !second || tokens_[at + 2].folded.size() > 2) return std::nullopt;
  std::uint32_t end = at + 3;
  std::optional<Year> year;
  if (sign(end, separator) && tokens_[end].joins) {
    const auto value = integer(end + 1);
    const std::size_t digits = tokens_[end + 1].folded.size();
    if (!value || (digits != 2 && digits != 4)) return std::nullopt;
    year = Year{digits == 2 ? 2000 + *value : *value, end + 2};
    if (year->year < 1900 || year->year > 2199) return std::nullopt;
    end += 2;
  } else if (separator == ".") {
    // "4.0" is a number, "6.30" a time; "16.5." a date
    const bool weekday_before =
        at > 0 && (piece(at - 1, DateWord::weekday) || (at > 1 && piece(at - 2, DateWord::weekday)));
    const bool closed = sign(end, ".") && tokens_[end].glued && (weekday_before || order_ == DateOrder::day_month);
    if (!closed && !(weekday_before && order_ == DateOrder::day_month)) return std::nullopt;
    if (closed) ++end;
  } else if (separator == "-") {
    return std::nullopt;  // "5-12" is a range of something
  }
  int month = *first;
  int day = *second;
  if (order_ == DateOrder::day_month || separator == ".") std::swap(month, day);
  if (month > 12) std::swap(month, day);
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  Days days{{day}, end, false, false};
  // "7/18-25"
  if (!year && separator == "/" && sign(end, "-")) {
    if (const auto last = day_at(end + 1);
        last && last->day > day && order_ == DateOrder::month_day && !sign(last->end, "/")) {
      for (int more = day + 1; more <= last->day; ++more) days.days.push_back(more);
      end = last->end;
    }
  }
  Read found = of_month(at, days, month, year, end);
  if (!found) return std::nullopt;
  // "1/2 day" is half of one
  const bool fraction = !year && separator == "/" && *first <= 3 && (*second == 2 || *second == 3 || *second == 4);
  if (fraction && (piece(end, DateWord::day_itself) || piece(end, DateWord::not_time))) return std::nullopt;
  found->weak = fraction && !company(at, found->tokens.end);
  return found;
}

DateReader::Read DateReader::month_first(std::uint32_t at) const {
  const DatePiece* month = piece(at, DateWord::month);
  if (!month) return std::nullopt;
  std::uint32_t next = month->tokens.end;
  if (sign(next, ".") && tokens_[next].glued) ++next;
  if (sign(next, "-") && tokens_[next].joins) ++next;
  next = skip(next, DateWord::the);
  if (!within_reach(tokens_, next)) return std::nullopt;
  const auto days = days_at(next);
  if (!days) return std::nullopt;
  return of_month(at, *days, month->value, year_at(days->end), days->end);
}

DateReader::Read DateReader::day_first(std::uint32_t at) const {
  const std::uint32_t number = skip(at, DateWord::the);
  const auto days = days_at(number);
  if (!days) return std::nullopt;
  std::uint32_t next = days->end;
  if (sign(next, ".") && tokens_[next].glued) ++next;
  if (sign(next, "-") && tokens_[next].joins) ++next;
  next = skip(next, DateWord::of);
  const DatePiece* month = piece(next, DateWord::month);
  if (!month || !within_reach(tokens_, next)) return std::nullopt;
  std::uint32_t end = month->tokens.end;
  // "12 May 14 guests" is one date, "12, May 14" another: the month goes with what follows then
  if (sign(days->end, ",")) return std::nullopt;
  if (sign(end, "-") && tokens_[end].joins && year_at(end + 1)) ++end;
  return of_month(at, *days, month->value, year_at(end), end);
}

DateReader::Read DateReader::day_of_month(std::uint32_t at) const {
  const std::uint32_t number = skip(at, DateWord::the);
  const bool article = number != at;
  const auto days = days_at(number);
  if (!days) return std::nullopt;
  const bool word = tokens_[number].kind == TokenKind::word;
  const bool role_like = days->days.front() <= 3;  // "1st", "second" are mates as well
  if (!days->ordinal || (!article && (word || role_like))) return std::nullopt;
  DateMention out;
  out.tokens = {at, days->end};
  out.form = DateForm::day_of_month;
  out.several = days->days.size() > 1;
  out.weak = word || role_like;
  const auto put = [&](auto of_day, int score) {
    DateReading reading;
    reading.score = score;
    const std::optional<Date> first = of_day(today_, days->days.front());
    if (!first) return;
    for (const int day : days->days) {
      const Date date{first->year, first->month, day};
      if (!is_valid(date)) return;
      reading.days.push_back(date);
    }
    out.readings.push_back(std::move(reading));
  };
  put(next_day_of_month, 90);
  put(last_day_of_month, 20);
  if (out.readings.empty()) return std::nullopt;
  return out;
}

}  // namespace scc::extract
