/// Address: header values of mailboxes, read strictly enough to hang identity on.
///
/// Rationale: a lenient reader makes an address out of anything; who a mail is from is either
/// exactly one mailbox or nobody. Pure, any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mail/message.h"

namespace scc::mail {

inline constexpr std::size_t addresses_max = 500;
inline constexpr std::size_t address_bytes_max = 64 * 1024;

/// The mailboxes of a To or Cc value, folded or not; what can't be read is left out.
[[nodiscard]] std::vector<Address> read_addresses(std::string_view raw);
/// The one mailbox of a From value: nothing for none, several, a group, a source route, an
/// encoded word inside of the address or any other thing that two readers may read differently.
[[nodiscard]] std::optional<Address> sole_address(std::string_view raw);

}  // namespace scc::mail
