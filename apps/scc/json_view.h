/// JsonView: the values of the trade as `--json` prints them: the members of the API's, and what only a terminal shows.
#pragma once

#include <boost/json.hpp>

#include "api/wire.h"
#include "engine/sync.h"

namespace scc::app {

using api::list_json;
using api::to_json;

/// Its times in the operator's zone, and the record's version.
[[nodiscard]] boost::json::object to_json(const CharterRecord& record, const Zone& zone);
[[nodiscard]] boost::json::object to_json(const engine::SyncReport& report);

}  // namespace scc::app
