/// Vocabulary: folded words as small numbers, so that matching compares numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scc::extract {

/// 0 is "no word anybody asked for".
using WordNumber = std::uint32_t;

class Vocabulary {
 public:
  /// The number of a folded word, a new one when it has none yet. A word with an apostrophe ("don't")
  /// is found without it ("dont") as well, unless that is a word of its own already.
  WordNumber add(std::string_view folded);
  [[nodiscard]] WordNumber find(std::string_view folded) const;
  /// One more than the greatest number.
  [[nodiscard]] std::size_t size() const { return count_ + 1; }

 private:
  /// A way to write a word; a number of 0 is a free place.
  struct Spelling {
    std::string folded;
    std::uint32_t hash = 0;
    WordNumber number = 0;
  };
  [[nodiscard]] std::size_t place_of(std::string_view folded, std::uint32_t hash) const;
  void put(std::string folded, WordNumber number);

  std::vector<Spelling> table_;  ///< open addressing, a power of two, at most half full
  std::size_t spellings_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace scc::extract
