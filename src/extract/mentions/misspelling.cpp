#include "extract/mentions/misspelling.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// FNV-1a over the word without letter `left_out`.
std::uint64_t hash_without(std::string_view word, std::size_t left_out) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i == left_out) continue;
    hash = (hash ^ static_cast<unsigned char>(word[i])) * 1099511628211ULL;
  }
  return hash;
}

bool same_letters(std::string a, std::string_view other) {
  std::string b(other);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

bool one_letter_off(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i == a.size()) return true;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

void Misspellings::add(std::string_view folded, WordNumber word) {
  if (folded.size() < misspelled_letters_min || folded.size() > misspelled_letters_max || word == 0) return;
  if (folded.find_first_of("0123456789") != std::string_view::npos) return;
  if (std::any_of(words_.begin(), words_.end(),
                  [&](const Word& known) { return known.number == word && known.folded == folded; }))
    return;
  const auto index = static_cast<std::uint32_t>(words_.size());
  words_.push_back({std::string(folded), word});
  for (std::size_t left_out = 0; left_out <= folded.size(); ++left_out) {
    std::vector<std::uint32_t>& bucket = by_shorter_[hash_without(folded, left_out)];
    if (bucket.empty() || bucket.back() != index) bucket.push_back(index);
  }
}

std::vector<Misspellings::Meant> Misspellings::of(const Token& token) const {
  std::vector<Meant> out;
  if (token.word != 0 || token.kind != TokenKind::word) return out;
  const std::string_view typed = token.folded;
  if (typed.size() < misspelled_letters_min || typed.size() > misspelled_letters_max + 1) return out;
  for (std::size_t left_out = 0; left_out <= typed.size(); ++left_out) {
    const auto bucket = by_shorter_.find(hash_without(typed, left_out));
    if (bucket == by_shorter_.end()) continue;
    for (const std::uint32_t index : bucket->second) {
      const Word& word = words_[index];
      if (word.folded.front() != typed.front() || !one_letter_off(word.folded, typed)) continue;
      const bool alone = word.folded.size() >= misspelled_alone_letters_min;
      if (!alone && !same_letters(word.folded, typed)) continue;
      if (std::none_of(out.begin(), out.end(), [&](const Meant& m) { return m.word == word.number; }))
        out.push_back({word.number, alone});
    }
  }
  return out;
}

void Misspellings::starting_at(const Phrases& phrases, const Tokens& tokens, std::uint32_t at,
                               std::vector<Phrases::Found>& found) const {
  std::uint32_t mistyped = at;
  for (int words = 0; words < 3 && mistyped < tokens.size(); ++words) {
    if (words > 0 && !phrases.may_start(tokens[at])) return;
    if (tokens[mistyped].word == 0) {
      for (const Meant& meant : of(tokens[mistyped])) {
        const std::size_t before = found.size();
        phrases.starting_at(tokens, at, {mistyped, meant.word}, found);
        // what ends before the mistyped word needs no correction
        found.erase(std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                                   [&](const Phrases::Found& f) {
                                     return f.tokens.end <= mistyped || (!meant.alone && f.tokens.size() == 1);
                                   }),
                    found.end());
      }
      break;
    }
    mistyped = next_in_phrase(tokens, mistyped);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Phrases::Found& a, const Phrases::Found& b) { return a.tokens.end < b.tokens.end; });
}

}  // namespace scc::extract
