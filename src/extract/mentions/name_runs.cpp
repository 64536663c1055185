#include "extract/mentions/name_runs.h"

#include <algorithm>
#include <array>

#include "extract/mentions/date_reader.h"

namespace scc::extract {
namespace {

/// In small letters shorter names are words too often.
constexpr std::size_t small_letters_min = 5;

bool is_capital(const Token& token) {
  return token.kind == TokenKind::word && (token.capital == Capital::first || token.capital == Capital::mixed);
}

/// A word that may be a name: not known at all, or known as a name only.
bool may_be_name(const Token& token, const WordSorts& sorts) {
  if (!is_capital(token)) return false;
  if (sorts.is(token, WordSort::trade) || sorts.is(token, WordSort::client) || sorts.is(token, WordSort::plain))
    return false;
  return token.word == 0 || sorts.is(token, WordSort::named) || sorts.is(token, WordSort::first_name);
}

bool is_particle(const Token& token) {
  constexpr std::array<std::string_view, 15> all{"van", "von", "der", "den", "de",  "del", "della", "di",
                                                 "da",  "la",  "le",  "st",  "bin", "ter", "dos"};
  return std::find(all.begin(), all.end(), token.folded) != all.end();
}

/// Past one more word of a name, with the initial or particle before it; `at` when there is none.
std::uint32_t one_more(const Tokens& tokens, const WordSorts& sorts, std::uint32_t at) {
  std::uint32_t next = at;
  if (next + 1 < tokens.size() && tokens[next].joins && tokens[next].folded == "-") ++next;
  for (int led = 0; led < 2 && next < tokens.size(); ++led) {
    if (!follows_by_a_space(tokens, next)) return at;
    const bool initial = tokens[next].folded.size() == 1 && tokens[next].capital == Capital::first;
    const bool stop = initial && next + 1 < tokens.size() && tokens[next + 1].folded == "." && tokens[next + 1].glued;
    if (stop) {
      next += 2;
    } else if (is_particle(tokens[next]) && (tokens[next].folded.size() > 1)) {
      ++next;
      if (next < tokens.size() && tokens[next].folded == "." && tokens[next].glued) ++next;
    } else {
      break;
    }
  }
  if (next >= tokens.size() || !follows_by_a_space(tokens, next)) return at;
  if (tokens[next].folded.size() < 2 || !may_be_name(tokens[next], sorts)) return at;
  return next + 1;
}

}  // namespace

bool follows_by_a_space(const Tokens& tokens, std::uint32_t at) {
  if (at == 0 || at >= tokens.size() || tokens[at].line_breaks_before > 0) return false;
  return tokens[at].range.begin - tokens[at - 1].range.end <= 1;
}

std::uint32_t surname_run(const Tokens& tokens, const WordSorts& sorts, std::uint32_t at) {
  std::uint32_t end = one_more(tokens, sorts, at);
  if (end == at) return at;
  // a common first name is the next person of a list that lost its commas
  if (sorts.is(tokens[end - 1], WordSort::first_name) && end == at + 1) return at;
  for (std::uint32_t more = one_more(tokens, sorts, end); more != end && more - at < name_words_max;
       more = one_more(tokens, sorts, end))
    end = more;
  return end;
}

NameRun name_run(const Tokens& tokens, const WordSorts& sorts, std::uint32_t at) {
  NameRun run{at, 0, true};
  const Token& first = tokens[at];
  const bool common = sorts.is(first, WordSort::first_name);
  const bool word =
      sorts.is(first, WordSort::plain) || sorts.is(first, WordSort::trade) || sorts.is(first, WordSort::named);
  if (first.capital == Capital::none || first.capital == Capital::all) {
    // small letters or a line of capitals: only what is a first name and nothing else
    if (!common || word || sorts.is(first, WordSort::client) || first.folded.size() < small_letters_min) return run;
    run.end = at + 1;
    run.words = 1;
    if (first.capital == Capital::all && follows_by_a_space(tokens, run.end) && tokens[run.end].word == 0 &&
        tokens[run.end].capital == Capital::all) {
      ++run.end;
      ++run.words;
    }
    return run;
  }
  const bool initial =
      first.folded.size() == 1 && at + 1 < tokens.size() && tokens[at + 1].folded == "." && tokens[at + 1].glued;
  // "Jan van der Berg", "June Alvarez": a month that a surname follows
  const bool month_too = common && is_capital(first) && sorts.is(first, WordSort::trade);
  if (!initial && !month_too && (first.folded.size() < 2 || !may_be_name(first, sorts))) return run;
  std::uint32_t end = initial ? at + 2 : at + 1;
  run.words = initial ? 0 : 1;
  for (std::uint32_t more = one_more(tokens, sorts, end); more != end && run.words < name_words_max;
       more = one_more(tokens, sorts, end)) {
    end = more;
    ++run.words;
  }
  if (run.words == 0 || (month_too && run.words < 2)) return run;
  // a word that is a name too is none when it stands alone
  if (run.words == 1 && !initial && !common && (sorts.is(first, WordSort::named) || first.folded.size() < 3))
    return run;
  run.end = end;
  run.doubtful = month_too || !(common && (run.words > 1 || !begins_sentence(tokens, at)));
  return run;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

}  // namespace scc::extract
