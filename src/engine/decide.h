/// decide: what to do with one mail: apply, review, ignore or reject. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "domain/world.h"
#include "extract/reading.h"
#include "mail/message.h"
#include "ports/store_records.h"

namespace scc::engine {

struct Decision {
  Disposition disposition = Disposition::ignore;
  std::vector<extract::Statement> accepted;  ///< certain; become facts
  std::vector<extract::Statement> proposed;  ///< wait for a person
  std::vector<std::string> reasons;          ///< for people, most important first
  bool operator==(const Decision&) const = default;
};

/// Untrusted → reject, whatever it says. At least one certain statement → apply (the uncertain
/// ones still wait in review). Only uncertain ones, a question, or a mail with problems → review.
[[nodiscard]] Decision decide(const mail::Message& message, const extract::Reading& reading);

}  // namespace scc::engine
