/// SyncReport for people: what a run read, decided and wrote.
#pragma once

#include "engine/sync.h"
#include "session.h"

namespace scc::app {

/// True when the run changed anything, or in a dry run would.
[[nodiscard]] bool changed_anything(const engine::SyncReport& report);
void print_sync_report(Session& session, const engine::SyncReport& report, engine::Writing writing);
/// The worst of what failed; ok when nothing did.
[[nodiscard]] ExitCode exit_code_of(const engine::SyncReport& report);

}  // namespace scc::app
