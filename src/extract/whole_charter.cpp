#include "extract/whole_charter.h"

#include "extract/doubt.h"
#include "extract/sentence_signs.h"

namespace scc::extract {

namespace {

/// "brook is off", "the dog is not coming": what stands right before "is" is a word that no charter is called by.
bool of_something_else(const Analysis& analysis, TokenRange sentence, TokenRange cue) {
  const std::string_view verb = analysis.tokens[cue.first].folded;
  if (verb != "is" && verb != "are" && verb != "isn't" && verb != "aren't") return false;
  if (cue.first == sentence.first) return false;
  const std::uint32_t subject = cue.first - 1;
  const Token& token = analysis.tokens[subject];
  if (token.kind != TokenKind::word) return false;
  const auto items = analysis.items_in({sentence.first, cue.first});
  if (!items.empty() && items.back().tokens.end > subject && items.back().kind != MentionKind::role) return false;
  return !analysis.has(Cue::charter_word, {subject, cue.first});
}

/// "Levanter is cancelled, Sirocco and Mistral race": between commas, if that names a charter; else all of it.
TokenRange clause_of(const Analysis& analysis, TokenRange sentence, TokenRange cue) {
  const auto parts = [&](std::uint32_t i) {
    return analysis.tokens[i].folded == "," || analysis.tokens[i].folded == ";";
  };
  TokenRange clause = cue;
  while (clause.first > sentence.first && !parts(clause.first - 1)) --clause.first;
  while (clause.end < sentence.end && !parts(clause.end)) ++clause.end;
  const Clues own = clues_in(analysis, clause);
  return own.sure.clients.empty() && own.sure.vessels.empty() ? sentence : clause;
}

}  // namespace

std::vector<Claim> cancelled_in(const Analysis& analysis, const Sentence& sentence, const WhereOf& where_of) {
  if (sentence.question || analysis.has(Cue::not_cancel, sentence.tokens)) return {};
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::cancel) continue;
    if (somebody_before(analysis, sentence.tokens, hit.tokens.first)) return {};
    const auto behind = analysis.items_in({hit.tokens.end, hit.tokens.end + 1});
    if (!behind.empty() && behind.front().kind == MentionKind::person) continue;  // "Scrub Gwen"
    if (of_something_else(analysis, sentence.tokens, hit.tokens)) continue;
    if (in_closing_condition(analysis, sentence.tokens, hit.tokens.first)) continue;
    const Clues own = clues_in(analysis, clause_of(analysis, sentence.tokens, hit.tokens));
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
