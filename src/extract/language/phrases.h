/// Phrases: many phrases of one or more words, found in one pass over tokens.
///
/// Words match by their folded form. Between two words of a phrase a glued hyphen, the full stop
/// of an abbreviation ("1st. mate", "Capt. Gene") and one line break may stand; an empty line may
/// not. Adding is for the time of preparation, finding is const and for any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/language/token.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {

class Phrases {
 public:
  /// The phrase's words become part of `vocabulary`. A phrase may be added with several meanings.
  void add(std::string_view phrase, std::uint32_t meaning, Vocabulary& vocabulary);

  struct Found {
    TokenRange tokens;
    std::uint32_t meaning = 0;
    auto operator<=>(const Found&) const = default;
  };
  /// All phrases that begin with token `at`, the longest first; within a length, as they were added.
  void starting_at(const Tokens& tokens, std::uint32_t at, std::vector<Found>& found) const;
  /// All meanings of the longest phrase that begins with token `at`; empty when none does.
  void longest_at(const Tokens& tokens, std::uint32_t at, std::vector<Found>& found) const;

 private:
  struct Node {
    std::vector<std::uint32_t> meanings;
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, WordNumber word) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<std::uint32_t> first_;                         ///< by word: the node of a phrase's first word
  std::unordered_map<std::uint64_t, std::uint32_t> deeper_;  ///< node and word → node
};

/// Where word `at` is followed by another one as within a phrase; `tokens.size()` when by none.
[[nodiscard]] std::uint32_t next_word(const Tokens& tokens, std::uint32_t at);

}  // namespace scc::extract
