/// GoogleKey: the key that grants are encrypted with at rest: a file beside them, the desktop's
/// keyring, or the environment, as google.key_in says.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "configuration.h"
#include "ports/clock.h"

namespace scc::app {

/// Makes one where there is none yet. Error stop: it can't be had, or is none.
[[nodiscard]] Result<Secret> open_google_key(const Configuration& configuration, Entropy& entropy);

}  // namespace scc::app
