/// Sync: one whole run: import the calendar, take in mail, dispatch blocks; health recorded.
#pragma once

#include "engine/dispatch.h"
#include "engine/import_calendar.h"
#include "engine/intake.h"

namespace scc::engine {

struct SyncReport {
  ImportReport calendar;
  IntakeReport mail;
  DispatchReport outbox;
  /// A step that failed does not stop the others: what failed, with its remedy.
  std::vector<std::pair<std::string, Error>> failures;
};

/// Error (retry) when another worker holds the lease "sync"; otherwise a report.
[[nodiscard]] Result<SyncReport> sync(Context& context, Mailbox& mailbox, Calendar& calendar, const std::string& worker,
                                      Reread reread = Reread::nothing);

}  // namespace scc::engine
