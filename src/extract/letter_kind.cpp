#include "extract/letter_kind.h"

#include <algorithm>

#include "extract/sentence_signs.h"

namespace scc::extract {
namespace {

/// What a mail is about is said in its subject or in its first sentences.
constexpr std::size_t opening_sentences = 3;

std::string quoted(const Analysis& analysis, const CueHit& hit) {
  return "\"" + std::string(analysis.tokens.written(hit.tokens)) + "\"";
}

std::string reason_in(const Analysis& analysis, TokenRange range) {
  for (const CueHit& hit : analysis.cues_in(range)) {
    switch (hit.cue) {
      case Cue::chatter: return quoted(analysis, hit) + ": not a crew list";
      case Cue::training: return quoted(analysis, hit) + ": no charter";
      case Cue::past: return quoted(analysis, hit) + ": tells of what was";
      default: break;
    }
  }
  return {};
}

/// "Pax list 20/11", but "Guest list and crew": what is listed are no crew.
std::string guests_in(const Analysis& subject) {
  const TokenRange all{0, subject.tokens.size()};
  const auto items = subject.items_in(all);
  const bool crew = std::any_of(items.begin(), items.end(), [&](const Item& item) {
    return item.kind == MentionKind::role && subject.mentions.roles[item.index].word != RoleWord::verb;
  });
  if (crew) return {};
  for (const CueHit& hit : subject.cues_in(all)) {
    if (hit.cue == Cue::guest_list) return quoted(subject, hit) + ": guests, not crew";
  }
  return {};
}

std::string draft_in(const Analysis& analysis, TokenRange range) {
  for (const CueHit& hit : analysis.cues_in(range)) {
    const bool denied = hit.tokens.first > range.first && analysis.tokens[hit.tokens.first - 1].folded == "not";
    if (hit.cue == Cue::draft && !denied) return quoted(analysis, hit) + ": nothing of it is decided yet";
  }
  return {};
}

/// "Approved as Piotr has it": who wrote what stands below.
bool wrote_it(const Analysis& analysis, const Item& person) {
  if (person.tokens.first == 0) return false;
  const std::string_view before = analysis.tokens[person.tokens.first - 1].folded;
  return before == "as" || before == "per" || before == "like";
}

/// "Yes – do it.", and nothing more
bool grants_leave(const std::vector<const Analysis*>& fresh) {
  constexpr std::uint32_t tokens_max = 8;
  if (fresh.empty() || fresh.front()->tokens.size() > tokens_max) return false;
  const TokenRange all{0, fresh.front()->tokens.size()};
  return fresh.front()->has(Cue::yes, all) || fresh.front()->has(Cue::record, all);
}

/// "for the crew list, please": no role.
bool in_record(const Analysis& analysis, const Item& item) {
  return std::any_of(analysis.cues.begin(), analysis.cues.end(),
                     [&](const CueHit& hit) { return hit.cue == Cue::record && inside(item.tokens, hit.tokens); });
}

}  // namespace

LetterKind kind_of(const Analysis& subject, const std::vector<const Analysis*>& fresh, bool has_forwarded,
                   bool has_quoted) {
  LetterKind kind;
  kind.records_nothing = reason_in(subject, {0, subject.tokens.size()});
  if (kind.records_nothing.empty()) kind.records_nothing = guests_in(subject);
  kind.thanks = subject.has(Cue::thanks, {0, subject.tokens.size()});
  std::size_t seen = 0;
  bool record = false;
  bool below = false;
  bool people = false;
  bool roles = false;
  for (const Analysis* analysis : fresh) {
    for (const Sentence& sentence : analysis->sentences) {
      if (seen < opening_sentences && kind.records_nothing.empty()) {
        kind.records_nothing = reason_in(*analysis, sentence.tokens);
        if (kind.records_nothing.empty() && analysis->has(Cue::seating, sentence.tokens))
          kind.records_nothing = "guests and their seats, not crew";
      }
      if (!analysis->items_in(sentence.tokens).empty() || sentence.tokens.size() > 3) ++seen;
      kind.old_sheet = kind.old_sheet || analysis->has(Cue::old_sheet, sentence.tokens);
      if (kind.records_nothing.empty() && analysis->has(Cue::bulletin, sentence.tokens) &&
          !analysis->has(Cue::group_footer, sentence.tokens)) {
        const auto hits = analysis->cues_in(sentence.tokens);
        const auto bulletin =
            std::find_if(hits.begin(), hits.end(), [](const CueHit& hit) { return hit.cue == Cue::bulletin; });
        kind.records_nothing = quoted(*analysis, *bulletin) + ": sent to many";
      }
      if (sentence.question) continue;
      const auto items = analysis->items_in(sentence.tokens);
      // "Lock it in, only Ozzie instead of Lachie": an exception to what stands below.
      const bool exception =
          analysis->has(Cue::instead, sentence.tokens) && analysis->has(Cue::record, sentence.tokens);
      people = people || (!exception && std::any_of(items.begin(), items.end(), [&](const Item& item) {
                 return item.kind == MentionKind::person && !wrote_it(*analysis, item);
               }));
      // "Please enter hers, plus Shirin as second host": still what stands below.
      const bool handed_on = has_forwarded && analysis->has(Cue::record, sentence.tokens);
      roles = roles || (!handed_on && std::any_of(items.begin(), items.end(), [&](const Item& item) {
                return item.kind == MentionKind::role && !in_record(*analysis, item) &&
                       analysis->mentions.roles[item.index].word != RoleWord::common;  // "the crew for Saturday"
              }));
      if (kind.draft.empty()) kind.draft = draft_in(*analysis, sentence.tokens);
      record = record || analysis->has(Cue::record, sentence.tokens);
      below = below || analysis->has(Cue::below, sentence.tokens);
    }
  }
  kind.grants = has_quoted && !people && grants_leave(fresh);
  const bool reply = is_reply(subject);
  if (kind.draft.empty() && !reply) kind.draft = draft_in(subject, {0, subject.tokens.size()});
  if (below || record) kind.draft.clear();
  const bool asks =
      std::any_of(subject.sentences.begin(), subject.sentences.end(), [](const Sentence& s) { return s.question; });
  if (!reply && asks && !(people && roles) && kind.records_nothing.empty()) kind.records_nothing = "the subject asks";
  kind.takes_below = (below && (has_forwarded || has_quoted)) || (record && has_forwarded && !roles) ||
                     (record && has_quoted && !people);
  return kind;
}

std::string reason_of_reported(const std::vector<const Analysis*>& reported) {
  std::size_t seen = 0;
  for (const Analysis* analysis : reported) {
    for (const Sentence& sentence : analysis->sentences) {
      if (seen++ >= opening_sentences) return {};
      for (const CueHit& hit : analysis->cues_in(sentence.tokens)) {
        if (hit.cue == Cue::chatter) return quoted(*analysis, hit) + ": not a crew list";
      }
    }
  }
  return {};
}

bool asks_leave(const std::vector<const Analysis*>& quoted) {
  return std::any_of(quoted.begin(), quoted.end(),
                     [](const Analysis* analysis) { return analysis->has(Cue::may_i, {0, analysis->tokens.size()}); });
}

Sentence as_granted(const Analysis& analysis, Sentence sentence) {
  const bool granted = analysis.has(Cue::may_i, sentence.tokens) || analysis.has(Cue::confirm, sentence.tokens);
  sentence.question = !granted;
  return sentence;
}

}  // namespace scc::extract
