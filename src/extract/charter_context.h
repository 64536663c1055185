/// CharterContext: which charter a mail speaks of as it goes on.
///
/// Keeps what a reader keeps in mind: the subject, the headings that still hold, the question that is
/// answered, what was spoken of last, and the days that were named.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "extract/charter_search.h"

namespace scc::extract {

class CharterContext {
 public:
  CharterContext(const CharterSearch& search, Instant now) : search_(search), now_(now) {}

  void set_subject(Clues clues);
  /// What the sender says above a text that is somebody else's; empty when that ends.
  void set_said_above(Clues clues) { said_above_ = std::move(clues); }
  /// The charters of a text that the sender takes as their own word: what is said of it is about one of them.
  void set_reported(std::vector<std::size_t> charters) { reported_ = std::move(charters); }
  void answer(Clues question) { question_ = std::move(question); }
  /// Headings end, and so does what was spoken of.
  void begin();
  /// A heading ends those before it that name the same kind of thing.
  void open_heading(Clues clues);
  /// A boat alone only adds to what is spoken of.
  void speak_of(Clues clues);
  /// Whether anything said so far has a charter.
  [[nodiscard]] bool knows_a_charter() const {
    const Verdict verdict = search_.find(levels(nullptr), now_).verdict;
    return verdict != Verdict::none && verdict != Verdict::unknown;
  }
  [[nodiscard]] bool speaks_of_something() const { return !running_.empty(); }

  /// The clues of a stretch of text; "Saturday" is the Saturday that was named before, if one was.
  [[nodiscard]] Clues clues(const Analysis& analysis, TokenRange range);
  /// `own` first, then from near to far.
  [[nodiscard]] std::vector<const Clues*> levels(const Clues* own) const;
  [[nodiscard]] Found find(const Clues& own) const { return search_.find(levels(&own), now_); }
  /// What was spoken of before gives way to "the morning whale watch", if that is another charter.
  /// For people: which other charters bear some of the clues, and why they lost.
  [[nodiscard]] std::vector<std::string> rivals(const Clues& own, const Found& found) const {
    return search_.rivals(levels(&own), found, now_);
  }
  [[nodiscard]] Found place(const Clues& own);
  /// Without what was spoken of before it: the question that is answered, or else the subject.
  [[nodiscard]] Found place_of_question() const { return search_.find({&question_, &running_, &subject_}, now_); }
  [[nodiscard]] Found place_anywhere(const Clues& all) const { return search_.find({&all}, now_); }
  /// The same for "both" of those named, whatever hours stand beside them.
  [[nodiscard]] Found place_of_two(Clues all) const {
    all.both = all.two = true;
    all.faint.times.clear();
    return search_.find({&all}, now_);
  }

 private:
  /// "HERON", a boat, where the client of that name has sailed: the boat.
  void prefer_vessels(Clues& clues) const;
  void remember_days(const Clues& clues);
  /// The nearest days that were said, else those of what was found.
  [[nodiscard]] Clues days_about(const Found& found);
  [[nodiscard]] Clues day_of(const Found& found);
  [[nodiscard]] const DateMention* named_before(const DateMention& weekday);

  const CharterSearch& search_;
  Instant now_;
  Clues subject_;
  Clues said_above_;
  Clues question_;
  std::vector<std::size_t> reported_;
  Clues running_;  ///< the charter spoken of last
  std::deque<Clues> headings_;
  std::vector<Date> named_days_;      ///< in the order they were named
  std::deque<DateMention> as_named_;  ///< weekdays, read as those days
};

}  // namespace scc::extract
