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

std::vector<Claim> same_crew_in(const Analysis& analysis, const Sentence& sentence, const CharterSearch& search,
                                const Operation& operation, const WhereOf& where_of) {
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::same_as || sentence.question) continue;
    const Clues target = clues_in(analysis, {sentence.tokens.first, hit.tokens.first});
    const Clues source = clues_in(analysis, {hit.tokens.end, sentence.tokens.end});
    const Found from = search.find({&source}, Instant{});
    if (source.empty() || from.verdict != Verdict::one || from.charters.size() != 1) return {};
    const Found to = where_of(target);
    std::vector<Claim> claims = crew_of(search.charter(from.charters.front()), operation);
    for (Claim& claim : claims) {
      claim.where = to;
      claim.doubt = doubt_in(analysis, sentence.tokens);
    }
    return claims;
  }
  return {};
}

}  // namespace scc::extract
