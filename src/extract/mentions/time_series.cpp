#include "extract/mentions/time_series.h"

#include <charconv>

namespace scc::extract {

int likelier(int minutes) {
  constexpr int noon = 12 * 60;
  constexpr int first_departure = 7 * 60;
  return minutes < first_departure ? minutes + noon : minutes;
}

bool joins_times(const Tokens& tokens, std::uint32_t at) {
  if (at >= tokens.size() || tokens[at].line_breaks_before > 0) return false;
  const std::string_view word = tokens[at].folded;
  return word == "and" || word == "&" || word == "+" || (word == "/" && !tokens[at].joins);
}

std::optional<TimeMention> hour_before(const Tokens& tokens, const TimeMention& time, std::uint32_t from) {
  const std::uint32_t at = time.tokens.first;
  if (time.form == TimeForm::part || time.weak || at < from + 2 || !joins_times(tokens, at - 1)) return std::nullopt;
  const Token& hour = tokens[at - 2];
  if (hour.kind != TokenKind::number || hour.folded.size() > 2) return std::nullopt;
  int value = 0;
  std::from_chars(hour.folded.data(), hour.folded.data() + hour.folded.size(), value);
  if (value < 1 || value > 12) return std::nullopt;
  TimeMention out;
  out.tokens = {at - 2, at - 1};
  out.form = TimeForm::clock_half;
  out.from_minutes = likelier(value * 60);
  return out;
}

}  // namespace scc::extract
