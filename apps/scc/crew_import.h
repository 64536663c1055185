/// CrewImport: puts a roster into the store. `scc crew import` and `scc demo` use it.
#pragma once

#include "crew_file.h"
#include "session.h"

namespace scc::app {

/// Commits the change in as many transactions as it needs; doing it again changes nothing.
[[nodiscard]] Outcome change_crew(Session& session, const CrewChange& change);
/// The file against the roster of the store.
[[nodiscard]] Result<CrewChange> read_crew_change(Session& session, const std::string& path, Absent absent);

}  // namespace scc::app
