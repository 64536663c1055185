/// Health: when each source last succeeded, and whether that is too long ago.
///
/// Absence of success is the alarm, not the presence of an error.
#pragma once

#include "engine/engine.h"

namespace scc::engine {

struct SourceHealth {
  std::string source;  ///< "mail", "calendar", "outbox"
  bool well = true;
  bool partly = false;  ///< not well, but only single things of it wait for a person
  std::optional<Instant> last_success;
  Instant expected_by;   ///< the next success is due by then
  std::string problem;   ///< "" when well
  std::string cure;      ///< the one command or button that heals
  std::string progress;  ///< of a long reading under way: "3200 of 10000"; "" otherwise
  bool operator==(const SourceHealth&) const = default;
};

struct Health {
  bool well = true;
  std::vector<SourceHealth> sources;
  std::size_t outbox_waiting = 0;
  std::size_t reviews_open = 0;
  Instant at;
};

/// What one attempt of a source came to.
struct Attempt {
  std::string source;
  std::optional<Error> failure;
};
/// Written down after each run, and in the middle of a long one.
[[nodiscard]] Outcome record_attempts(Context& context, const std::vector<Attempt>& attempts);
/// How far a long reading has come; record_attempts of its success ends it.
[[nodiscard]] Outcome note_progress(Context& context, const std::string& source, std::size_t done, std::size_t total);

/// `patience`: how long a source may go without success. One that only a person can heal (somebody
/// has to sign in again, a setting is wrong) is not well at once.
[[nodiscard]] Result<Health> health(Context& context, Duration patience);

}  // namespace scc::engine
