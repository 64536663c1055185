#include "extract/mentions/times.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "extract/language/phrases.h"
#include "extract/mentions/time_series.h"

namespace scc::extract {
namespace {

constexpr int noon = 12 * 60;
constexpr int day = 24 * 60;
/// "The 1900" may be an hour; "the 2015" and what follows is a year.
constexpr int year_minutes_min = 20 * 60 + 10;

enum class TimeWord : std::uint8_t {
  clock,
  half,
  part,
  number,
  oclock,
  at,
  to,
  not_time,
  half_past,
  quarter_past,
  quarter_to
};

struct Meaning {
  TimeWord word = TimeWord::clock;
  int from = 0;  ///< clock, part: minutes; half: 0 or 720; number: itself
  int to = 0;    ///< part
  Alone alone = Alone::sure;
};

int figures(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int minutes_of(std::string_view clock) {
  return figures(clock.substr(0, 2)) * 60 + figures(clock.substr(3));
}

/// One end of a range, or a time alone.
struct Clock {
  int minutes = 0;
  std::uint32_t end = 0;
  bool half_said = false;  ///< before or after noon is said, or the hour tells
  bool bare = false;       ///< only figures: "2", "630"
};

int with_half(int minutes, int half) {
  return minutes % noon + (half == noon ? noon : 0);
}

}  // namespace

struct TimeFinder::Words {
  std::vector<Meaning> meanings;
  Phrases phrases;

  struct Piece {
    Meaning meaning;
    std::uint32_t end = 0;
  };
  [[nodiscard]] std::optional<Piece> at(const Tokens& tokens, std::uint32_t at, TimeWord word) const {
    std::optional<Piece> longest;
    if (at >= tokens.size() || !phrases.may_start(tokens[at])) return longest;
    thread_local std::vector<Phrases::Found> found;
    found.clear();
    phrases.starting_at(tokens, at, found);
    for (const Phrases::Found& f : found) {
      if (meanings[f.meaning].word == word) longest = Piece{meanings[f.meaning], f.tokens.end};
    }
    return longest;
  }
};

namespace {

/// Reads the time that begins with a token.
template <class Words>
class TimeReader {
 public:
  TimeReader(const Tokens& tokens, const Words& words) : tokens_(tokens), words_(words) {}

  /// `listed`: a time stands right before it, with "and" or a comma between.
  std::optional<TimeMention> read(std::uint32_t at, bool listed) {
    listed_ = listed;
    if (auto found = spoken(at)) return found;
    if (const auto clock = clock_at(at)) return with_range(at, *clock);
    if (const auto named = words_.at(tokens_, at, TimeWord::clock)) {
      return with_range(at, Clock{named->meaning.from % day, named->end, true, false});
    }
    return part(at);
  }

 private:
  static TimeMention mention(std::uint32_t first, std::uint32_t end, TimeForm form, int from, int to) {
    TimeMention out;
    out.tokens = {first, end};
    out.form = form;
    out.from_minutes = from;
    out.to_minutes = to;
    return out;
  }

  [[nodiscard]] bool same_line(std::uint32_t at) const {
    return at < tokens_.size() && tokens_[at].line_breaks_before == 0;
  }

  /// "am", "p.m.", "in the morning" after a clock time.
  [[nodiscard]] std::optional<typename Words::Piece> half_at(std::uint32_t at) const {
    if (!same_line(at)) return std::nullopt;
    const auto half = words_.at(tokens_, at, TimeWord::half);
    // a bare "a" or "p" counts only within "6a"; "a.m." is a phrase of its own
    if (!half || (half->end == at + 1 && tokens_[at].folded.size() == 1)) return std::nullopt;
    return half;
  }

