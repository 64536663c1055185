// Weekdays, and the words that count from today.
#include "extract/mentions/date_reader.h"

#include <algorithm>
#include <cstdlib>

#include "extract/mentions/calendar.h"

namespace scc::extract {
namespace {

/// "Sunday the 18th" may be the one in half a year, where no nearer 18th is a Sunday.
constexpr int day_reach_days = 190;

/// "Saturdays", "every Saturday": so many of them.
constexpr int every_weeks = 8;

DateMention one(std::uint32_t first, std::uint32_t end, DateForm form, std::vector<DateReading> readings) {
  DateMention out;
  out.tokens = {first, end};
  out.form = form;
  out.readings = std::move(readings);
  out.several = out.readings.front().days.size() > 1;
  return out;
}

}  // namespace

std::optional<DateMention> DateReader::read(std::uint32_t at) const {
  if (tokens_[at].kind == TokenKind::sign || tokens_[at].kind == TokenKind::emoji ||
      tokens_[at].kind == TokenKind::address)
    return std::nullopt;
  const TokenKind kind = tokens_[at].kind;
  if (kind == TokenKind::word && !pieces_.any_at(at)) return std::nullopt;
  Read best = plain(at);
  if (best) {
    // "5/12 (Tue)", "May 12, Tuesday", "the 12th, Tuesday"
    std::uint32_t next = best->tokens.end;
    const bool bracket = sign(next, "(");
    if (bracket || sign(next, ",")) ++next;
    const DatePiece* weekday =
        next < tokens_.size() && tokens_[next].line_breaks_before == 0 ? piece(next, DateWord::weekday) : nullptr;
    if (weekday && !best->several &&
        (bracket ? sign(weekday->tokens.end, ")") : !plain(skip(weekday->tokens.end, DateWord::the)))) {
      Read together = with_weekday(at, weekday->tokens.end + (bracket ? 1 : 0), weekday->value, *best);
      if (together && (!together->conflict || bracket)) best = std::move(together);
    }
  }
  if (kind == TokenKind::number || kind == TokenKind::mixed) {
    Read other = ago_or_hence(at);
    if (other && (!best || other->tokens.end > best->tokens.end)) best = std::move(other);
  } else {
    for (const auto read :
         {&DateReader::weekday_with_date, &DateReader::weekdays, &DateReader::relative, &DateReader::ago_or_hence,
          &DateReader::week, &DateReader::week_of, &DateReader::holiday_at, &DateReader::month_alone}) {
      Read found = (this->*read)(at);
      if (found && (!best || found->tokens.end > best->tokens.end)) best = std::move(found);
    }
  }
  if (best) {
    if (Read longer = range(*best)) best = std::move(longer);
  }
  return best;
}

bool DateReader::company(std::uint32_t first, std::uint32_t end) const {
  if (first > 0 && tokens_[first].line_breaks_before < 2) {
    const std::uint32_t before = first - 1;
    for (const DateWord word :
         {DateWord::on, DateWord::this_one, DateWord::next, DateWord::last, DateWord::every, DateWord::to}) {
      const DatePiece* found = piece(before, word);
      if (found && found->tokens.end == first && tokens_[before].kind != TokenKind::sign) return true;
    }
  }
  if (end >= tokens_.size() || tokens_[end].line_breaks_before > 0) return false;
  const Token& next = tokens_[end];
  constexpr std::string_view day_parts[] = {"am",  "pm",   "morning", "afternoon", "night", "nite",  "evening",
                                            "eve", "noon", "sunset",  "aft",       "arvo",  "lunch", "next"};
  if (std::find(std::begin(day_parts), std::end(day_parts), next.folded) != std::end(day_parts)) return true;
  return next.kind == TokenKind::number || next.kind == TokenKind::mixed;
}

DateReader::Read DateReader::with_weekday(std::uint32_t first, std::uint32_t end, int weekday, DateMention date) const {
  const auto wanted = static_cast<Weekday>(weekday);
  DateMention out = std::move(date);
  out.tokens = {first, end};
  out.weak = false;
  if (out.form == DateForm::day_of_month && !out.several) {
    // the month is not said: the nearest one in which the weekday is right
    const int day = out.readings.front().days.front().day;
    std::optional<Date> best;
    for (int months = -1; months <= 6; ++months) {
      const int index = today_.year * 12 + today_.month - 1 + months;
      const Date candidate{index / 12, index % 12 + 1, day};
      if (!is_valid(candidate) || weekday_of(candidate) != wanted) continue;
      if (candidate < add_days(today_, -10)) continue;
      if (!best || std::abs(days_between(today_, candidate)) < std::abs(days_between(today_, *best))) best = candidate;
    }
    if (best && std::abs(days_between(today_, *best)) <= day_reach_days) {
      out.readings = {{{*best}, 100}};
      return out;
    }
  }
  const Date said = out.readings.front().days.front();
  if (weekday_of(said) == wanted || out.several) return out;
  out.conflict = true;
  Date nearest = on_or_after(today_, wanted);
  if (std::abs(days_between(today_, said)) > 7) nearest = on_or_after(add_days(said, -3), wanted);
  out.readings = {{{said}, 55}, {{nearest}, 45}};
  return out;
}

DateReader::Read DateReader::weekday_with_date(std::uint32_t at) const {
  std::uint32_t next = at;
  for (const DateWord word : {DateWord::this_one, DateWord::next}) next = skip(next, word);
  const DatePiece* weekday = piece(next, DateWord::weekday);
  if (!weekday) return std::nullopt;
  next = weekday->tokens.end;
  if (sign(next, ".") && tokens_[next].glued) ++next;
  const std::uint32_t before = next;
  bool bracket = false;
  if (sign(next, ",")) ++next;
  if (sign(next, "(")) {
    bracket = true;
    ++next;
  } else if (sign(next, "-") && !tokens_[next].joins) {
    ++next;
  }
  next = skip(next, DateWord::the);
  if (!within_reach(tokens_, next)) return std::nullopt;
  const std::uint32_t from = next > 0 && next != before && tokens_[next - 1].kind == TokenKind::word ? next - 1 : next;
  Read date = plain(from);
  if (date) {
    std::uint32_t end = date->tokens.end;
    if (bracket && sign(end, ")")) ++end;
    if (date->several) {
      date->tokens = {at, end};
      date->weak = false;
      return date;
    }
    return with_weekday(at, end, weekday->value, *std::move(date));
  }
  // "Sat 16": a bare number is the day only when that is a Saturday
  const auto day = day_at(next);
  if (!day) return std::nullopt;
  DateMention bare;
  bare.form = DateForm::day_of_month;
  const auto coming = next_day_of_month(today_, day->day);
  if (!coming) return std::nullopt;
  bare.readings = {{{*coming}, 90}};
  Read found = with_weekday(at, day->end + (bracket && sign(day->end, ")") ? 1 : 0), weekday->value, std::move(bare));
  if (!found || (found->conflict && !day->ordinal)) return std::nullopt;
  return found;
}

DateReader::Read DateReader::weekdays(std::uint32_t at) const {
  std::uint32_t next = skip(at, DateWord::the);
  enum class Said { plainly, every, coming, this_one, last } said = Said::plainly;
  const std::pair<DateWord, Said> ways[] = {{DateWord::every, Said::every},
                                            {DateWord::next, Said::coming},
                                            {DateWord::this_one, Said::this_one},
                                            {DateWord::last, Said::last}};
  for (const auto& [word, way] : ways) {
    if (const DatePiece* found = piece(next, word);
        found && said == Said::plainly && piece(found->tokens.end, DateWord::weekday)) {
      said = way;
      next = found->tokens.end;
    }
  }
  const DatePiece* weekday = piece(next, DateWord::weekday);
  if (!weekday || (said == Said::plainly && next != at)) return std::nullopt;
  std::vector<int> all{weekday->value};
  std::uint32_t end = weekday->tokens.end;
  bool lasting = false;
  for (;;) {
    std::uint32_t more = end;
    if (more >= tokens_.size() || tokens_[more].line_breaks_before > 0) break;
    const DatePiece* to = piece(more, DateWord::to);
    const DatePiece* also = piece(more, DateWord::and_also);
    if (also) {
      more = also->tokens.end;
    } else if (to && !lasting && all.size() == 1) {
      const bool from_before = at > 0 && tokens_[at - 1].folded == "from" && tokens_[more].kind == TokenKind::word;
      if (from_before) break;
      more = to->tokens.end;
    } else if (sign(more, ",") || sign(more, "/")) {
      ++more;
      if (const DatePiece* and_too = piece(more, DateWord::and_also)) more = and_too->tokens.end;
    } else {
      break;
    }
    const DatePiece* second = piece(more, DateWord::weekday);
    if (!second || second->alone == Alone::nothing || plain(skip(second->tokens.end, DateWord::the)) ||
        weekday_with_date(more))
      break;
    if (all.size() >= 7) break;
    lasting = lasting || (to && !also);
    all.push_back(second->value);
    end = second->tokens.end;
  }
  if (weekday->alone == Alone::nothing && all.size() == 1) return std::nullopt;
  const Date upcoming = on_or_after(today_, static_cast<Weekday>(all.front()));
  const auto reading = [&](Date first, int score) {
    DateReading out{{first}, score};
    Date last = first;
    for (std::size_t i = 1; i < all.size(); ++i) {
      last = on_or_after(add_days(last, 1), static_cast<Weekday>(all[i]));
      out.days.push_back(last);
    }
    if (lasting) out.days = days_from_to(first, last);
    return out;
  };
  std::vector<DateReading> readings;
  const Date of_next_week = add_days(monday_of(today_), 7 + (all.front() + 6) % 7);
  // "Saturday week", "Saturday next week", "next week Saturday"
  const DatePiece* week_after = piece(end, DateWord::week);
  const DatePiece* next_after = piece(end, DateWord::next);
  if (next_after && piece(next_after->tokens.end, DateWord::week)) {
    end = piece(next_after->tokens.end, DateWord::week)->tokens.end;
    readings = {reading(of_next_week, 95)};
  } else if (week_after && said != Said::every && tokens_[end].folded == "week") {
    end = week_after->tokens.end;
    readings = {reading(add_days(upcoming, upcoming == today_ ? 7 : 7), 90)};
  } else if (said == Said::coming ||
             (next_after && tokens_[end].line_breaks_before == 0 && begins_sentence(tokens_, next_after->tokens.end))) {
    if (said != Said::coming) end = next_after->tokens.end;
    const Date after_today = upcoming == today_ ? add_days(upcoming, 7) : upcoming;
    if (of_next_week == after_today) {
      readings = {reading(after_today, 85), reading(add_days(after_today, 7), 25)};
    } else {
      readings = {reading(of_next_week, 60), reading(after_today, 50)};
    }
  } else if (said == Said::last) {
    readings = {reading(add_days(on_or_after(add_days(today_, -7), static_cast<Weekday>(all.front())), 0), 90)};
  } else if (said == Said::every || (all.size() == 1 && tokens_[end - 1].folded.ends_with("days"))) {
    DateReading every{{}, 80};
    for (int week = 0; week < every_weeks; ++week) every.days.push_back(add_days(upcoming, 7 * week));
    readings = {std::move(every)};
  } else if (upcoming == today_) {
    readings = {reading(upcoming, 60), reading(add_days(upcoming, 7), 45)};
  } else {
    readings = {reading(upcoming, said == Said::this_one ? 95 : 90)};
  }
  DateMention out = one(at, end, DateForm::weekday, std::move(readings));
  out.past = said == Said::last;
  if (said == Said::plainly && all.size() == 1 && weekday->alone == Alone::doubtful && end == weekday->tokens.end) {
    const bool capital = tokens_[next].capital != Capital::none && !begins_sentence(tokens_, next);
    out.weak = !capital && !company(at, end);
  }
  return out;
}

DateReader::Read DateReader::relative(std::uint32_t at) const {
  const DatePiece* day = piece(at, DateWord::day);
  if (!day) return std::nullopt;
  DateMention out = one(at, day->tokens.end, DateForm::relative, {{{add_days(today_, day->value)}, 100}});
  out.past = day->value < 0;
  out.weak = day->alone != Alone::sure;
  // "tomorrow (Saturday)", "tomorrow, Sat 5/16": the date beside it is the same day or says otherwise
  std::uint32_t next = out.tokens.end;
  const bool bracket = sign(next, "(");
  if (bracket || sign(next, ",")) ++next;
  if (next == out.tokens.end || next >= tokens_.size() || tokens_[next].line_breaks_before > 0) return out;
  Read beside = weekday_with_date(next);
  if (!beside) beside = plain(next);
  if (!beside) {
    const DatePiece* weekday = piece(next, DateWord::weekday);
    if (weekday && weekday->alone != Alone::nothing &&
        weekday_of(out.readings.front().days.front()) == static_cast<Weekday>(weekday->value)) {
      out.tokens.end = weekday->tokens.end + (bracket && sign(weekday->tokens.end, ")") ? 1 : 0);
    }
    return out;
  }
  if (beside->several || beside->readings.front().days != out.readings.front().days) return out;
  out.tokens.end = beside->tokens.end + (bracket && sign(beside->tokens.end, ")") ? 1 : 0);
  return out;
}

DateReader::Read DateReader::ago_or_hence(std::uint32_t at) const {
  std::uint32_t next = at;
  const DatePiece* in = piece(at, DateWord::in);
  if (in) next = in->tokens.end;
  if (next >= tokens_.size()) return std::nullopt;
  int count = 0;
  if (const auto value = integer(next)) {
    count = *value;
    ++next;
  } else if (const DatePiece* word = piece(next, DateWord::number)) {
    count = word->value;
    next = word->tokens.end;
  } else if (tokens_[next].folded == "a" || tokens_[next].folded == "an") {
    count = 1;
    ++next;
  }
  if (count < 1 || count > 99) return std::nullopt;
  int days = 0;
  std::uint32_t end = 0;
  for (const auto& [word, length] :
       {std::pair{DateWord::days, 1}, std::pair{DateWord::day_itself, 1}, std::pair{DateWord::weeks, 7},
        std::pair{DateWord::week, 7}, std::pair{DateWord::fortnight, 14}, std::pair{DateWord::years, 365}}) {
    if (const DatePiece* unit = piece(next, word)) {
      days = count * length;
      end = unit->tokens.end;
      break;
    }
  }
  if (days == 0) return std::nullopt;
  if (const DatePiece* ago = piece(end, DateWord::ago)) {
    end = ago->tokens.end;
    DateMention out = one(at, end, DateForm::relative, {{{add_days(today_, -days)}, 80}});
    if (const DatePiece* day = piece(end, DateWord::day)) out.tokens.end = day->tokens.end;  // "a year ago tomorrow"
    out.past = true;
    return out;
  }
  if (days % 365 == 0) return std::nullopt;
  if (in) return one(at, end, DateForm::relative, {{{add_days(today_, days)}, 80}});
  // "a week from Saturday", "two weeks from today"
  const DatePiece* from = piece(end, DateWord::from);
  const std::uint32_t base_at = from ? from->tokens.end : end;
  if (const DatePiece* day = piece(base_at, DateWord::day); day && day->value >= 0) {
    return one(at, day->tokens.end, DateForm::relative, {{{add_days(today_, days + day->value)}, 95}});
  }
  if (!from) return std::nullopt;
  if (base_at < tokens_.size() && tokens_[base_at].folded == "now") {
    return one(at, base_at + 1, DateForm::relative, {{{add_days(today_, days)}, 85}});
  }
  if (const DatePiece* weekday = piece(base_at, DateWord::weekday); weekday && weekday->alone != Alone::nothing) {
    const Date base = on_or_after(today_, static_cast<Weekday>(weekday->value));
    return one(at, weekday->tokens.end, DateForm::relative, {{{add_days(base, days)}, 90}});
  }
  return std::nullopt;
}

DateReader::Read DateReader::range(const DateMention& first) const {
  const bool single = !first.several && (first.form == DateForm::full || first.form == DateForm::day_month ||
                                         first.form == DateForm::day_of_month || first.form == DateForm::relative);
  std::uint32_t next = first.tokens.end;
  if (!single || next >= tokens_.size() || tokens_[next].line_breaks_before > 0) return std::nullopt;
  const DatePiece* to = piece(next, DateWord::to);
  if (!to) return std::nullopt;
  if (tokens_[next].folded == "to" && first.tokens.first > 0 && tokens_[first.tokens.first - 1].folded == "from")
    return std::nullopt;
  Read last = weekday_with_date(to->tokens.end);
  if (!last) last = plain(to->tokens.end);
  if (!last && first.form == DateForm::relative) last = weekdays(to->tokens.end);
  if (!last || last->several) return std::nullopt;
  // "Tuesday 16th to Thursday 18th", "the 16th to the 18th": neither has its month, or the last one has
  if (last->form == DateForm::day_of_month && first.form != DateForm::day_of_month) return std::nullopt;
  std::vector<Date> days = days_from_to(first.readings.front().days.front(), last->readings.front().days.front());
  if (days.size() < 2 || days.back() != last->readings.front().days.front()) return std::nullopt;
  DateMention out = one(first.tokens.first, last->tokens.end, first.form, {{std::move(days), 95}});
  out.conflict = first.conflict || last->conflict;
  return out;
}

}  // namespace scc::extract
