/// ImportEvent: one calendar event into the store, with what people did to our block in it.
#pragma once

#include "engine/block_view.h"
#include "engine/ledger.h"

namespace scc::engine {

struct EventImport {
  enum class Charter { unchanged, fresh, changed, cancelled } charter = Charter::unchanged;
  bool block_edit = false;  ///< a review item or facts were made of it
  bool problem = false;     ///< a review item was made of it
  std::vector<std::string> notes;
};

/// Does nothing for an event whose etag the store has seen. One transaction, so a kill leaves the
/// event either as new as before or dealt with.
[[nodiscard]] Result<EventImport> import_event(Context& context, const CalendarEvent& event);

/// "<event id>@<etag>": one item for one state of one event.
[[nodiscard]] ReviewId review_id_of(const CalendarEvent& event);

/// A review item that says what keeps us from writing into this event.
[[nodiscard]] ReviewItem problem_review(Context& context, const CalendarEvent& event, const CharterId& charter,
                                        std::string why, std::string text);

/// The charter of the store whose event is gone from the calendar is off.
[[nodiscard]] Outcome cancel_vanished(Context& context, const CharterId& charter);

}  // namespace scc::engine
