/// PersonLists: lists that name somebody and, line by line below, where they sail. Pure.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "extract/claim.h"
#include "extract/document.h"
#include "extract/letter_text.h"

namespace scc::extract {

class PersonLists {
 public:
  /// Of the passages of one layer; `text` must outlive it.
  PersonLists(const std::vector<Passage>& passages, const LetterText& text, mail::Layer layer);

  /// A line that is nothing but a name, with lines of charters below.
  [[nodiscard]] bool leads(const Sentence& sentence) const;
  /// What a line of charters below a name says: without a place and without evidence.
  [[nodiscard]] std::optional<Claim> claim_in(const Sentence& sentence) const;

 private:
  std::vector<const Sentence*> leading_;
  std::map<const Sentence*, Claim> led_;
};

}  // namespace scc::extract
