#include "extract/doubt.h"

#include <algorithm>

namespace scc::extract {

TokenRange doubt_reaches(const Analysis& analysis, TokenRange sentence, TokenRange claim) {
  TokenRange reach = sentence;
  const auto limit = [&](std::uint32_t at) {
    if (at < claim.first) {
      reach.first = std::max(reach.first, at + 1);
    } else if (at >= claim.end) {
      reach.end = std::min(reach.end, at);
    }
  };
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    if (hit.cue == Cue::but) limit(hit.tokens.first);
  }
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i) {
    if (analysis.tokens[i].folded == ";") limit(i);
  }
  return reach;
}

bool in_closing_condition(const Analysis& analysis, TokenRange sentence, std::uint32_t token) {
  for (const CueHit& hit : analysis.cues_in({sentence.first, token})) {
    if (hit.cue != Cue::conditional || hit.tokens.first == sentence.first) continue;
    const bool ends =
        std::none_of(analysis.tokens.all().begin() + hit.tokens.end, analysis.tokens.all().begin() + token,
                     [](const Token& it) { return it.folded == "," || it.folded == ";"; });
    const auto before = analysis.items_in({sentence.first, hit.tokens.first});
    const bool follows_somebody =
        std::any_of(before.begin(), before.end(), [](const Item& item) { return item.kind == MentionKind::person; });
    if (ends && follows_somebody) return true;
  }
  return false;
}

std::string doubt_in(const Analysis& analysis, TokenRange sentence) {
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    const std::string words(analysis.tokens.written(hit.tokens));
    if (hit.cue == Cue::tentative) return "\"" + words + "\" is not yet a decision";
    if (hit.cue == Cue::conditional) return "\"" + words + "\" makes it depend on something";
    if (hit.cue == Cue::hold) return "\"" + words + "\": the charter itself is not sure";
  }
  return {};
}

}  // namespace scc::extract
