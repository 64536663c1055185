/// ClausePieces: the people and roles of a clause, with "me", "you" and "she" taken for whom they mean.
#pragma once

#include <vector>

#include "extract/clause_reader.h"
#include "extract/pairing.h"
#include "extract/word_marks.h"

namespace scc::extract {

/// In the order of the text.
[[nodiscard]] std::vector<Piece> pieces_of(const Analysis& analysis, TokenRange range, const Setting& setting,
                                           const WordMarks& marks);

}  // namespace scc::extract
