#include "extract/language/lexicon.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "extract/language/language_files.h"

namespace scc::extract {
namespace {

std::optional<int> number_of(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_number(std::string_view text, int least, int most) {
  const auto number = number_of(text);
  return number && *number >= least && *number <= most;
}

bool is_clock(std::string_view text) {
  return text.size() == 5 && text[2] == ':' && is_number(text.substr(0, 2), 0, 30) && is_number(text.substr(3), 0, 59);
}

bool is_holiday(std::string_view text) {
  if (text.starts_with("easter")) return is_number(text.substr(6), -60, 60);
  const auto parts = split(text, ' ');
  if (parts.size() == 3) {
    constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};
    return std::find(weekdays.begin(), weekdays.end(), parts[0]) != weekdays.end() && is_number(parts[1], -1, 5) &&
           is_number(parts[2], 1, 12);
  }
  return text.size() == 5 && parse_date("2024-" + std::string(text)).has_value();  // a leap year: 02-29 is a day
}

bool is_when(std::string_view text) {
  constexpr std::array<std::string_view, 28> all{
      "next",  "this", "last",      "ago",     "in",       "from",      "every",        "week",      "weeks", "weekend",
      "month", "rest", "fortnight", "days",    "years",    "day",       "oclock",       "at",        "to",    "and",
      "of",    "the",  "on",        "not_day", "not_time", "half_past", "quarter_past", "quarter_to"};
  return std::find(all.begin(), all.end(), text) != all.end();
}

bool is_name(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// What a section takes as its subject, and how that is said to people.
struct Section {
  std::string_view name;
  bool (*takes)(std::string_view subject);
  std::string_view right;
};
bool is_nothing(std::string_view text) {
  return text.empty();
}
constexpr std::array<Section, 22> sections{{
    {"month", [](std::string_view s) { return is_number(s, 1, 12); }, "1 to 12"},
    {"weekday", [](std::string_view s) { return is_number(s, 0, 6); }, "0 (Sunday) to 6"},
    {"day", [](std::string_view s) { return is_number(s, -31, 31); }, "a number of days"},
    {"number", [](std::string_view s) { return is_number(s, 1, 31); }, "1 to 31"},
    {"part",
     [](std::string_view s) {
       return s.size() == 11 && s[5] == '-' && is_clock(s.substr(0, 5)) && is_clock(s.substr(6));
     },
     "from when to when: 06:00-12:00"},
    {"clock", is_clock, "a time: 12:00"},
    {"half", [](std::string_view s) { return s == "am" || s == "pm"; }, "am or pm"},
    {"holiday", is_holiday, "07-04, easter+1 or monday 1 09"},
    {"when", is_when, "one of the words in lexicon.h"},
    {"title", is_nothing, "nothing"},
    {"role", is_name, "a kind of role: captain"},
    {"verb", is_name, "a kind of role: captain"},
    {"common", is_name, "a kind of role: captain"},
    {"group", is_nothing, "nothing"},
    {"occasion", is_nothing, "nothing"},
    {"article", is_nothing, "nothing"},
    {"fleet", is_nothing, "nothing"},
    {"nickname", is_nothing, "nothing"},
    {"named_word", is_nothing, "nothing"},
    {"first_name", is_nothing, "nothing"},
    {"kindred", is_name, "a kind of role: mate"},
    {"plain_word", is_nothing, "nothing"},
}};

Error broken(std::string_view file, int line, const std::string& what) {
  return {Remedy::stop, std::string(file) + ":" + std::to_string(line) + ": " + what};
}

/// "[month 5]" → section and subject.
Result<Entry> read_heading(std::string_view file, int line, std::string_view text) {
  if (!text.ends_with(']')) return broken(file, line, "a section's line ends with \"]\"");
  const std::string_view inside = trim(text.substr(1, text.size() - 2));
  const std::size_t space = inside.find(' ');
  Entry heading;
  heading.section = inside.substr(0, space);
  heading.subject = space == std::string_view::npos ? "" : trim(inside.substr(space));
  heading.file = file;
  if (heading.section == "cue") {
    if (is_name(heading.subject)) return heading;
    return broken(file, line, "[cue] takes a name of small letters: [cue tentative]");
  }
  const auto* found =
      std::find_if(sections.begin(), sections.end(), [&](const Section& s) { return s.name == heading.section; });
  if (found == sections.end()) {
    return broken(file, line, "there is no section [" + heading.section + "]; lexicon.h lists them");
  }
  if (!found->takes(heading.subject)) {
    return broken(file, line,
                  "[" + heading.section + "] takes " + std::string(found->right) + ", not \"" + heading.subject + "\"");
  }
  return heading;
}

}  // namespace

Result<std::vector<Entry>> parse_language_file(std::string_view file, std::string_view text) {
  std::vector<Entry> entries;
  std::optional<Entry> heading;
  int number = 0;
  if (!is_valid_utf8(text)) return broken(file, 1, "the file is not UTF-8");
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      auto read = read_heading(file, number, line);
      if (!read) return read.error();
      heading = std::move(read).value();
      continue;
    }
    if (!heading) return broken(file, number, "a phrase stands before the first [section]");
    for (std::string_view phrase : split(line, ',')) {
      phrase = trim(phrase);
      Entry entry = *heading;
      if (phrase.starts_with('?')) entry.alone = Alone::doubtful;
      if (phrase.starts_with('~')) entry.alone = Alone::nothing;
      if (entry.alone != Alone::sure) phrase = trim(phrase.substr(1));
      if (phrase.empty()) return broken(file, number, "a phrase is empty: take away the extra comma");
      entry.phrase = phrase;
      entry.line = number;
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

Lexicon::Lexicon(std::vector<Entry> entries) : entries_(std::move(entries)) {
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.section < b.section; });
}

std::span<const Entry> Lexicon::section(std::string_view name) const {
  const auto first = std::lower_bound(entries_.begin(), entries_.end(), name,
                                      [](const Entry& e, std::string_view n) { return e.section < n; });
  const auto end =
      std::upper_bound(first, entries_.end(), name, [](std::string_view n, const Entry& e) { return n < e.section; });
  return {first, end};
}

Result<Lexicon> load_lexicon() {
  std::vector<Entry> all;
  for (const LanguageFile& file : language_files()) {
    auto entries = parse_language_file(file.name, file.text);
    if (!entries) return entries.error();
    for (Entry& entry : *entries) all.push_back(std::move(entry));
  }
  return Lexicon(std::move(all));
}

}  // namespace scc::extract
