/// Completion: what a shell offers for the word under the cursor. Silent about every failure.
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "environment.h"

namespace scc::app {

/// `words`: those after `scc`, the last one is the one to complete (maybe ""). Charters, crew,
/// roles and review items come from the store that the configuration names.
[[nodiscard]] std::vector<std::string> complete(const std::vector<std::string>& words,
                                                const std::vector<Command>& commands, const Environment& environment);

}  // namespace scc::app
