/// Pairing: which person stands in which role in a stretch of text.
///
/// People write "Captain: Gene", "Gene - Capt", "Gene has it with Angela as 1st", "Deck: Fitz,
/// Cilla / Ray": all ways of setting a role beside names. Every grouping of neighbours is weighed by
/// what stands between them and by who is qualified for what; the heaviest wins. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/analysis.h"
#include "extract/claim.h"

namespace scc::extract {

/// A person or a role among the words.
struct Piece {
  bool is_role = false;
  TokenRange tokens;
  Who who;
  bool doubtful = false;  ///< a word that may be no name here
  bool pronoun = false;   ///< "me", "you", "she"
  bool possessive = false;
  bool owns_next = false;  ///< "Rube's hand": what stands right behind is no role of theirs
  std::vector<RoleCandidate> roles;
  RoleWord word = RoleWord::noun;
  bool plural = false;
};

struct Pair {
  std::size_t role = 0;             ///< index of a piece
  std::vector<std::size_t> people;  ///< indexes of pieces
  bool is_title = false;            ///< "Captain Haines": a way of naming him, not yet an assignment
};

struct Pairs {
  std::vector<Pair> pairs;
  std::vector<std::size_t> people;  ///< who stands beside no role
  std::vector<std::size_t> roles;   ///< beside nobody
};

inline constexpr std::size_t pieces_max = 400;

[[nodiscard]] Pairs pair(const Analysis& analysis, const std::vector<Piece>& pieces);

/// How well one of `roles` suits `who`: 1 qualified, 0 nobody knows, -1 not qualified.
[[nodiscard]] int suits(const Who& who, const std::vector<RoleCandidate>& roles);

}  // namespace scc::extract
