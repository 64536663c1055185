#include "extract/mentions/people.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "base/text.h"
#include "extract/language/phrases.h"
#include "extract/mentions/date_reader.h"
#include "extract/mentions/misspelling.h"
#include "extract/mentions/name_forms.h"
#include "extract/mentions/name_runs.h"
#include "extract/mentions/word_sorts.h"

namespace scc::extract {
namespace {

constexpr int misspelled_less = 15;
constexpr int after_stranger_score = 55;

}  // namespace

const char* to_string(NameFit fit) {
  switch (fit) {
    case NameFit::full_name: return "full name";
    case NameFit::alias: return "alias";
    case NameFit::first_last: return "first and last name";
    case NameFit::initial_last: return "initial and last name";
    case NameFit::first_initial: return "first name and initial";
    case NameFit::first_name: return "first name";
    case NameFit::last_name: return "last name";
    case NameFit::nickname: return "nickname";
    case NameFit::initials: return "initials";
    case NameFit::one_letter_off: return "one letter off";
  }
  return "full name";
}

struct PeopleIndex::Names {
  struct Meaning {
    PersonCandidate candidate;
    NameRule rule = NameRule::none;
  };

  Names(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary) : sorts(world, lexicon, vocabulary) {
    const Nicknames nicknames(lexicon);
    std::set<std::string> words;  // that a shortened name must not be
    for (const std::string_view section : {"plain_word", "named_word", "first_name", "nickname", "role", "month",
                                           "weekday", "group", "part", "number"}) {
      for (const Entry& entry : lexicon.section(section)) words.insert(fold(entry.phrase));
    }
    std::set<std::string> own;
    for (const CrewMember& member : world.operation.crew) {
      for (const NameForm& form : name_forms(member, nicknames)) {
        if (form.fit != NameFit::nickname) own.insert(form.phrase);
      }
    }
    for (const CrewMember& member : world.operation.crew) {
      for (const NameForm& form : name_forms(member, nicknames)) {
        const bool shortened = form.fit == NameFit::nickname && form.score < 70 && form.rule == NameRule::none;
        if (shortened && (words.contains(form.phrase) || own.contains(form.phrase))) continue;
        if (form.rule == NameRule::small && words.contains(form.phrase)) continue;
        add(form, member, vocabulary);
      }
    }
    for (const Entry& entry : lexicon.section("title")) titles.add(entry.phrase, 0, vocabulary);
  }

  void add(const NameForm& form, const CrewMember& member, Vocabulary& vocabulary) {
    phrases.add(form.phrase, static_cast<std::uint32_t>(meanings.size()), vocabulary);
    meanings.push_back({{&member, form.score, form.fit}, form.rule});
    if (form.rule != NameRule::none) return;
    const Tokens tokens(form.phrase, vocabulary);
    for (const Token& token : tokens.all()) misspellings.add(token.folded, token.word);
  }

  /// The longest roster name that begins with token `at`.
  [[nodiscard]] std::optional<PersonMention> known(const Tokens& tokens, std::uint32_t at) const;
  [[nodiscard]] std::vector<PersonCandidate> candidates(const Tokens& tokens, std::span<const Phrases::Found> found,
                                                        std::uint32_t end) const;
  [[nodiscard]] bool keeps(NameRule rule, const Tokens& tokens, TokenRange range) const;
  void with_brackets(const Tokens& tokens, PersonMention& mention) const;
  void describe(const Tokens& tokens, PersonMention& mention) const;
  /// The roster's first name is the beginning of a stranger's: "Mike Anderson".
  void give_to_stranger(const Tokens& tokens, PersonMention& mention) const;
  [[nodiscard]] std::optional<PersonMention> stranger(const Tokens& tokens, std::uint32_t at) const;

