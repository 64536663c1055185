/// Nearest: what somebody who misspelt a word most likely meant. Pure, any thread.
#pragma once

#include <string>
#include <vector>

namespace scc::app {

/// The one of `known` that somebody who wrote `word` most likely meant; "" if none is near.
[[nodiscard]] std::string nearest(const std::string& word, const std::vector<std::string>& known);

}  // namespace scc::app
