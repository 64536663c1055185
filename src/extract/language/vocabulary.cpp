#include "extract/language/vocabulary.h"

#include <algorithm>

namespace scc::extract {

WordNumber Vocabulary::add(std::string_view folded) {
  if (const WordNumber known = find(folded)) return known;
  const WordNumber number = ++count_;
  numbers_.emplace(folded, number);
  if (folded.size() > 1 && folded.find('\'') != std::string_view::npos && folded.front() != '\'') {
    std::string bare(folded);
    std::erase(bare, '\'');
    numbers_.try_emplace(std::move(bare), number);
  }
  return number;
}

WordNumber Vocabulary::find(std::string_view folded) const {
  const auto found = numbers_.find(folded);
  return found == numbers_.end() ? 0 : found->second;
}

}  // namespace scc::extract
