/// Question: what a quoted question is about, for whoever answers it. Pure.
#pragma once

#include <vector>

#include "extract/charter_search.h"
#include "extract/claim.h"
#include "extract/document.h"
#include "extract/letter_text.h"

namespace scc::extract {

struct Question {
  Clues clues;                       ///< without those of "On Tuesday Gene wrote:"
  std::vector<RoleCandidate> topic;  ///< the role that is asked for
};

[[nodiscard]] Question question_in(const Analysis& analysis);
/// Everybody who is named.
[[nodiscard]] std::vector<Who> people_in(const Analysis& analysis);

/// "It's Elspeth." on top of a reply: the first sentence is a bare name.
[[nodiscard]] bool is_short_answer(const Analysis& analysis);
/// Whether something about a role is asked, or weighed between two.
[[nodiscard]] bool leaves_open(const Analysis& analysis);
/// "Yes", "You are indeed"
[[nodiscard]] bool says_yes(const Analysis& answer);
/// What a yes to a question makes of those it names, of "you" (`answers`) and of "I" (`asks`); no charter yet.
[[nodiscard]] std::vector<Claim> accepted(const Analysis& question, const Analysis& answer,
                                          const std::vector<RoleCandidate>& topic, const Who& answers, const Who& asks);

/// What the quoted text asks, and which of it a fresh stretch answers.
class QuotedQuestions {
 public:
  /// Both must outlive it.
  QuotedQuestions(const std::vector<Passage>& passages, const LetterText& text);

  /// The quoted passage that a fresh one answers: the one right above it; for the `first` of all, any that asks.
  [[nodiscard]] std::optional<std::size_t> answered_by(std::size_t passage, bool first) const;
  /// "2 yep Shaz" answers the second of the quoted items, and so does the second item of a list of answers.
  [[nodiscard]] const Analysis* answered_by_number(std::size_t passage, const Sentence& sentence) const;
  /// "Sophie for the first": the item of that number, if at least two are listed.
  [[nodiscard]] const Analysis* item(Clues::Turn turn) const;
  /// What tells the charter in the quoted text as a whole.
  [[nodiscard]] const Clues& clues() const { return clues_; }

 private:
  const std::vector<Passage>& passages_;
  const LetterText& text_;
  std::vector<const Analysis*> items_;
  Clues clues_;
};

}  // namespace scc::extract