  /// "2", "2:30", "14h30", "0900", "630", "6a", "2:30pm", and the half of the day behind it.
  [[nodiscard]] std::optional<Clock> clock_at(std::uint32_t at) const {
    if (at >= tokens_.size()) return std::nullopt;
    const Token& token = tokens_[at];
    if (token.kind != TokenKind::number && token.kind != TokenKind::mixed) return std::nullopt;
    std::string_view digits = token.folded;
    std::string_view letters;
    const std::size_t split = digits.find_first_not_of("0123456789");
    if (split != std::string_view::npos) {
      letters = digits.substr(split);
      digits = digits.substr(0, split);
    }
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    Clock clock{0, at + 1, false, false};
    int hour = figures(digits);
    int minute = 0;
    if (digits.size() >= 3) {
      minute = hour % 100;
      hour /= 100;
      clock.half_said = digits.size() == 4 && (digits[0] == '0' || hour > 12);
      clock.bare = true;
    } else {
      clock.bare = letters.empty();
    }
    if (clock.bare && digits.size() <= 2 && minutes_follow(at + 1)) {
      const std::string_view rest = tokens_[at + 2].folded;
      minute = figures(rest.substr(0, 2));
      letters = rest.substr(2);
      clock.end = at + 3;
      clock.bare = tokens_[at + 1].folded == ".";
      clock.half_said = digits.size() == 2 && (digits[0] == '0' || hour > 12);
      if (clock.end + 1 < tokens_.size() && tokens_[clock.end].joins && tokens_[clock.end].folded == ":")
        clock.end += 2;  // seconds
    } else if (!clock.bare && letters.starts_with('h') && letters.size() == 3 && letters[1] >= '0' &&
               letters[1] <= '5') {
      minute = figures(letters.substr(1));
      letters = {};
      clock.half_said = true;
    }
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
    if (hour > 12 || hour == 0) clock.half_said = true;
    clock.minutes = (hour % 24) * 60 + minute;
    if (letters == "am" || letters == "a" || letters == "pm" || letters == "p") {
      if (hour > 12 && letters.starts_with('a')) return std::nullopt;
      if (hour <= 12) clock.minutes = with_half(clock.minutes, letters.starts_with('p') ? noon : 0);
      clock.half_said = true;
      clock.bare = false;
    } else if (letters == "h" || letters == "hrs" || letters == "hr" || letters == "hours" || letters == "uhr" ||
               letters == "z") {
      if (digits.size() < 3 && letters != "h" && letters != "uhr") return std::nullopt;  // "3hrs" is a duration
      clock.bare = false;
      clock.half_said = true;
    } else if (!letters.empty()) {
      return std::nullopt;
    } else if (const auto half = half_at(clock.end); half && hour <= 12) {
      clock.minutes = with_half(clock.minutes, half->meaning.from);
      clock.end = half->end;
      clock.half_said = true;
      clock.bare = false;
    } else if (const auto oclock =
                   same_line(clock.end) ? words_.at(tokens_, clock.end, TimeWord::oclock) : std::nullopt) {
      clock.end = oclock->end;
      clock.bare = false;
      if (const auto of_day = half_at(clock.end)) {
        clock.minutes = with_half(clock.minutes, of_day->meaning.from);
        clock.end = of_day->end;
        clock.half_said = true;
      }
    } else if (digits.size() == 4 && same_line(clock.end) &&
               (tokens_[clock.end].folded == "hrs" || tokens_[clock.end].folded == "hours" ||
                tokens_[clock.end].folded == "h")) {
      ++clock.end;
      clock.bare = false;
      clock.half_said = true;
    }
    return clock;
  }

  /// Token `at` ties an hour to its minutes: "2:30", "2.30pm".
  [[nodiscard]] bool minutes_follow(std::uint32_t at) const {
    if (at + 1 >= tokens_.size() || !tokens_[at].joins) return false;
    if (tokens_[at].folded != ":" && tokens_[at].folded != ".") return false;
    const std::string_view next = tokens_[at + 1].folded;
    if (next.size() < 2 || next[0] < '0' || next[0] > '5' || next[1] < '0' || next[1] > '9') return false;
    return next.size() == 2 || next[2] < '0' || next[2] > '9';
  }

