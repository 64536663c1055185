/// Version: what this program calls itself.
#pragma once

#include <string_view>

namespace scc::app {

/// "0.1.0", from the project() of CMakeLists.txt.
inline constexpr std::string_view version = SCC_VERSION;

}  // namespace scc::app
