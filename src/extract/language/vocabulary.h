/// Vocabulary: folded words as small numbers, so that matching compares numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

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
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  std::unordered_map<std::string, WordNumber, Hash, std::equal_to<>> numbers_;
  std::uint32_t count_ = 0;
};

}  // namespace scc::extract