  /// A time that something beside it makes one, or that may be one.
  [[nodiscard]] std::optional<TimeMention> with_range(std::uint32_t at, Clock clock) const {
    const bool led = listed_ || (at > 0 && words_.at(tokens_, at - 1, TimeWord::at).has_value());
    const std::string_view before = at > 0 ? tokens_[at - 1].folded : std::string_view();
    const bool glued_before = tokens_[at].glued && at > 0 && tokens_[at - 1].kind == TokenKind::sign;
    if (glued_before && clock.bare &&
        (before == "/" || before == "." || before == ":" || before == "-" || before == "$" || before == "#" ||
         before == "+" || before == "'"))
      return std::nullopt;
    if (clock.end < tokens_.size() && clock.bare && tokens_[clock.end].joins &&
        (tokens_[clock.end].folded == "/" || tokens_[clock.end].folded == "." || tokens_[clock.end].folded == ","))
      return std::nullopt;
    const std::size_t digits = tokens_[at].folded.size();
    // "2-5pm", "7a to 3p", "14:00 – 17:00"
    if (same_line(clock.end)) {
      const auto to = words_.at(tokens_, clock.end, TimeWord::to);
      const bool dash = tokens_[clock.end].folded == "-";
      if (to || dash) {
        const auto last = clock_at(to ? to->end : clock.end + 1);
        if (last && (!last->bare || (!clock.bare && digits <= 4 && !counted(last->end)))) {
          int from = clock.minutes;
          int until = last->minutes;
          bool sure = clock.half_said;
          if (!clock.half_said && last->half_said && from / 60 <= 12) {
            const int same = from % noon + (until >= noon ? noon : 0);
            from = same < until ? same : from % noon + (until >= noon ? 0 : noon);
            sure = true;
          } else if (!clock.half_said) {
            from = likelier(from);
          }
          if (!last->half_said && until <= from) until += noon;
          TimeMention out = mention(at, last->end, sure ? TimeForm::clock : TimeForm::clock_half, from, until);
          return out;
        }
      }
    }
    if (!clock.bare) {
      return mention(at, clock.end, clock.half_said ? TimeForm::clock : TimeForm::clock_half,
                     clock.half_said ? clock.minutes : likelier(clock.minutes), -1);
    }
    if (counted(clock.end)) return std::nullopt;
    const bool article =
        at > 0 && tokens_[at].line_breaks_before == 0 && (before == "the" || before == "da" || before == "our");
    const bool dotted = tokens_[at].folded.size() <= 2 && clock.end == at + 3;
    if (tokens_[at].kind != TokenKind::number) return std::nullopt;
    const bool whole_text = at == 0 && clock.end == tokens_.size();  // a cell of a table
    if (dotted && !led && !whole_text) return std::nullopt;          // "4.50" is money or hours
    if (digits <= 2 && !led && !article && !(dotted && whole_text)) return std::nullopt;
    if (digits <= 2 && (clock.minutes > 23 * 60 || clock.minutes == 0)) return std::nullopt;
    if (digits == 4 && clock.minutes / 60 >= 19 && clock.minutes / 60 <= 20 && !led &&
        !(article && clock.minutes <= year_minutes_min))
      return std::nullopt;  // a year
    if (digits >= 3 && clock.minutes % 5 != 0) return std::nullopt;
    TimeMention out = mention(at, clock.end, clock.half_said ? TimeForm::clock : TimeForm::clock_half,
                              clock.half_said ? clock.minutes : likelier(clock.minutes), -1);
    out.weak = !led || digits <= 2;
    return out;
  }

  [[nodiscard]] bool counted(std::uint32_t at) const {
    if (!same_line(at)) return false;
    if (tokens_[at].folded == "%" || tokens_[at].folded == "\u00b0" || tokens_[at].kind == TokenKind::mixed)
      return true;
    return words_.at(tokens_, at, TimeWord::not_time).has_value();
  }

  /// "two o'clock", "seven AM", "half past two", "quarter to three".
  [[nodiscard]] std::optional<TimeMention> spoken(std::uint32_t at) const {
    int shift = 0;
    std::uint32_t next = at;
    bool shifted = false;
    for (const auto& [word, minutes] : {std::pair{TimeWord::half_past, 30}, std::pair{TimeWord::quarter_past, 15},
                                        std::pair{TimeWord::quarter_to, -15}}) {
      if (const auto found = words_.at(tokens_, at, word); found && !shifted) {
        shift = minutes;
        next = found->end;
        shifted = true;
      }
    }
    int hour = 0;
    if (const auto word = words_.at(tokens_, next, TimeWord::number); word && word->meaning.from <= 12) {
      hour = word->meaning.from;
      next = word->end;
    } else if (shifted && next < tokens_.size() && tokens_[next].kind == TokenKind::number &&
               tokens_[next].folded.size() <= 2) {
      hour = figures(tokens_[next].folded);
      ++next;
    }
    if (hour < 1 || hour > 12) return std::nullopt;
    const auto oclock = same_line(next) ? words_.at(tokens_, next, TimeWord::oclock) : std::nullopt;
    if (oclock) next = oclock->end;
    const auto half = half_at(next);
    if (!shifted && !oclock && !half) return std::nullopt;
    if (shifted && counted(next)) return std::nullopt;
    const int minutes = (hour * 60 + shift + day) % day;
    if (half) return mention(at, half->end, TimeForm::clock, with_half(minutes, half->meaning.from), -1);
    return mention(at, next, TimeForm::clock_half, likelier(minutes), -1);
  }

