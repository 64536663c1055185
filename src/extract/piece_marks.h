/// PieceMarks: what stands before and behind the people of a clause. Pure.
#pragma once

#include <vector>

#include "extract/pairing.h"
#include "extract/word_marks.h"

namespace scc::extract {

/// Whether `other` tells of somebody who is not `who`.
[[nodiscard]] bool is_another(const Who& other, const Who& who);

class PieceMarks {
 public:
  /// All that is given must outlive it.
  PieceMarks(const WordMarks& marks, const std::vector<Piece>& pieces, TokenRange range)
      : marks_(marks), pieces_(pieces), range_(range) {}

  /// Where the next person begins, or the clause ends.
  [[nodiscard]] std::uint32_t next_person(std::size_t i) const;
  [[nodiscard]] std::uint32_t previous_person_end(std::size_t i) const;
  /// Whether a cue stands behind the person, before the next one, at most `words_max` words away.
  [[nodiscard]] bool follows(std::size_t i, Cue cue, std::uint32_t words_max) const;
  /// Who was named last before `here` and is not `who`: in the clause, else `spoken_of`; nobody if none.
  [[nodiscard]] Who named_before(TokenRange here, const Who& who, const Who& spoken_of) const;
  /// "Sophie joins her": the next of the people is whom this one joins.
  [[nodiscard]] bool joins(std::size_t i) const;
  /// "I do.", "Me.": a pronoun and hardly a word beside it.
  [[nodiscard]] bool bare_answer(std::size_t i) const;
  [[nodiscard]] bool precedes(std::size_t i, Cue cue, std::uint32_t words_max) const;

 private:
  const WordMarks& marks_;
  const std::vector<Piece>& pieces_;
  TokenRange range_;
};

}  // namespace scc::extract
