#include "extract/mentions/cues.h"

#include <algorithm>

namespace scc::extract {
namespace {

constexpr std::uint32_t weak_bit = 1;

}  // namespace

CueIndex::CueIndex(const Lexicon& lexicon, Vocabulary& vocabulary) {
  const auto entries = lexicon.section("cue");
  for (const Entry& entry : entries) names_.push_back(entry.subject);
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  for (const Entry& entry : entries) {
    const std::uint32_t weak = entry.alone == Alone::sure ? 0 : weak_bit;
    phrases_.add(entry.phrase, static_cast<std::uint32_t>(*number_of(entry.subject)) << 1 | weak, vocabulary);
  }
}

std::optional<std::uint16_t> CueIndex::number_of(std::string_view cue) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), cue);
  if (found == names_.end() || *found != cue) return std::nullopt;
  return static_cast<std::uint16_t>(found - names_.begin());
}

std::vector<CueMention> CueIndex::find(const Tokens& tokens) const {
  std::vector<CueMention> out;
  std::vector<std::uint32_t> taken(names_.size(), 0);  // by cue: where its last phrase ends
  std::vector<Phrases::Found> found;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    found.clear();
    phrases_.starting_at(tokens, i, found);
    for (auto longest = found.rbegin(); longest != found.rend(); ++longest) {
      const auto cue = static_cast<std::uint16_t>(longest->meaning >> 1);
      if (taken[cue] > i) continue;
      taken[cue] = longest->tokens.end;
      out.push_back({longest->tokens, tokens.bytes(longest->tokens), cue, (longest->meaning & weak_bit) != 0});
    }
  }
  return out;
}

}  // namespace scc::extract
