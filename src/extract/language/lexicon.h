/// Lexicon: what the reader knows of languages, read from the data files that are built in.
///
/// The files beside this header say how people write: en.txt, de.txt, fr.txt, es.txt, it.txt,
/// el.txt, no.txt, one per language, and names.txt. All languages are known at once, because a mail often
/// mixes them. A file is sections of lines:
///
///     # a remark
///     [month 5]      what the phrases below mean, and of which thing
///     ?may, ~mai     phrases, separated by commas; "?" marks one that is another word too and
///                    doubtful alone, "~" one that counts in company only ("Mai" beside a day)
///
/// | section | subject | phrases |
/// | --- | --- | --- |
/// | month | 1 to 12 | its names and abbreviations |
/// | weekday | 0 (Sunday) to 6 | its names and abbreviations |
/// | day | days from today: -1 | "yesterday" |
/// | number | 1 to 31 | "twelve", "twelfth" |
/// | part | 06:00-12:00 | "morning" |
/// | clock | 12:00 | "noon" |
/// | half | am, pm | "a.m.", "in the morning" after a clock time |
/// | holiday | 07-04, easter+1, monday 1 09 (the first Monday of September; -1: the last) | its names |
/// | when | next, this, rest… (`is_when` has them all) | words that make dates and times |
/// | title | – | "Miss", "Capt." |
/// | role, verb, common | the kind of role: captain | nouns; verbs; everyday words ("has it") |
/// | kindred | the kind of role: mate | kinds that "mate" may stand for where no role is of that kind |
/// | group | – | "party", "charter": what a client comes as |
/// | article | – | "the" |
/// | fleet | – | "both boats" |
/// | nickname | – | one group per line: "michael, mike, mick" |
/// | named_word | – | first and last names that are words: "will", "may" |
/// | first_name | – | common first names |
/// | plain_word | – | words that begin sentences and lines and are no names |
/// | cue | any name, the same in every language | phrases |
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::extract {

/// What a phrase is worth without company.
enum class Alone : std::uint8_t { sure, doubtful, nothing };

/// One phrase of a data file.
struct Entry {
  std::string section;  ///< "month"
  std::string subject;  ///< "5"
  std::string phrase;   ///< as written; compared folded
  Alone alone = Alone::sure;
  std::string file;  ///< "en.txt"
  int line = 0;      ///< a nickname group is the phrases of one line
  bool operator==(const Entry&) const = default;
};

/// Errors (stop) name the file, the line and what would be right: an unknown section, a subject that
/// the section does not take, a phrase before the first section, an empty phrase.
[[nodiscard]] Result<std::vector<Entry>> parse_language_file(std::string_view file, std::string_view text);

class Lexicon {
 public:
  explicit Lexicon(std::vector<Entry> entries);
  /// All entries of a section ("month"), in the order of the files.
  [[nodiscard]] std::span<const Entry> section(std::string_view name) const;

 private:
  std::vector<Entry> entries_;  ///< sorted by section, stably
};

/// The built-in files. An error is a broken data file.
[[nodiscard]] Result<Lexicon> load_lexicon();

}  // namespace scc::extract
