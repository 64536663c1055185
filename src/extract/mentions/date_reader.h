/// DateReader: reads the date that begins with a token, if one does.
///
/// A small recursive descent over DatePieces: plain dates ("May 12", "5/12", "the 12th"), weekdays
/// with or without one, words like "tomorrow" and "next week", holidays, and lists and ranges.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/mentions/date_words.h"
#include "extract/mentions/dates.h"

namespace scc::extract {

class DateReader {
 public:
  DateReader(const Tokens& tokens, const DatePieces& pieces, const DateWords& words, DateOrder order, const Date& today)
      : tokens_(tokens), pieces_(pieces), words_(words), order_(order), today_(today) {}

  /// The longest date that begins with token `at`, bytes not yet set.
  [[nodiscard]] std::optional<DateMention> read(std::uint32_t at) const;

 private:
  using Read = std::optional<DateMention>;

  // Plain dates: a day said with its month, or "the 12th".
  [[nodiscard]] Read plain(std::uint32_t at) const;
  [[nodiscard]] Read iso(std::uint32_t at) const;
  [[nodiscard]] Read numeric(std::uint32_t at) const;
  [[nodiscard]] Read month_first(std::uint32_t at) const;
  [[nodiscard]] Read day_first(std::uint32_t at) const;
  [[nodiscard]] Read day_of_month(std::uint32_t at) const;

  // Weekdays, and words that count from today.
  [[nodiscard]] Read weekdays(std::uint32_t at) const;
  [[nodiscard]] Read weekday_with_date(std::uint32_t at) const;
  [[nodiscard]] Read relative(std::uint32_t at) const;
  [[nodiscard]] Read ago_or_hence(std::uint32_t at) const;
  [[nodiscard]] Read week(std::uint32_t at) const;
  [[nodiscard]] Read week_of(std::uint32_t at) const;
  [[nodiscard]] Read holiday_at(std::uint32_t at) const;
  [[nodiscard]] Read month_alone(std::uint32_t at) const;
  /// "May 12 – May 14": two dates and what ties them.
  [[nodiscard]] Read range(const DateMention& first) const;

  /// A day of the month, 1 to 31, that no time or count follows.
  struct Day {
    int day = 0;
    std::uint32_t end = 0;
    bool ordinal = false;
  };
  [[nodiscard]] std::optional<Day> day_at(std::uint32_t at) const;
  /// "12", "12-14", "12, 13 and 14": sorted days, and where they end.
  struct Days {
    std::vector<int> days;
    std::uint32_t end = 0;
    bool ordinal = false;
    bool from_to = false;
  };
  [[nodiscard]] std::optional<Days> days_at(std::uint32_t at) const;
  struct Year {
    int year = 0;
    std::uint32_t end = 0;
  };
  [[nodiscard]] std::optional<Year> year_at(std::uint32_t at) const;
  [[nodiscard]] std::optional<int> integer(std::uint32_t at) const;
  [[nodiscard]] Read of_month(std::uint32_t first, const Days& days, int month, std::optional<Year> year,
                              std::uint32_t end) const;
  [[nodiscard]] Read with_weekday(std::uint32_t first, std::uint32_t end, int weekday, DateMention date) const;
  [[nodiscard]] bool time_or_count_follows(std::uint32_t at) const;
  [[nodiscard]] bool company(std::uint32_t first, std::uint32_t end) const;

  [[nodiscard]] bool sign(std::uint32_t at, std::string_view folded) const {
    return at < tokens_.size() && tokens_[at].folded == folded && tokens_[at].kind == TokenKind::sign;
  }
  [[nodiscard]] const DatePiece* piece(std::uint32_t at, DateWord word) const { return pieces_.at(at, word); }
  /// Past a piece of this meaning at `at`, else `at` itself.
  [[nodiscard]] std::uint32_t skip(std::uint32_t at, DateWord word) const {
    const DatePiece* found = piece(at, word);
    return found ? found->tokens.end : at;
  }

  const Tokens& tokens_;
  const DatePieces& pieces_;
  const DateWords& words_;
  DateOrder order_;
  Date today_;
};

/// A word alone at the beginning of the text or a sentence, where capitals say nothing.
[[nodiscard]] bool begins_sentence(const Tokens& tokens, std::uint32_t at);

}  // namespace scc::extract
