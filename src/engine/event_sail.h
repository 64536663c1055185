/// EventSail: what a calendar event says about its sail: client, vessel, times, status. Pure.
#pragma once

#include <string>
#include <string_view>

#include "engine/engine.h"

namespace scc::engine {

/// The title up to the separator (whichever dash it is written with): "Jennifer Sanderson".
[[nodiscard]] std::string client_of(std::string_view title, std::string_view separator);

/// The vessel that the location names, else the title, else the default one.
[[nodiscard]] VesselId vessel_of(const CalendarEvent& event, const Settings& settings);

[[nodiscard]] Sail sail_of(const CalendarEvent& event, const Settings& settings);

/// For people: "Jennifer Sanderson, May 12 2026 2:00 PM PDT, vessel jada, confirmed".
[[nodiscard]] std::string describe(const Sail& sail, const Zone& zone);

}  // namespace scc::engine
