/// LentGrant: a Google grant of Secrets Manager, laid where the program's own parts look for it.
///
/// It lies in a folder that ends with whoever borrows it, encrypted under a key that only this process's memory has.
#pragma once

#include "base/secret.h"
#include "configuration.h"
#include "ports/clock.h"

namespace scc::app {

/// `configuration` with Gmail and Google Calendar, their files in `folder` and a key for them.
[[nodiscard]] Configuration with_lent_grant(Configuration configuration, const std::string& folder, Entropy& entropy);
/// `grant`: "authorized_user" JSON, as `scc auth export` and Google's own tools write it.
[[nodiscard]] Outcome keep_grant(const Secret& grant, const Configuration& configuration, Clock& clock,
                                 Entropy& entropy);

}  // namespace scc::app
