/// TrialRun: what a sync would do, done for real on a copy: a copy of the store, and a calendar
/// whose writes stay in memory.
///
/// Rationale: a first run decides mails by the charters that its own import finds; without a place
/// to put them a dry run would decide otherwise than the run it announces.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/sync.h"
#include "session.h"

namespace scc::app {

/// Reads the real calendar; keeps writes to itself. One thread.
class TrialCalendar final : public Calendar {
 public:
  explicit TrialCalendar(Calendar& real) : real_(real) {}
  Result<EventPage> changes(const std::string& cursor, const std::string& page) override;
  Result<std::optional<CalendarEvent>> event(const EventId& id) override;
  Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                          const std::string& if_match) override;

 private:
  Calendar& real_;
  std::map<EventId, CalendarEvent> written_;
};

/// Changes nothing that lasts.
[[nodiscard]] Result<engine::SyncReport> try_sync(Session& session, engine::Reread reread);

}  // namespace scc::app
