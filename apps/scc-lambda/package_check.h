/// PackageCheck: is everything in the function's package that would only be missed much later: a
/// charset that is absent loses letters without a word, an absent time zone ends a run.
#pragma once

#include <string>

#include "base/result.h"

namespace scc::app {

enum class Charsets { needed, not_needed };

/// `root` is where the package lies (/var/task). Has iconv look for charsets there, when needed.
/// Error stop: names what is missing.
[[nodiscard]] Outcome check_package(const std::string& root, Charsets charsets);

}  // namespace scc::app
