/// WordSorts: what a single word may be, so that a name is told from what is none.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/world.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"
#include "extract/language/vocabulary.h"

namespace scc::extract {

enum class WordSort : std::uint16_t {
  plain = 1,           ///< begins sentences and lines, no name
  named = 2,           ///< a name that is a word too
  named_doubtful = 4,  ///< … where even a capital at the start of a sentence does not tell
  first_name = 8,      ///< a common first name, or a nickname
  client = 16,         ///< a word of a client's name
  trade = 32,          ///< of a role, vessel, date, time, title or group
};

class WordSorts {
 public:
  WordSorts(const World& world, const Lexicon& lexicon, Vocabulary& vocabulary);
  [[nodiscard]] bool is(const Token& token, WordSort sort) const {
    return token.word < sorts_.size() && (sorts_[token.word] & static_cast<std::uint16_t>(sort)) != 0;
  }
  [[nodiscard]] bool is_any(const Token& token) const { return token.word < sorts_.size() && sorts_[token.word] != 0; }

 private:
  std::vector<std::uint16_t> sorts_;  ///< by word
};

}  // namespace scc::extract
