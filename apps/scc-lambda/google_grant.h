/// GoogleGrant: the grant of Secrets Manager, laid where the program's own parts look for it.
///
/// It lies in /tmp, which is the environment's own and ends with it, encrypted under a key that only
/// this process's memory has.
#pragma once

#include "base/secret.h"
#include "configuration.h"
#include "ports/clock.h"

namespace scc::app {

/// `configuration` with Gmail and Google Calendar, their files in /tmp and a key for them.
[[nodiscard]] Configuration in_a_function(Configuration configuration, Entropy& entropy);
/// `grant`: "authorized_user" JSON, as `scc auth export` and Google's own tools write it.
[[nodiscard]] Outcome keep_grant(const Secret& grant, const Configuration& configuration, Clock& clock,
                                 Entropy& entropy);

}  // namespace scc::app
