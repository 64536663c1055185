#include "extract/sentence_signs.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// A heading is a short line.
constexpr std::uint32_t heading_tokens_max = 24;
/// Of its words, those that name nothing: "gas up friday and have somebody look at the trim tab" is none.
constexpr std::uint32_t heading_free_words_max = 10;
constexpr std::uint32_t request_tokens_max = 2;

}  // namespace

/// "On Tuesday Gene wrote:"
bool introduces(const Analysis& analysis, const Sentence& sentence) {
  const auto tokens = analysis.tokens.all().subspan(sentence.tokens.first, sentence.tokens.size());
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::string_view quote = tokens[i + 1].folded;
    if (tokens[i].folded == ":" && (quote == "\"" || quote == "“" || quote == "«" || quote == "„") &&
        analysis.has(Cue::wrote, {sentence.tokens.first, sentence.tokens.first + static_cast<std::uint32_t>(i)}))
      return true;
  }
  return tokens.back().folded == ":" && (analysis.has(Cue::wrote, sentence.tokens) ||
                                         std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
                                           return token.kind == TokenKind::address;
                                         }));
}
bool has_question(const Analysis& analysis) {
  return std::any_of(analysis.sentences.begin(), analysis.sentences.end(),
                     [](const Sentence& s) { return s.question; });
}

bool is_heading(const Passage& passage, const Analysis& analysis, const Sentence& sentence) {
  if (!sentence.starts_line || !sentence.ends_line || sentence.question) return false;
  if (sentence.tokens.size() > heading_tokens_max) return false;
  bool tells = passage.kind == mail::PieceKind::heading;
  std::uint32_t free = 0;
  for (std::uint32_t i = sentence.tokens.first; i < sentence.tokens.end; ++i)
    free += analysis.tokens[i].kind == TokenKind::word ? 1 : 0;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind == MentionKind::person) return false;
    free -= std::min(free, item.tokens.size());
    tells = tells || item.kind != MentionKind::role;
  }
  const Token& last = analysis.tokens[sentence.tokens.end - 1];
  return tells && free <= heading_free_words_max && last.folded != "." && !analysis.has(Cue::cancel, sentence.tokens);
}

bool has_role(const Analysis& analysis, TokenRange range) {
  const auto items = analysis.items_in(range);
  return std::any_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::role; });
}

/// "Let me know by Friday": asks at its beginning, or with a question mark.
bool requests(const Analysis& analysis, const Sentence& sentence) {
  const auto hits = analysis.cues_in(sentence.tokens);
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::request && hit.tokens.first <= sentence.tokens.first + request_tokens_max;
  });
}

bool hangs_on_answer(const Analysis& analysis, const Sentence& sentence) {
  const auto hits = analysis.cues_in(sentence.tokens);
  return std::any_of(hits.begin(), hits.end(), [&](const CueHit& hit) {
    return hit.cue == Cue::you && std::any_of(hits.begin(), hits.end(), [&](const CueHit& before) {
             return before.cue == Cue::conditional && before.tokens.end == hit.tokens.first;
           });
  });
}

namespace {

/// "Our Nacho is off": a client's first name that somebody of the crew has as well.
bool names_crew_too(const Analysis& analysis, TokenRange tokens) {
  return std::any_of(analysis.mentions.people.begin(), analysis.mentions.people.end(),
                     [&](const PersonMention& person) {
                       return inside(person.tokens, tokens) && person.tokens.end == tokens.end &&
                              !person.candidates.empty() && is_exact(person.candidates.front().fit);
                     });
}

}  // namespace

/// Whether the nearest thing named before a word is a person.
bool somebody_before(const Analysis& analysis, TokenRange sentence, std::uint32_t token) {
  bool person = false;
  std::uint32_t nearest = 0;
  for (const Item& item : analysis.items_in(sentence)) {
    if (item.tokens.end <= token) {
      person = item.kind == MentionKind::person || names_crew_too(analysis, item.tokens);
      nearest = item.tokens.end;
    }
  }
  for (const CueHit& hit : analysis.cues_in(sentence)) {
    if (hit.tokens.first < token && hit.tokens.first >= nearest && (hit.cue == Cue::he || hit.cue == Cue::you))
      person = true;
  }
  return person;
}

bool is_reply(const Analysis& subject) {
  return subject.tokens.size() > 1 && subject.tokens[0].folded.size() <= 3 && subject.tokens[1].folded == ":";
}

bool takes_back(const Analysis& analysis, const Sentence& sentence) {
  for (const CueHit& hit : analysis.cues_in(sentence.tokens)) {
    if (hit.cue != Cue::undo) continue;
    const auto items = analysis.items_in({hit.tokens.end, std::min(hit.tokens.end + 3, sentence.tokens.end)});
    return std::none_of(items.begin(), items.end(), [](const Item& item) { return item.kind == MentionKind::person; });
  }
  return false;
}

}  // namespace scc::extract
