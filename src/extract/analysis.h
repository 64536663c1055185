/// Analysis: one text with everything found in it: tokens, mentions, cues, sentences.
///
/// Texts are analysed once; whoever reads works on these. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/cue.h"
#include "extract/document.h"
#include "extract/mentions/find.h"

namespace scc::extract {

/// A mention that has the right to its words, in the order of the text.
struct Item {
  MentionKind kind = MentionKind::person;
  std::uint32_t index = 0;  ///< into the Mentions' list of its kind
  TokenRange tokens;
};

struct Sentence {
  TokenRange tokens;
  bool starts_line = false;  ///< nothing stands before it on its line
  bool ends_line = false;    ///< nothing stands behind it on its line
  bool question = false;
};

struct Analysis {
  const std::string* text = nullptr;
  Tokens tokens;
  Mentions mentions;
  std::vector<Item> items;   ///< without struck ones
  std::vector<Item> struck;  ///< people under strike-through
  std::vector<CueHit> cues;  ///< in the order of the text, without struck ones
  std::vector<Sentence> sentences;
  bool capitals = true;  ///< the writer uses capitals at all

  [[nodiscard]] std::vector<Item> items_in(TokenRange range) const;
  [[nodiscard]] std::vector<CueHit> cues_in(TokenRange range) const;
  [[nodiscard]] bool has(Cue cue, TokenRange range) const;
};

/// `text` must outlive the result.
[[nodiscard]] Analysis analyse(const std::string& text, const std::vector<mail::Range>& struck, const Finder& finder,
                               const CueReader& cues, const Date& today);

[[nodiscard]] inline bool inside(TokenRange inner, TokenRange outer) {
  return inner.first >= outer.first && inner.end <= outer.end;
}

}  // namespace scc::extract