  [[nodiscard]] std::optional<TimeMention> part(std::uint32_t at) const {
    const auto found = words_.at(tokens_, at, TimeWord::part);
    if (!found) return std::nullopt;
    TimeMention out = mention(at, found->end, TimeForm::part, found->meaning.from, found->meaning.to);
    const std::string_view before = at > 0 ? tokens_[at - 1].folded : std::string_view();
    if (found->meaning.alone == Alone::doubtful) {
      if (before == "i") return std::nullopt;  // "I am"
      out.weak = at == 0 || before == "who" || before == "where" || before == "you" || before == "not";
    }
    return out;
  }

  const Tokens& tokens_;
  const Words& words_;
  bool listed_ = false;
};

}  // namespace

int fit_of(const TimeMention& mention, const TimeOfDay& start) {
  const int minutes = start.hour * 60 + start.minute;
  if (mention.form == TimeForm::part) {
    const bool inside = minutes >= mention.from_minutes && minutes < mention.to_minutes;
    const bool past_midnight = minutes + day < mention.to_minutes;
    return inside || past_midnight ? 70 : 0;
  }
  const auto near = [](int difference) {
    difference = std::abs(difference);
    difference = std::min(difference, day - difference);
    return difference == 0 ? 100 : difference <= 15 ? 80 : difference <= 30 ? 60 : difference <= 60 ? 30 : 0;
  };
  const int fit = near(minutes - mention.from_minutes);
  if (mention.form != TimeForm::clock_half) return fit;
  return std::max(fit, near(minutes - (mention.from_minutes + noon) % day) * 9 / 10);
}

TimeFinder::TimeFinder(const Lexicon& lexicon, Vocabulary& vocabulary) : words_(std::make_unique<Words>()) {
  const auto add = [&](const Entry& entry, Meaning meaning) {
    meaning.alone = entry.alone;
    words_->phrases.add(entry.phrase, static_cast<std::uint32_t>(words_->meanings.size()), vocabulary);
    words_->meanings.push_back(meaning);
  };
  for (const Entry& entry : lexicon.section("clock")) add(entry, {TimeWord::clock, minutes_of(entry.subject), 0, {}});
  for (const Entry& entry : lexicon.section("half"))
    add(entry, {TimeWord::half, entry.subject == "pm" ? noon : 0, 0, {}});
  for (const Entry& entry : lexicon.section("number")) add(entry, {TimeWord::number, figures(entry.subject), 0, {}});
  for (const Entry& entry : lexicon.section("part")) {
    add(entry, {TimeWord::part, minutes_of(entry.subject), minutes_of(std::string_view(entry.subject).substr(6)), {}});
  }
  for (const Entry& entry : lexicon.section("when")) {
    for (const auto& [name, word] :
         {std::pair{"oclock", TimeWord::oclock}, std::pair{"at", TimeWord::at}, std::pair{"to", TimeWord::to},
          std::pair{"not_time", TimeWord::not_time}, std::pair{"half_past", TimeWord::half_past},
          std::pair{"quarter_past", TimeWord::quarter_past}, std::pair{"quarter_to", TimeWord::quarter_to}}) {
      if (entry.subject == name) add(entry, {word, 0, 0, {}});
    }
  }
}
TimeFinder::TimeFinder(TimeFinder&&) noexcept = default;
TimeFinder& TimeFinder::operator=(TimeFinder&&) noexcept = default;
TimeFinder::~TimeFinder() = default;

std::vector<TimeMention> TimeFinder::find(const Tokens& tokens) const {
  std::vector<TimeMention> out;
  TimeReader<Words> reader(tokens, *words_);
  const auto end_of_last = [&] { return out.empty() ? 0 : out.back().tokens.end; };
  for (std::uint32_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    const bool figures_here = token.kind == TokenKind::number || token.kind == TokenKind::mixed;
    const bool listed = !out.empty() && out.back().form != TimeForm::part && i == end_of_last() + 1 &&
                        joins_times(tokens, i - 1) && token.line_breaks_before == 0;
    auto found = figures_here || words_->phrases.may_start(token) ? reader.read(i, listed) : std::nullopt;
    if (!found) {
      ++i;
      continue;
    }
    if (auto hour = hour_before(tokens, *found, end_of_last())) {
      hour->bytes = tokens.bytes(hour->tokens);
      out.push_back(*hour);
    }
    found->bytes = tokens.bytes(found->tokens);
    i = found->tokens.end;
    out.push_back(*found);
  }
  return out;
}

}  // namespace scc::extract
