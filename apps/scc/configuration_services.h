/// ConfigurationServices: what Google and the alarms need beside each other in scc.toml.
#pragma once

#include <functional>
#include <string>

#include "configuration.h"

namespace scc::app {

/// `origin`: where a key stands, for complaints ("scc.toml:12: mail.source").
[[nodiscard]] Outcome check_services(Configuration& configuration,
                                     const std::function<std::string(const std::string& path)>& origin);

}  // namespace scc::app
