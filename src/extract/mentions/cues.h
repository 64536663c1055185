/// Cues: phrases of the data files' [cue …] sections, found in a text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/language/lexicon.h"
#include "extract/language/phrases.h"

namespace scc::extract {

struct CueMention {
  TokenRange tokens;
  TextRange bytes;
  std::uint16_t cue = 0;  ///< CueIndex::number_of
  bool weak = false;      ///< marked "?" in the data
};

class CueIndex {
 public:
  CueIndex(const Lexicon& lexicon, Vocabulary& vocabulary);

  /// In the order of the text. Of one cue the longest phrase only; different cues may overlap.
  [[nodiscard]] std::vector<CueMention> find(const Tokens& tokens) const;
  [[nodiscard]] std::optional<std::uint16_t> number_of(std::string_view cue) const;
  [[nodiscard]] std::string_view name_of(std::uint16_t cue) const { return names_[cue]; }

 private:
  std::vector<std::string> names_;
  Phrases phrases_;
};

}  // namespace scc::extract
