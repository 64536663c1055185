/// Keyring: a secret in the desktop's keyring (the Secret Service of freedesktop.org, by libsecret).
///
/// For GNOME Keyring, KWallet, KeePassXC. Blocks, also while the keyring asks its owner for the
/// password. Any thread.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace scc {

/// The secret kept under `label`; when there is none yet, what `make` gives, kept from then on.
/// Error stop: there is no keyring here, or it stays locked.
[[nodiscard]] Result<Secret> keyring_secret(const std::string& label, const std::function<Secret()>& make);

}  // namespace scc
