/// CharterView: charters, facts and changes as lines for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "ports/store_records.h"
#include "session.h"

namespace scc::app {

/// "2026-05-12 Tue 14:00"
[[nodiscard]] std::string when_text(Instant at, const Zone& zone);
/// Titles of the roles that nobody holds.
[[nodiscard]] std::vector<std::string> open_roles(const Charter& charter, const Operation& operation);
[[nodiscard]] std::string title_of(const Operation& operation, const RoleId& role);
[[nodiscard]] std::string joined(const std::vector<std::string>& texts, std::string_view separator);
/// “Gene has it”, shortened to `width` columns.
[[nodiscard]] std::string quoted_words(const Evidence& evidence, std::size_t width);
/// "+ Captain Gene O'Neal" , "- 2nd Mate Dan Rich", "x cancelled"
[[nodiscard]] std::string change_text(FactOp op, const RoleId& role, const Person& person, const Operation& operation);
/// "charter-id" → "Jennifer Sanderson, 2026-05-12 Tue 14:00"; the id where the store has none.
[[nodiscard]] std::string charter_name(Store& store, const CharterId& id, const Zone& zone);

/// One charter with its crew and the words that say so, or as JSON.
void print_charter(Session& session, const CharterRecord& record, const Operation& operation);

}  // namespace scc::app
