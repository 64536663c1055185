/// ClauseStanding: who of a clause's people stays, who leaves, and who comes in whose place. Pure.
#pragma once

#include <vector>

#include "extract/clause_reader.h"
#include "extract/piece_marks.h"

namespace scc::extract {

enum class Standing {
  in_play,
  spoken_of,  ///< "Filipa isn't sure": nothing is said of a place
  out,
  dismissed,  ///< "not Filipa"
  replaced,
  swapped,
};

inline constexpr std::size_t no_piece = static_cast<std::size_t>(-1);

/// All by the index of a piece.
struct Standings {
  std::vector<Standing> of;
  std::vector<std::size_t> successor;              ///< of who leaves: who comes
  std::vector<bool> either_way;                    ///< of who comes: it may be the other way round
  std::vector<bool> takes_over;                    ///< comes for the one who left, or was named, in an earlier clause
  std::vector<std::vector<RoleCandidate>> denied;  ///< "does not cook": the role that they are not in

  /// Whose successor a piece is.
  [[nodiscard]] std::size_t predecessor_of(std::size_t i) const;
};

[[nodiscard]] Standings standings_of(const Analysis& analysis, TokenRange range, const Setting& setting,
                                     const WordMarks& marks, const std::vector<Piece>& pieces);

}  // namespace scc::extract
