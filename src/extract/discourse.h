/// Discourse: the whole mail → claims with their charters.
///
/// Walks the passages in order and keeps what a reader keeps in mind: the headings that still hold,
/// what was spoken of last, who left and has no successor, which question an answer answers; takes
/// quoted and forwarded text only where the sender refers to it. Pure.
#pragma once

#include <string>
#include <vector>

#include "extract/claim.h"
#include "extract/document.h"
#include "extract/reading.h"
#include "extract/surroundings.h"

namespace scc::extract {

struct Told {
  std::vector<Claim> claims;
  bool asks = false;         ///< somebody is asked about crew
  bool only_thanks = false;  ///< the subject thanks, and no claim has a coming charter
  bool speaks_of_crew =
      false;  ///< somebody of the crew and what tells a charter stand in one sentence, and nobody is asked
  std::string records_nothing;  ///< why the mail as a whole records nothing, "" when it may
  std::vector<ReadText> texts;  ///< only with tracing
  std::vector<TraceLine> trace;
};

/// No mail says more than this.
inline constexpr std::size_t claims_max = 3000;

[[nodiscard]] Told read_discourse(const mail::Message& message, const std::vector<Passage>& passages,
                                  const Letter& letter, const Operation& operation, bool tracing);

}  // namespace scc::extract
