/// Misspelling: the words that a mistyped one may be, one letter off.
///
/// One letter off is one letter more, less, another, or two neighbours changed about. Only words
/// that nobody asked for are looked at (a word with a number is spelled as it is meant), and only
/// with the same first letter. A short word ("Wong") counts beside another one only, and with two
/// neighbours changed about only: "Angela Wnog" is she, "Angela Wang" is somebody else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/language/phrases.h"

namespace scc::extract {

inline constexpr std::size_t misspelled_letters_min = 4;
inline constexpr std::size_t misspelled_alone_letters_min = 5;
/// Longer words are not looked at: they are no names, and the work grows with the length.
inline constexpr std::size_t misspelled_letters_max = 24;

/// Whether two words are one letter off, or the same.
[[nodiscard]] bool one_letter_off(std::string_view a, std::string_view b);

class Misspellings {
 public:
  /// `folded` may be meant by words that are one letter off it.
  void add(std::string_view folded, WordNumber word);
  struct Meant {
    WordNumber word = 0;
    bool alone = false;  ///< long enough to count without another word
  };
  /// The words that `token` may be meant as; empty for a word that is known.
  [[nodiscard]] std::vector<Meant> of(const Token& token) const;
  /// Phrases that begin with token `at` when it, or one word after it, is mistyped.
  void starting_at(const Phrases& phrases, const Tokens& tokens, std::uint32_t at,
                   std::vector<Phrases::Found>& found) const;

 private:
  struct Word {
    std::string folded;
    WordNumber number = 0;
  };
  static constexpr int bits_log2 = 17;  ///< 16 KiB; a roster of a hundred fills a twentieth
  [[nodiscard]] static std::size_t bit_of(std::uint64_t hash) {
    return hash * 0x9E3779B97F4A7C15ULL >> (64 - bits_log2);
  }

  std::vector<Word> words_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>
      by_shorter_;  ///< hash of the word with a letter left out
  std::vector<std::uint64_t> maybe_ =
      std::vector<std::uint64_t>(1U << (bits_log2 - 6));  ///< a bit for each hash there is
};

}  // namespace scc::extract