  WordSorts sorts;
  std::vector<Meaning> meanings;
  Phrases phrases;
  Phrases titles;
  Misspellings misspellings;
};

bool PeopleIndex::Names::keeps(NameRule rule, const Tokens& tokens, TokenRange range) const {
  // a full stop may stand behind an initial or "St", not between a sentence's last word and the next one's first
  for (std::uint32_t i = range.first + 1; i < range.end; ++i) {
    if (tokens[i].kind == TokenKind::sign && tokens[i].folded == "." && tokens[i - 1].folded.size() > 2) return false;
  }
  const Token& last = tokens[range.end - 1];
  switch (rule) {
    case NameRule::none: return true;
    case NameRule::small: return last.capital == Capital::none || begins_sentence(tokens, range.first);
    case NameRule::capital_initial:
      for (std::uint32_t i = range.first; i < range.end; ++i) {
        if (tokens[i].kind == TokenKind::word && tokens[i].folded.size() <= 2 && tokens[i].capital == Capital::none)
          return false;
      }
      return !(last.folded == "i" && range.size() > 1);
    case NameRule::all_capitals: {
      const bool one = range.size() == 1;
      for (std::uint32_t i = range.first; i < range.end; ++i) {
        if (tokens[i].kind == TokenKind::word &&
            (one ? tokens[i].capital != Capital::all : tokens[i].capital != Capital::first))
          return false;
        if (i > range.first && !tokens[i].glued) return false;
      }
      if (!one) return true;
      if (sorts.is(last, WordSort::trade)) return false;
      // in a line of capitals a word is a word
      const auto shouted = [&](std::uint32_t i) {
        return i < tokens.size() && tokens[i].capital == Capital::all && tokens[i].folded.size() > 3;
      };
      return !sorts.is(last, WordSort::plain) || !((range.first > 0 && shouted(range.first - 1)) || shouted(range.end));
    }
  }
  return true;
}

std::vector<PersonCandidate> PeopleIndex::Names::candidates(const Tokens& tokens, std::span<const Phrases::Found> found,
                                                            std::uint32_t end) const {
  std::vector<PersonCandidate> out;
  for (const Phrases::Found& f : found) {
    if (f.tokens.end != end) continue;
    const Meaning& meaning = meanings[f.meaning];
    if (!keeps(meaning.rule, tokens, f.tokens)) continue;
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const PersonCandidate& c) { return c.member == meaning.candidate.member; });
    if (same == out.end()) {
      out.push_back(meaning.candidate);
    } else if (same->score < meaning.candidate.score) {
      *same = meaning.candidate;
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const PersonCandidate& a, const PersonCandidate& b) { return a.score > b.score; });
  return out;
}

std::optional<PersonMention> PeopleIndex::Names::known(const Tokens& tokens, std::uint32_t at) const {
  thread_local std::vector<Phrases::Found> found;
  thread_local std::vector<Phrases::Found> mistyped;
  found.clear();
  mistyped.clear();
  phrases.starting_at(tokens, at, found);
  misspellings.starting_at(phrases, tokens, at, mistyped);
  PersonMention mention;
  mention.tokens = {at, at};
  for (std::size_t i = found.size(); i > 0 && mention.candidates.empty(); --i) {
    mention.candidates = candidates(tokens, found, found[i - 1].tokens.end);
    mention.tokens.end = found[i - 1].tokens.end;
  }
  if (!mistyped.empty() && (mention.candidates.empty() || mistyped.back().tokens.end > mention.tokens.end)) {
    std::vector<PersonCandidate> meant = candidates(tokens, mistyped, mistyped.back().tokens.end);
    if (!meant.empty()) {
      for (PersonCandidate& candidate : meant)
        candidate = {candidate.member, candidate.score - misspelled_less, NameFit::one_letter_off};
      mention.candidates = std::move(meant);
      mention.tokens.end = mistyped.back().tokens.end;
    }
  }
  if (mention.candidates.empty()) return std::nullopt;
  return mention;
}

/// 'Daniel "Dano" Okada', "Danny (Rich)", "Dan Rich (Danny)".
void PeopleIndex::Names::with_brackets(const Tokens& tokens, PersonMention& mention) const {
  const std::uint32_t open = mention.tokens.end;
  if (open + 2 >= tokens.size() || tokens[open].line_breaks_before > 0) return;
  const std::string_view sign = tokens[open].folded;
  if (sign != "(" && sign != "\"" && sign != "'") return;
  const std::string_view closing = sign == "(" ? ")" : sign;
  std::uint32_t close = open + 1;
  while (close < tokens.size() && close < open + 5 && tokens[close].folded != closing) ++close;
  if (close >= tokens.size() || tokens[close].folded != closing || close == open + 1) return;
  const auto only_of = [&](const std::vector<PersonCandidate>& others) {
    std::vector<PersonCandidate> both;
    for (const PersonCandidate& candidate : mention.candidates) {
      if (std::any_of(others.begin(), others.end(),
                      [&](const PersonCandidate& o) { return o.member == candidate.member; }))
        both.push_back(candidate);
    }
    return both;
  };
  const auto inside = known(tokens, open + 1);
  if (close + 1 < tokens.size() && tokens[close + 1].line_breaks_before == 0) {
    if (const auto behind = known(tokens, close + 1); behind && behind->candidates.front().fit == NameFit::last_name) {
      std::vector<PersonCandidate> both = only_of(behind->candidates);
      if (!both.empty()) {
        for (PersonCandidate& candidate : both) candidate = {candidate.member, 98, NameFit::full_name};
        mention.candidates = std::move(both);
        mention.tokens.end = behind->tokens.end;
        return;
      }
    }
  }
  if (!inside || inside->tokens.end != close) return;
  std::vector<PersonCandidate> both = only_of(inside->candidates);
  if (both.empty()) return;
  for (PersonCandidate& candidate : both) candidate.score = std::min(100, candidate.score + 10);
  mention.candidates = std::move(both);
  mention.tokens.end = close + 1;
}

