#include "extract/mentions/dates.h"

#include "extract/mentions/date_reader.h"

namespace scc::extract {

const char* to_string(DateForm form) {
  switch (form) {
    case DateForm::full: return "full";
    case DateForm::day_month: return "day and month";
    case DateForm::day_of_month: return "day of the month";
    case DateForm::weekday: return "weekday";
    case DateForm::relative: return "relative";
    case DateForm::week: return "week";
    case DateForm::month: return "month";
    case DateForm::holiday: return "holiday";
  }
  return "full";
}

struct DateFinder::Words {
  DateWords words;
  DateOrder order = DateOrder::month_day;
};

DateFinder::DateFinder(const Lexicon& lexicon, DateOrder order, Vocabulary& vocabulary)
    : words_(std::make_unique<Words>(Words{DateWords(lexicon, vocabulary), order})) {}
DateFinder::DateFinder(DateFinder&&) noexcept = default;
DateFinder& DateFinder::operator=(DateFinder&&) noexcept = default;
DateFinder::~DateFinder() = default;

std::vector<DateMention> DateFinder::find(const Tokens& tokens, const Date& today) const {
  std::vector<DateMention> out;
  const DatePieces pieces = words_->words.find(tokens);
  const DateReader reader(tokens, pieces, words_->words, words_->order, today);
  for (std::uint32_t i = 0; i < tokens.size();) {
    auto found = reader.read(i);
    if (!found) {
      ++i;
      continue;
    }
    found->bytes = tokens.bytes(found->tokens);
    i = found->tokens.end;
    out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace scc::extract
