/// Phrases: many phrases of one or more words, found in one pass over tokens.
///
/// Words match by their folded form. Between two words of a phrase a glued hyphen, the full stop
/// of an abbreviation ("1st. mate", "Capt. Gene") and one line break may stand; an empty line may
/// not. Adding is for the time of preparation, finding is const and for any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/language/token.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {

/// Of a phrase's words; what is longer is never found.
inline constexpr std::size_t phrase_words_max = 12;

class Phrases {
 public:
  /// The phrase's words become part of `vocabulary`. A phrase may be added with several meanings.
  void add(std::string_view phrase, std::uint32_t meaning, Vocabulary& vocabulary);

  struct Found {
    TokenRange tokens;
    std::uint32_t meaning = 0;
    auto operator<=>(const Found&) const = default;
  };
  /// Takes token `token` for another word than it has.
  struct Substitute {
    std::uint32_t token = 0;
    WordNumber word = 0;
  };
  /// Appends all phrases that begin with token `at`, the shorter before the longer; of one length as
  /// they were added.
  void starting_at(const Tokens& tokens, std::uint32_t at, std::vector<Found>& found) const {
    if (may_start(tokens[at])) walk(tokens, at, {at, tokens[at].word}, found);
  }
  void starting_at(const Tokens& tokens, std::uint32_t at, Substitute substitute, std::vector<Found>& found) const {
    walk(tokens, at, substitute, found);
  }
  /// The longest phrase that begins with token `at`; a range of no tokens when none does.
  [[nodiscard]] TokenRange longest_at(const Tokens& tokens, std::uint32_t at) const;
  /// Whether any phrase begins with this token's word.
  [[nodiscard]] bool may_start(const Token& token) const {
    return token.word != 0 && token.word < first_.size() && first_[token.word] != 0;
  }

 private:
  void walk(const Tokens& tokens, std::uint32_t at, Substitute substitute, std::vector<Found>& found) const;
  [[nodiscard]] std::uint32_t child(std::uint32_t node, WordNumber word) const;

  std::vector<std::vector<std::uint32_t>> meanings_ = std::vector<std::vector<std::uint32_t>>(1);  ///< by node
  std::vector<std::uint32_t> first_;  ///< by word: the node of a phrase's first word
  /// Node and word → node: open addressing, at most half full; a node of 0 is a free place.
  struct Step {
    std::uint64_t key = 0;
    std::uint32_t node = 0;
  };
  void put(Step step);
  [[nodiscard]] std::size_t place_of(std::uint64_t key) const;

  std::vector<Step> deeper_ = std::vector<Step>(64);  ///< a power of two
  std::size_t steps_ = 0;
};

/// Whether token `at` stands close enough behind the one before for one phrase: on the same line
/// without the gap of a column, or at the beginning of the next line.
[[nodiscard]] bool within_reach(const Tokens& tokens, std::uint32_t at);
/// The token that follows token `at` as the next word of a phrase would; `tokens.size()` when none does.
[[nodiscard]] std::uint32_t next_in_phrase(const Tokens& tokens, std::uint32_t at);

}  // namespace scc::extract
