/// Times: which time of day a text speaks of.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/time.h"
#include "extract/language/lexicon.h"
#include "extract/language/token.h"

namespace scc::extract {

enum class TimeForm : std::uint8_t {
  clock,       ///< "2pm", "14:00", "noon": one time
  clock_half,  ///< "2:30", "the 2 o'clock": before or after noon isn't said
  part,        ///< "morning", "am", "sunset": a window
};

struct TimeMention {
  TokenRange tokens;
  TextRange bytes;
  TimeForm form = TimeForm::clock;
  /// clock, clock_half: the time (for clock_half the likelier half of the day); part: from when …
  int from_minutes = 0;  ///< since midnight
  /// … to when: the end of "2-5pm", else of the window; -1 when only a start is said.
  int to_minutes = -1;
  bool weak = false;  ///< a bare number or word that needs company: "the 2", "am" in a sentence
};

/// How well a start of day fits, 0 (not at all) to 100 (to the minute). A range fits by its start; a
/// window fits when the start is inside.
[[nodiscard]] int fit_of(const TimeMention& mention, const TimeOfDay& start);

class TimeFinder {
 public:
  TimeFinder(const Lexicon& lexicon, Vocabulary& vocabulary);
  TimeFinder(TimeFinder&&) noexcept;
  TimeFinder& operator=(TimeFinder&&) noexcept;
  TimeFinder(const TimeFinder&) = delete;
  TimeFinder& operator=(const TimeFinder&) = delete;
  ~TimeFinder();

  /// In the order of the text, not overlapping each other.
  [[nodiscard]] std::vector<TimeMention> find(const Tokens& tokens) const;

 private:
  struct Words;
  std::unique_ptr<Words> words_;
};

}  // namespace scc::extract
