/// Vessels: which of the operator's boats a text names.
#pragma once

#include <memory>
#include <vector>

#include "domain/operation.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

struct VesselCandidate {
  const Vessel* vessel = nullptr;
  int score = 0;  ///< 0 to 100: name 100, alias 95, a distinctive word of the name 80, one letter off 70
  bool operator==(const VesselCandidate&) const = default;
};

struct VesselMention {
  TokenRange tokens;  ///< with the article before it: "the Queen"
  TextRange bytes;
  std::vector<VesselCandidate> candidates;  ///< best first
  /// "both boats", "all boats", "the whole fleet": candidates are all vessels, each with the same score.
  bool all = false;
  bool doubtful = false;  ///< written without capital and a common word ("star")
};

class VesselIndex {
 public:
  /// `operation` must outlive the index.
  VesselIndex(const Operation& operation, const Lexicon& lexicon, Vocabulary& vocabulary);
  VesselIndex(VesselIndex&&) noexcept;
  VesselIndex& operator=(VesselIndex&&) noexcept;
  VesselIndex(const VesselIndex&) = delete;
  VesselIndex& operator=(const VesselIndex&) = delete;
  ~VesselIndex();

  /// In the order of the text, not overlapping each other.
  [[nodiscard]] std::vector<VesselMention> find(const Tokens& tokens) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

}  // namespace scc::extract
