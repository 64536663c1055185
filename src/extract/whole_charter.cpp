#include "extract/whole_charter.h"

#include "extract/doubt.h"
#include "extract/sentence_signs.h"

namespace scc::extract {

std::vector<Claim> cancelled_in(const Analysis& analysis, const Sentence& sentence, const WhereOf& where_of) {
  if (sentence.question || analysis.has(Cue::not_cancel, sentence.tokens)) return {};
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::cancel) continue;
    if (somebody_before(analysis, sentence.tokens, hit.tokens.first)) return {};
    if (in_closing_condition(analysis, sentence.tokens, hit.tokens.first)) continue;
    const Clues own = clues_in(analysis, sentence.tokens);
    Claim claim;
    claim.act = Act::cancel;
    claim.tokens = hit.tokens;
    claim.where = where_of(own);
    claim.doubt = doubt_in(analysis, doubt_reaches(analysis, sentence.tokens, hit.tokens));
    if (own.empty() && claim.where.verdict != Verdict::one) return {};
    return {std::move(claim)};
  }
  return {};
}

}  // namespace scc::extract
