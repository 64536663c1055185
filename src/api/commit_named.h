/// commit_named: one try at a commit of named records (users, sessions, links).
#pragma once

#include <string_view>

#include "base/result.h"
#include "ports/store.h"

namespace scc::api {

/// Error retry where somebody else was first: it names `what`, which is in the plural.
[[nodiscard]] Outcome commit_named(Store& store, const Commit& commit, std::string_view what);

}  // namespace scc::api
