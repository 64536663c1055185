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

namespace {

std::string doubt_of(const Analysis& analysis, const CueHit& hit) {
  const std::string words(analysis.tokens.written(hit.tokens));
  if (hit.cue == Cue::tentative) return "\"" + words + "\" is not yet a decision";
  if (hit.cue == Cue::conditional) return "\"" + words + "\" makes it depend on something";
  if (hit.cue == Cue::hold) return "\"" + words + "\": the charter itself is not sure";
  return {};
}

/// The brackets around some words, both of them within the sentence; empty where there are none.
TokenRange brackets_about(const Analysis& analysis, TokenRange sentence, TokenRange words) {
  std::uint32_t open = words.first;
  while (open > sentence.first && analysis.tokens[open - 1].folded != "(" && analysis.tokens[open - 1].folded != ")")
    --open;
  std::uint32_t close = words.end;
  while (close < sentence.end && analysis.tokens[close].folded != ")" && analysis.tokens[close].folded != "(") ++close;
  if (open == sentence.first || analysis.tokens[open - 1].folded != "(") return {0, 0};
  if (close >= sentence.end || analysis.tokens[close].folded != ")") return {0, 0};
  return {open - 1, close + 1};
}

/// "Rolly has the wheel Dawn would like the cake out": the wish of somebody else, behind who the claim is about.
bool is_of_another(const Analysis& analysis, TokenRange sentence, TokenRange claim, const CueHit& hit) {
  if (hit.tokens.first < claim.end) return false;
  // Those who dictate set no marks: a condition behind somebody else's name is that one's.
  const auto words = analysis.tokens.all().subspan(sentence.first, sentence.size());
  constexpr std::size_t dictated_tokens_min = 20;
  const bool unmarked =
      words.size() >= dictated_tokens_min && std::count_if(words.begin(), words.end(), [](const Token& token) {
                                               return token.kind == TokenKind::sign && !token.joins;
                                             }) <= 1;
  const auto between = analysis.items_in({claim.end, hit.tokens.first});
  const auto others =
      std::count_if(between.begin(), between.end(), [](const Item& item) { return item.kind == MentionKind::person; });
  if (unmarked && others > 0 && (hit.cue == Cue::tentative || hit.cue == Cue::conditional)) return true;
  if (hit.cue != Cue::tentative) return false;
  const auto items = analysis.items_in({claim.end, hit.tokens.first});
  if (items.empty() || items.back().kind != MentionKind::person || items.back().tokens.end != hit.tokens.first)
    return false;
  // Nothing behind it that might be about the claim as well.
  const auto behind = analysis.items_in({hit.tokens.end, sentence.end});
  return std::none_of(behind.begin(), behind.end(), [](const Item& item) { return item.kind == MentionKind::role; });
}

}  // namespace

std::string doubt_about(const Analysis& analysis, TokenRange sentence, TokenRange claim) {
  for (const CueHit& hit : analysis.cues_in(doubt_reaches(analysis, sentence, claim))) {
    const TokenRange brackets = brackets_about(analysis, sentence, hit.tokens);
    const bool elsewhere = brackets.size() > 0 && !inside(claim, brackets) && claim.end != brackets.first;
    if (elsewhere || is_of_another(analysis, sentence, claim, hit)) continue;
    if (std::string doubt = doubt_of(analysis, hit); !doubt.empty()) return doubt;
  }
  return {};
}

std::string doubt_in(const Analysis& analysis, TokenRange sentence) {
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    if (std::string doubt = doubt_of(analysis, hit); !doubt.empty()) return doubt;
  }
  return {};
}

}  // namespace scc::extract
