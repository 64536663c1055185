/// Lexicon: what the reader knows of languages, read from the data files that are built in.
///
/// The files beside this header say how people write: en.txt, de.txt, fr.txt, es.txt, it.txt,
/// el.txt, one per language, and names.txt. All languages are known at once, because a mail often
/// mixes them. A file is sections of lines:
///
///     [month 5]              what the lines below mean, and of which thing
///     may, ~mai              phrases, separated by commas; "~": only in company, never on its own
///     # a remark
///
/// `[cue NAME]` sections are free: any NAME, the same one in every language.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace scc::extract {

/// One phrase of a data file.
struct Entry {
  std::string section;  ///< "month"
  std::string subject;  ///< "5"
  std::string phrase;   ///< as written; compared folded
  bool weak = false;    ///< marked "~": another thing in most texts
  std::string file;     ///< "en.txt"
  int line = 0;
  bool operator==(const Entry&) const = default;
};

/// Errors (stop) name the file, the line and what would be right: unknown section, a subject that
/// the section does not take, a line before the first section, an empty phrase.
[[nodiscard]] Result<std::vector<Entry>> parse_language_file(std::string_view file, std::string_view text);

class Lexicon {
 public:
  /// All entries of a section ("month"), in the order of the files.
  [[nodiscard]] std::span<const Entry> section(std::string_view name) const;
  /// The names of the [cue …] sections, sorted.
  [[nodiscard]] std::vector<std::string> cues() const;

 private:
  friend Result<Lexicon> make_lexicon(std::vector<Entry> entries);
  std::vector<Entry> entries_;  ///< sorted by section, stably
};

Result<Lexicon> make_lexicon(std::vector<Entry> entries);
/// The built-in files. An error is a broken data file and names it.
Result<Lexicon> load_lexicon();

}  // namespace scc::extract
