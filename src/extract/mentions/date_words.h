/// DateWords: the words of a text that may be part of a date, each with what it may mean.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/language/lexicon.h"
#include "extract/language/phrases.h"

namespace scc::extract {

enum class DateWord : std::uint8_t {
  month,
  weekday,
  day,
  number,
  holiday,  // with a value
  next,
  this_one,
  last,
  ago,
  in,
  from,
  every,
  week,
  weeks,
  weekend,
  whole_month,
  rest,
  fortnight,
  days,
  years,
  day_itself,
  oclock,
  to,
  and_also,
  of,
  the,
  on,
  not_day,
  not_time,
  half_past,
  quarter_past,
  quarter_to,
};

/// One meaning of the words [tokens).
struct DatePiece {
  DateWord word = DateWord::month;
  int value = 0;  ///< month, weekday, days from today, number; holiday: index of its rule
  Alone alone = Alone::sure;
  TokenRange tokens;
};

/// The pieces of one text, by the token they begin with.
class DatePieces {
 public:
  /// The longest piece of this meaning at token `at`; null when there is none.
  [[nodiscard]] const DatePiece* at(std::uint32_t at, DateWord word) const;
  [[nodiscard]] bool any_at(std::uint32_t at) const { return at < first_.size() - 1 && first_[at] != first_[at + 1]; }

 private:
  friend class DateWords;
  std::vector<DatePiece> pieces_;
  std::vector<std::uint32_t> first_;  ///< by token; one more at the end
};

class DateWords {
 public:
  DateWords(const Lexicon& lexicon, Vocabulary& vocabulary);
  [[nodiscard]] DatePieces find(const Tokens& tokens) const;
  [[nodiscard]] const std::string& holiday_rule(int index) const { return rules_[static_cast<std::size_t>(index)]; }

 private:
  std::vector<DatePiece> meanings_;  ///< without tokens
  std::vector<std::string> rules_;
  Phrases phrases_;
};

}  // namespace scc::extract
