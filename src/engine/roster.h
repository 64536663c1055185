/// Roster: people and roles found by what people write.
///
/// Exact after folding (case, accents, quotes), never a guess: near-miss spellings are the
/// reading of mails' business. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/charter.h"
#include "domain/operation.h"

namespace scc::engine {

/// The role whose id, title or alias this is.
[[nodiscard]] const Role* role_named(const Operation& operation, std::string_view text);

/// The one member whose id, name or alias this is; nullptr when there is none, or two.
[[nodiscard]] const CrewMember* member_named(const Operation& operation, std::string_view text);

/// Somebody on the roster where the text names one, else the name as it stands, on one line.
[[nodiscard]] Person person_named(const Operation& operation, std::string_view text);

/// Without control characters and with single spaces: fit for one line of the block.
[[nodiscard]] std::string on_one_line(std::string_view text);

/// "Gene O'Neal", also where only the id is known.
[[nodiscard]] std::string name_of(const Operation& operation, const Person& person);

}  // namespace scc::engine
