#include "extract/keyed_row.h"

#include <algorithm>

namespace scc::extract {
namespace {

/// "Same order: capt mate bait": a key has hardly a word beside its roles.
constexpr std::uint32_t free_words_max = 3;

bool is_slash(const Token& token) {
  return token.kind == TokenKind::sign && (token.folded == "/" || token.folded == "|");
}

}  // namespace

RowKey key_in(const Analysis& analysis, TokenRange sentence) {
  RowKey key;
  std::uint32_t covered = 0;
  bool charter = false;
  for (const Item& item : analysis.items_in(sentence)) {
    if (item.kind == MentionKind::person) return {};
    if (item.kind != MentionKind::role) {
      charter = true;
      covered += item.tokens.size();
      continue;
    }
    const RoleMention& role = analysis.mentions.roles[item.index];
    if (role.candidates.empty() || role.word != RoleWord::noun) return {};
    const bool repeated = std::any_of(key.begin(), key.end(), [&](const std::vector<RoleCandidate>& other) {
      return other.front().role == role.candidates.front().role;
    });
    if (repeated) return {};
    key.push_back(role.candidates);
    covered += item.tokens.size();
  }
  std::uint32_t words = 0;
  for (std::uint32_t i = sentence.first; i < sentence.end; ++i)
    words += analysis.tokens[i].kind == TokenKind::word || analysis.tokens[i].kind == TokenKind::mixed ? 1 : 0;
  const bool bare = words <= covered + free_words_max;
  // "Saturday: captain, mate and deck to come" is none.
  const auto words_of_row = analysis.tokens.all().subspan(sentence.first, sentence.size());
  const bool drawn = std::any_of(words_of_row.begin(), words_of_row.end(), is_slash);
  return key.size() >= 2 && bare && (drawn || !charter) && !analysis.has(Cue::open, sentence) ? key : RowKey{};
}

std::vector<KeyedPerson> keyed_row(const Analysis& analysis, TokenRange row, const std::vector<Piece>& pieces,
                                   const RowKey& key) {
  std::vector<KeyedPerson> out;
  const auto first = std::find_if(pieces.begin(), pieces.end(), [](const Piece& piece) { return !piece.is_role; });
  if (key.empty() || first == pieces.end()) return out;
  std::size_t cell = 0;
  std::size_t next = static_cast<std::size_t>(first - pieces.begin());
  std::vector<std::size_t> in_cell;
  const std::vector<RoleCandidate>* own = nullptr;
  const auto close = [&] {
    for (const std::size_t piece : in_cell) {
      if (cell < key.size()) out.push_back({piece, own != nullptr ? *own : key[cell]});
    }
    in_cell.clear();
    own = nullptr;
    ++cell;
  };
  std::uint32_t begin = first->tokens.first;
  for (const CueHit& hit : analysis.cues_in({row.first, begin})) {  // "nobody / Manny / T-Bone"
    if (hit.cue == Cue::open) begin = std::min(begin, hit.tokens.first);
  }
  for (std::uint32_t i = begin; i < row.end; ++i) {
    if (is_slash(analysis.tokens[i])) close();
    for (; next < pieces.size() && pieces[next].tokens.first == i; ++next) {
      if (pieces[next].is_role) {
        own = &pieces[next].roles;
      } else {
        in_cell.push_back(next);
      }
    }
  }
  close();
  if (cell != key.size()) out.clear();
  return out;
}

}  // namespace scc::extract
