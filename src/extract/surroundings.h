/// Surroundings: what a stretch of text is read against: the mail's sender and day, headings, and
/// what was spoken of before.
#pragma once

#include <vector>

#include "extract/charter_search.h"
#include "extract/clause_reader.h"

namespace scc::extract {

/// What stays the same over one mail.
struct Letter {
  Instant now;  ///< the mail's date
  Date today;   ///< the same in the operator's zone
  const Finder* finder = nullptr;
  const CueReader* cues = nullptr;
  const CharterSearch* search = nullptr;
  std::vector<RoleCandidate> command;  ///< the role of whoever has the boat
};

/// What changes from line to line.
struct Scope {
  std::vector<const Clues*> outer;  ///< from near to far: headings, what was spoken of, the subject
  Setting setting;
  std::string doubt;  ///< said once for all of it: "proposal"
};

}  // namespace scc::extract
