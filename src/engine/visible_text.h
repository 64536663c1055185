/// VisibleText: what a person reads of a mail, as plain text, for receipts and review. Pure.
#pragma once

#include <string>

#include "mail/message.h"

namespace scc::engine {

/// What the sender writes now and forwards, quotes and signature left out; at most `bytes_max`.
[[nodiscard]] std::string visible_text(const mail::Message& message, std::size_t bytes_max);

/// "Carole Whitfield <carole@sailing.example>"
[[nodiscard]] std::string sender_of(const mail::Message& message);

/// Who said it, as people call them: "Carole Whitfield"; the address where the mail has no name.
[[nodiscard]] std::string actor_of(const mail::Message& message);

}  // namespace scc::engine
