/// TableReader: a grid → claims.
///
/// Roles stand in a header row or in a column beside the names; charters in the rows' own cells, in
/// the header of a column, or in a row that is one merged cell. Any mixture works, because each name
/// takes its role and its charter from whatever stands nearest to it. Pure.
#pragma once

#include <vector>

#include "extract/claim.h"
#include "extract/surroundings.h"

namespace scc::extract {

/// Claims in the order of the cells.
[[nodiscard]] std::vector<Claim> read_table(const Grid& grid, std::string_view part, const Letter& letter,
                                            const Scope& scope);

}  // namespace scc::extract
