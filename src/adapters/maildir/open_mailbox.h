/// open_mailbox: mails on this machine's disk: a folder of .eml files, a Maildir, or an mbox file.
#pragma once

#include <memory>
#include <string>

#include "ports/mailbox.h"

namespace scc {

/// Sees what kind it is. Error stop: there is nothing at `path`, or something else.
[[nodiscard]] Result<std::unique_ptr<Mailbox>> open_mailbox(const std::string& path);

}  // namespace scc
