#include "extract/mentions/vessels.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "extract/language/phrases.h"
#include "extract/mentions/misspelling.h"

namespace scc::extract {
namespace {

constexpr int name_score = 100;
constexpr int alias_score = 95;
constexpr int word_score = 80;
constexpr int misspelled_less = 15;

}  // namespace

struct VesselIndex::Words {
  struct Meaning {
    std::vector<VesselCandidate> candidates;
    bool all = false;
    bool common = false;  ///< a word of everyday use
  };
  std::vector<Meaning> meanings;
  Phrases phrases;
  Phrases articles;
  Misspellings misspellings;
};

VesselIndex::VesselIndex(const Operation& operation, const Lexicon& lexicon, Vocabulary& vocabulary)
    : words_(std::make_unique<Words>()) {
  std::set<std::string> plain;
  for (const std::string_view section : {"plain_word", "named_word", "article", "group", "part"}) {
    for (const Entry& entry : lexicon.section(section)) plain.insert(fold(entry.phrase));
  }
  std::set<std::string> articles;
  for (const Entry& entry : lexicon.section("article")) {
    articles.insert(fold(entry.phrase));
    words_->articles.add(entry.phrase, 0, vocabulary);
  }
  std::map<std::string, Words::Meaning> by_phrase;
  const auto put = [&](const std::string& phrase, const Vessel& vessel, int score) {
    Words::Meaning& meaning = by_phrase[phrase];
    for (VesselCandidate& known : meaning.candidates) {
      if (known.vessel != &vessel) continue;
      known.score = std::max(known.score, score);
      return;
    }
    meaning.candidates.push_back({&vessel, score});
  };
  for (const Vessel& vessel : operation.vessels) {
    const auto add = [&](const std::string& name, int score) {
      const std::string folded = fold(name);
      put(folded, vessel, score);
      const Tokens tokens(folded, vocabulary);
      std::vector<std::string> words;
      for (const Token& token : tokens.all()) {
        if (token.kind != TokenKind::sign && token.kind != TokenKind::suffix) words.emplace_back(token.folded);
      }
      if (words.size() > 1 && articles.contains(words.front()))
        put(std::string(trim(std::string_view(folded).substr(words.front().size()))), vessel, score - 10);
      if (words.size() < 2) return;
      for (const std::string& word : words) {
        const bool telling =
            word.size() > 2 && !articles.contains(word) && word.find_first_of("0123456789") == std::string::npos;
        if (telling) put(word, vessel, plain.contains(word) ? word_score - 25 : word_score);
      }
    };
    add(vessel.name, name_score);
    for (const std::string& alias : vessel.aliases) add(alias, alias_score);
  }
  for (const Entry& entry : lexicon.section("fleet")) {
    Words::Meaning& meaning = by_phrase[fold(entry.phrase)];
    meaning.all = true;
    meaning.candidates.clear();
    for (const Vessel& vessel : operation.vessels) meaning.candidates.push_back({&vessel, word_score});
  }
  for (auto& [phrase, meaning] : by_phrase) {
    meaning.common = plain.contains(phrase);
    std::stable_sort(meaning.candidates.begin(), meaning.candidates.end(),
                     [](const VesselCandidate& a, const VesselCandidate& b) { return a.score > b.score; });
    words_->phrases.add(phrase, static_cast<std::uint32_t>(words_->meanings.size()), vocabulary);
    if (!meaning.all) {
      const Tokens tokens(phrase, vocabulary);
      for (const Token& token : tokens.all()) words_->misspellings.add(token.folded, token.word);
    }
    words_->meanings.push_back(std::move(meaning));
  }
}
VesselIndex::VesselIndex(VesselIndex&&) noexcept = default;
VesselIndex& VesselIndex::operator=(VesselIndex&&) noexcept = default;
VesselIndex::~VesselIndex() = default;

std::vector<VesselMention> VesselIndex::find(const Tokens& tokens) const {
  std::vector<VesselMention> out;
  std::vector<Phrases::Found> found;
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < tokens.size();) {
    found.clear();
    words_->phrases.starting_at(tokens, i, found);
    int penalty = 0;
    if (found.empty()) {
      penalty = misspelled_less;
      words_->misspellings.starting_at(words_->phrases, tokens, i, found);
    }
    if (found.empty()) {
      ++i;
      continue;
    }
    const Phrases::Found& longest = found.back();
    const Words::Meaning& meaning = words_->meanings[longest.meaning];
    VesselMention mention;
    mention.tokens = longest.tokens;
    mention.candidates = meaning.candidates;
    mention.all = meaning.all;
    for (VesselCandidate& candidate : mention.candidates) candidate.score -= penalty;
    const bool small =
        std::all_of(tokens.all().begin() + longest.tokens.first, tokens.all().begin() + longest.tokens.end,
                    [](const Token& token) { return token.capital == Capital::none; });
    if (i > taken && tokens[i].line_breaks_before == 0 && words_->articles.may_start(tokens[i - 1]))
      mention.tokens.first = i - 1;
    mention.doubtful = !meaning.all && meaning.common && small && mention.tokens.first == i;
    mention.bytes = tokens.bytes(mention.tokens);
    i = taken = longest.tokens.end;
    out.push_back(std::move(mention));
  }
  return out;
}

}  // namespace scc::extract