void PeopleIndex::Names::describe(const Tokens& tokens, PersonMention& mention) const {
  const std::uint32_t first = mention.tokens.first;
  const std::uint32_t end = mention.tokens.end;
  mention.bytes = tokens.bytes(mention.tokens);
  mention.written = on_one_line(tokens.written(mention.tokens));
  std::uint32_t before = first;
  if (before > 0 && tokens[before - 1].folded == "." && tokens[before - 1].kind == TokenKind::sign) --before;
  mention.titled = before > 0 && tokens[first].line_breaks_before == 0 && titles.may_start(tokens[before - 1]) &&
                   titles.longest_at(tokens, before - 1).end >= before;
  mention.possessive = end < tokens.size() && tokens[end].kind == TokenKind::suffix &&
                       (tokens[end].folded == "'s" || tokens[end].folded == "'");
  const std::span<const Token> words = tokens.all().subspan(first, end - first);
  mention.lower_case =
      std::all_of(words.begin(), words.end(), [](const Token& t) { return t.capital == Capital::none; });
  const auto is_word = [](const Token& t) { return t.kind == TokenKind::word || t.kind == TokenKind::mixed; };
  mention.names_client = std::all_of(words.begin(), words.end(),
                                     [&](const Token& t) { return !is_word(t) || sorts.is(t, WordSort::client); });
  if (mention.candidates.empty() || mention.titled) return;
  if (end - first > 1 && mention.candidates.front().score >= 90 && !mention.lower_case) return;
  const bool everyday = std::all_of(words.begin(), words.end(), [&](const Token& t) {
    return !is_word(t) || sorts.is(t, WordSort::named) || sorts.is(t, WordSort::plain) || sorts.is(t, WordSort::trade);
  });
  const bool telling = std::any_of(words.begin(), words.end(), [&](const Token& t) {
    return sorts.is(t, WordSort::named_doubtful) ||
           (sorts.is(t, WordSort::plain) && !sorts.is(t, WordSort::first_name));
  });
  const bool article =
      first > 0 && tokens[first].line_breaks_before == 0 &&
      (tokens[first - 1].folded == "the" || tokens[first - 1].folded == "a" || tokens[first - 1].folded == "an");
  const bool mistyped = mention.candidates.front().fit == NameFit::one_letter_off;
  if (end - first == 1 && mistyped && mention.lower_case) mention.doubtful = true;
  if (!everyday) return;
  mention.doubtful = mention.lower_case || article || (telling && begins_sentence(tokens, first)) ||
                     tokens[first].capital == Capital::all;
}

void PeopleIndex::Names::give_to_stranger(const Tokens& tokens, PersonMention& mention) const {
  const NameFit fit = mention.candidates.front().fit;
  const bool first_only = fit == NameFit::first_name || fit == NameFit::nickname ||
                          (mention.tokens.size() == 1 && (fit == NameFit::alias || fit == NameFit::one_letter_off));
  if (!first_only) return;
  const std::uint32_t end = surname_run(tokens, sorts, mention.tokens.end);
  if (end == mention.tokens.end) return;
  mention.tokens.end = end;
  mention.candidates.clear();
}

std::optional<PersonMention> PeopleIndex::Names::stranger(const Tokens& tokens, std::uint32_t at) const {
  const NameRun run = name_run(tokens, sorts, at);
  if (run.end == at) return std::nullopt;
  PersonMention mention;
  mention.tokens = {at, run.end};
  mention.doubtful = run.doubtful;
  // "Bob Tanner" where the roster has Mike Tanner: another person, or Mike by a name we do not know
  if (run.words == 1 && run.end < tokens.size() && follows_by_a_space(tokens, run.end) &&
      tokens[run.end].capital != Capital::none) {
    if (const auto family = known(tokens, run.end); family && family->candidates.front().fit == NameFit::last_name) {
      mention.tokens.end = family->tokens.end;
      for (const PersonCandidate& candidate : family->candidates) {
        const std::vector<std::string> words = name_words(candidate.member->name);
        if (!words.empty() && words.front().front() == tokens[at].folded.front())
          mention.candidates.push_back({candidate.member, after_stranger_score, NameFit::last_name});
      }
    }
  }
  return mention;
}

PeopleIndex::PeopleIndex(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary)
    : names_(std::make_unique<Names>(world, lexicon, vocabulary)) {}
PeopleIndex::PeopleIndex(PeopleIndex&&) noexcept = default;
PeopleIndex& PeopleIndex::operator=(PeopleIndex&&) noexcept = default;
PeopleIndex::~PeopleIndex() = default;

std::vector<PersonMention> PeopleIndex::find(const Tokens& tokens) const {
  std::vector<PersonMention> out;
  for (std::uint32_t i = 0; i < tokens.size();) {
    const TokenKind kind = tokens[i].kind;
    if (kind != TokenKind::word && kind != TokenKind::mixed) {
      ++i;
      continue;
    }
    std::optional<PersonMention> mention = names_->known(tokens, i);
    if (mention) {
      names_->with_brackets(tokens, *mention);
      names_->give_to_stranger(tokens, *mention);
    } else {
      mention = names_->stranger(tokens, i);
    }
    if (!mention) {
      ++i;
      continue;
    }
    names_->describe(tokens, *mention);
    i = mention->tokens.end;
    out.push_back(std::move(*mention));
  }
  return out;
}

}  // namespace scc::extract
