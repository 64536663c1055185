#include "extract/mentions/misspelling.h"

#include <algorithm>
#include <array>

namespace scc::extract {
namespace {

/// Hashes of a word without each of its letters in turn, each in one step: a polynomial in the letters, so
/// that what stands before and behind the one left out is added up.
class ShorterForms {
 public:
  explicit ShorterForms(std::string_view word) : word_(word) {
    std::uint64_t power = 1;
    for (std::size_t i = word.size(); i-- > 0; power *= base) {
      behind_[i] = value(i) * power + behind_[i + 1];
      power_[i] = power;
    }
  }
  /// To be asked for in turn, from the first letter to one past the last, which is the whole word.
  std::uint64_t without(std::size_t left_out) {
    if (left_out == word_.size()) return behind_[0];
    const std::uint64_t hash = before_ * power_[left_out] + behind_[left_out + 1];
    before_ = before_ * base + value(left_out);
    return hash;
  }

 private:
  static constexpr std::uint64_t base = 1099511628211ULL;  // of FNV-1a: odd, and spreads letters well
  [[nodiscard]] std::uint64_t value(std::size_t i) const { return static_cast<unsigned char>(word_[i]) + 1U; }

  std::string_view word_;
  std::array<std::uint64_t, misspelled_letters_max + 2> behind_{};
  std::array<std::uint64_t, misspelled_letters_max + 1> power_{};
  std::uint64_t before_ = 0;
};

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
  ShorterForms forms(folded);
  for (std::size_t left_out = 0; left_out <= folded.size(); ++left_out) {
    const std::uint64_t hash = forms.without(left_out);
    maybe_[bit_of(hash) / 64] |= 1ULL << bit_of(hash) % 64;
    std::vector<std::uint32_t>& bucket = by_shorter_[hash];
    if (bucket.empty() || bucket.back() != index) bucket.push_back(index);
  }
}

std::vector<Misspellings::Meant> Misspellings::of(const Token& token) const {
  std::vector<Meant> out;
  if (token.word != 0 || token.kind != TokenKind::word) return out;
  const std::string_view typed = token.folded;
  if (typed.size() < misspelled_letters_min || typed.size() > misspelled_letters_max + 1) return out;
  ShorterForms forms(typed);
  for (std::size_t left_out = 0; left_out <= typed.size(); ++left_out) {
    const std::uint64_t hash = forms.without(left_out);
    if ((maybe_[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1) == 0) continue;
    const auto bucket = by_shorter_.find(hash);
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
