/// EventJson: Google's event resource ↔ CalendarEvent.
#pragma once

#include <string>

#include "base/json/json_reader.h"
#include "ports/calendar.h"

namespace scc::google {

/// Complaints go to the reader's problem. A cancelled instance may name nothing but its id.
[[nodiscard]] CalendarEvent read_event(const JsonReader& event, const Zone& zone);
/// The body of a patch: description and our private marks, nothing else.
[[nodiscard]] std::string write_patch(const DescriptionPatch& patch);

}  // namespace scc::google
