#include "extract/piece_marks.h"

namespace scc::extract {

std::uint32_t PieceMarks::next_person(std::size_t i) const {
  for (std::size_t k = i + 1; k < pieces_.size(); ++k) {
    // "comes from Venice in her place": a place
    const bool place = pieces_[k].doubtful && pieces_[k].who.candidates.empty() && pieces_[k].tokens.first > 0 &&
                       marks_.in_cue(Cue::from_charter, pieces_[k].tokens.first - 1);
    if (!pieces_[k].is_role && !pieces_[k].pronoun && !place) return pieces_[k].tokens.first;
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

bool PieceMarks::joins(std::size_t i) const {
  const auto end = marks_.cue_after(Cue::joins, pieces_[i].tokens.end, range_.end, 0);
  return end && pieces_[i + 1].tokens.first == *end;
}

Who PieceMarks::named_before(TokenRange here, const Who& who, const Who& spoken_of) const {
  for (std::size_t i = pieces_.size(); i > 0; --i) {
    const Piece& piece = pieces_[i - 1];
    if (!piece.is_role && piece.tokens.end <= here.first && is_another(piece.who, who)) return piece.who;
  }
  return is_another(spoken_of, who) ? spoken_of : Who{};
}

bool PieceMarks::bare_answer(std::size_t i) const {
  constexpr std::uint32_t tokens_max = 3;
  const TokenRange words = pieces_[i].tokens;
  return pieces_[i].pronoun && range_.size() <= tokens_max &&
         (marks_.stands_alone(words) || marks_.in_cue(Cue::takes, words.end) || marks_.in_cue(Cue::copula, words.end));
}

bool is_another(const Who& other, const Who& who) {
  return tells_who(other) && (other.candidates.empty() || who.candidates.empty() ||
                              other.candidates.front().member != who.candidates.front().member);
}

}  // namespace scc::extract
