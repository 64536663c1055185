#include "extract/piece_marks.h"

namespace scc::extract {

std::uint32_t PieceMarks::next_person(std::size_t i) const {
  for (std::size_t k = i + 1; k < pieces_.size(); ++k) {
    if (!pieces_[k].is_role && !pieces_[k].pronoun) return pieces_[k].tokens.first;
  }
  return range_.end;
}

std::uint32_t PieceMarks::previous_person_end(std::size_t i) const {
  for (std::size_t k = i; k > 0; --k) {
    if (!pieces_[k - 1].is_role && !pieces_[k - 1].pronoun) return pieces_[k - 1].tokens.end;
  }
  return range_.first;
}

bool PieceMarks::follows(std::size_t i, Cue cue, std::uint32_t words_max) const {
  return marks_.cue_after(cue, pieces_[i].tokens.end, next_person(i), words_max).has_value();
}

bool PieceMarks::precedes(std::size_t i, Cue cue, std::uint32_t words_max) const {
  return marks_.cue_before(cue, pieces_[i].tokens.first, previous_person_end(i), words_max);
}

}  // namespace scc::extract
