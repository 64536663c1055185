#include "extract/person_lists.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// Words of a line that name nothing: "from", "the", "in place of".
constexpr std::uint32_t free_words_max = 3;

bool is_whole_line(const Sentence& sentence) {
  return sentence.starts_line && sentence.ends_line && !sentence.question;
}

std::uint32_t free_words(const Analysis& analysis, TokenRange range) {
  std::uint32_t free = 0;
  for (std::uint32_t i = range.first; i < range.end; ++i) free += analysis.tokens[i].kind == TokenKind::word ? 1 : 0;
  for (const Item& item : analysis.items_in(range)) {
    for (std::uint32_t i = item.tokens.first; i < item.tokens.end; ++i)
      free -= analysis.tokens[i].kind == TokenKind::word ? 1 : 0;
  }
  return free;
}

Who named(const Analysis& analysis, const Item& item) {
  const PersonMention& person = analysis.mentions.people[item.index];
  return {person.candidates, person.written};
}

/// "Rupert Kingsley" or "Rupert:", alone on a line.
std::optional<Claim> name_alone(const Analysis& analysis, const Sentence& sentence) {
  const std::vector<Item> items = analysis.items_in(sentence.tokens);
  if (!is_whole_line(sentence) || items.size() != 1 || items.front().kind != MentionKind::person) return std::nullopt;
  if (free_words(analysis, sentence.tokens) > 0) return std::nullopt;
  if (analysis.tokens[sentence.tokens.end - 1].folded == ",") return std::nullopt;  // "Dougal," is written to
  Claim claim;
  claim.who = named(analysis, items.front());
  claim.tokens = items.front().tokens;
  if (claim.who.candidates.empty()) return std::nullopt;
  return claim;
}

/// "- 23/05 Clémentine (in place of Sophie)": days, boats or clients, and nobody but who is replaced.
bool tells_charters(const Analysis& analysis, const Sentence& sentence, std::optional<Who>& replaced) {
  if (!is_whole_line(sentence) || free_words(analysis, sentence.tokens) > free_words_max) return false;
  bool charter = false;
  for (const Item& item : analysis.items_in(sentence.tokens)) {
    if (item.kind == MentionKind::person) {
      if (replaced || !analysis.has(Cue::instead_before, sentence.tokens)) return false;
      replaced = named(analysis, item);
    }
    charter = charter || item.kind == MentionKind::date || item.kind == MentionKind::client ||
              item.kind == MentionKind::vessel;
  }
  return charter;
}

}  // namespace

PersonLists::PersonLists(const std::vector<Passage>& passages, const LetterText& text, mail::Layer layer) {
  std::optional<Claim> leader;
  const Sentence* line = nullptr;
  bool charters_first = false;  // "Saturday / Ana / Sunday / Bo": there the days lead
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (passages[i].layer != layer || text.view(i) == nullptr) continue;
    const Analysis& analysis = *text.view(i);
    for (const Sentence& sentence : analysis.sentences) {
      std::optional<Who> replaced;
      if (auto name = name_alone(analysis, sentence)) {
        leader = std::move(name);
        line = &sentence;
      } else if (tells_charters(analysis, sentence, replaced)) {
        charters_first = charters_first || !leader;
        if (!leader || charters_first) continue;
        if (leading_.empty() || leading_.back() != line) leading_.push_back(line);
        Claim claim = *leader;
        claim.instead_of = std::move(replaced);
        led_.emplace(&sentence, std::move(claim));
      } else {
        leader.reset();
        charters_first = false;
      }
    }
  }
}

bool PersonLists::leads(const Sentence& sentence) const {
  return std::find(leading_.begin(), leading_.end(), &sentence) != leading_.end();
}

std::optional<Claim> PersonLists::claim_in(const Sentence& sentence) const {
  const auto at = led_.find(&sentence);
  return at == led_.end() ? std::nullopt : std::optional<Claim>(at->second);
}

}  // namespace scc::extract
