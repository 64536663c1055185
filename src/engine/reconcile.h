/// Reconcile: does everything agree? Facts against stored crew, stored crew against calendar.
#pragma once

#include "engine/engine.h"

namespace scc::engine {

enum class DriftKind {
  crew_not_fold,      ///< the stored crew is not the fold of the facts
  block_missing,      ///< the event has no block though there is crew
  block_differs,      ///< the block shows another crew
  block_mangled,      ///< fences missing or doubled
  event_missing,      ///< the charter's event is gone
  event_unwritable,   ///< Google does not let its description change
  sail_differs,       ///< client, time, vessel or status differ from the event
  cancelled_by_mail,  ///< a mail says it is off, the calendar still has it
  outbox_waiting,     ///< a block is still to be written
};
[[nodiscard]] const char* to_string(DriftKind kind);

struct Drift {
  CharterId charter;
  DriftKind kind = DriftKind::block_differs;
  std::string store_says;
  std::string calendar_says;
  std::string cure;      ///< what heals it, for people
  bool healable = true;  ///< false: a person has to look
  bool operator==(const Drift&) const = default;
};

struct Agreement {
  std::size_t charters = 0;
  std::size_t agreeing = 0;
  std::vector<Drift> drifts;
};

/// Charters that start in [from, to). Reads only.
[[nodiscard]] Result<Agreement> check(Context& context, Calendar& calendar, Instant from, Instant to);
/// One charter.
[[nodiscard]] Result<Agreement> check_charter(Context& context, Calendar& calendar, const CharterId& id);
/// Heals what is healable (refold, rewrite, re-import) and checks again: what is left.
[[nodiscard]] Result<Agreement> heal(Context& context, Calendar& calendar, Instant from, Instant to);
[[nodiscard]] Result<Agreement> heal_charter(Context& context, Calendar& calendar, const CharterId& id);

}  // namespace scc::engine
