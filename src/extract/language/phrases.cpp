#include "extract/language/phrases.h"

namespace scc::extract {
namespace {

/// A full stop after a word of at most so many letters may be that of an abbreviation.
constexpr std::size_t abbreviation_letters_max = 5;

/// More spaces between two words are the gap of a column.
constexpr std::uint32_t gap_max = 2;
/// A wrapped line of a list is indented by at most so much.
constexpr std::uint32_t indent_max = 6;

constexpr std::uint64_t key(std::uint32_t node, WordNumber word) {
  return (static_cast<std::uint64_t>(node) << 32) | word;
}

}  // namespace

bool within_reach(const Tokens& tokens, std::uint32_t at) {
  if (at == 0 || at >= tokens.size() || tokens[at].line_breaks_before > 1) return false;
  const std::uint32_t gap = tokens[at].range.begin - tokens[at - 1].range.end;
  return gap <= (tokens[at].line_breaks_before == 1 ? indent_max : gap_max);
}

std::uint32_t next_in_phrase(const Tokens& tokens, std::uint32_t at) {
  const std::uint32_t none = tokens.size();
  std::uint32_t next = at + 1;
  if (next < none && tokens[next].kind == TokenKind::sign) {
    const Token& sign = tokens[next];
    const bool hyphen = sign.folded == "-" && sign.joins;
    const bool stop = sign.folded == "." && sign.glued && tokens[at].kind != TokenKind::sign &&
                      tokens[at].folded.size() <= abbreviation_letters_max;
    if (hyphen || stop) ++next;
  }
  if (next >= none || !within_reach(tokens, next)) return none;
  return next;
}

std::uint32_t Phrases::child(std::uint32_t node, WordNumber word) const {
  return word == 0 ? 0 : deeper_[place_of(key(node, word))].node;
}

/// Where `key` stands, or the free place where it would.
std::size_t Phrases::place_of(std::uint64_t key) const {
  const std::size_t mask = deeper_.size() - 1;
  std::size_t at = (key * 0x9E3779B97F4A7C15ULL >> 32) & mask;
  while (deeper_[at].node != 0 && deeper_[at].key != key) at = (at + 1) & mask;
  return at;
}

void Phrases::put(Step step) {
  if (++steps_ * 2 > deeper_.size()) {
    std::vector<Step> before(deeper_.size() * 2);
    before.swap(deeper_);
    for (const Step& kept : before) {
      if (kept.node != 0) deeper_[place_of(kept.key)] = kept;
    }
  }
  deeper_[place_of(step.key)] = step;
}

void Phrases::add(std::string_view phrase, std::uint32_t meaning, Vocabulary& vocabulary) {
  const Tokens words(phrase, Vocabulary());
  std::uint32_t node = 0;
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < words.size(); i = next_in_phrase(words, i)) {
    if (words[i].kind == TokenKind::sign && words[i].folded == "." && i > 0) continue;
    const WordNumber word = vocabulary.add(words[i].folded);
    std::uint32_t next = 0;
    if (node == 0) {
      if (first_.size() <= word) first_.resize(word + 1, 0);
      next = first_[word];
    } else {
      next = child(node, word);
    }
    if (next == 0) {
      next = static_cast<std::uint32_t>(meanings_.size());
      meanings_.emplace_back();
      if (node == 0) {
        first_[word] = next;
      } else {
        put({key(node, word), next});
      }
    }
    node = next;
    if (++count == phrase_words_max) break;
  }
  if (node != 0) meanings_[node].push_back(meaning);
}

void Phrases::walk(const Tokens& tokens, std::uint32_t at, Substitute substitute, std::vector<Found>& found) const {
  const auto word = [&](std::uint32_t i) { return i == substitute.token ? substitute.word : tokens[i].word; };
  const WordNumber start = word(at);
  if (start >= first_.size()) return;
  std::uint32_t node = first_[start];
  for (std::uint32_t i = at; node != 0;) {
    for (const std::uint32_t meaning : meanings_[node]) found.push_back({{at, i + 1}, meaning});
    i = next_in_phrase(tokens, i);
    if (i >= tokens.size()) return;
    node = child(node, word(i));
  }
}

TokenRange Phrases::longest_at(const Tokens& tokens, std::uint32_t at) const {
  TokenRange longest{at, at};
  if (!may_start(tokens[at])) return longest;
  std::uint32_t node = first_[tokens[at].word];
  for (std::uint32_t i = at; node != 0;) {
    if (!meanings_[node].empty()) longest.end = i + 1;
    i = next_in_phrase(tokens, i);
    if (i >= tokens.size()) break;
    node = child(node, tokens[i].word);
  }
  return longest;
}

}  // namespace scc::extract
