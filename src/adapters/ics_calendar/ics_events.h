/// IcsEvents: the VEVENTs of an .ics file, where they stand and what they say. Pure, any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ics_calendar/content_line.h"
#include "base/time.h"
#include "ports/calendar.h"

namespace scc::ics {

inline constexpr std::size_t file_bytes_max = 256u * 1024 * 1024;
inline constexpr std::size_t vevents_max = 200'000;
/// Instances of one recurring event that are shown; a daily sail for five years and more.
inline constexpr int occurrences_max = 2'000;

/// One VEVENT: its bytes, and its own property lines (not those of an alarm inside it).
struct Vevent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string line_end;
  std::vector<ContentLine> properties;
};

struct Outline {
  std::vector<Vevent> events;
  std::string time_zones;  ///< all VTIMEZONE bytes
};
/// Error stop: not iCalendar; retry: the file ends in the middle (it may be being written).
[[nodiscard]] Result<Outline> outline_of(std::string_view file);

[[nodiscard]] const ContentLine* property(const Vevent& event, std::string_view name);
/// Decoded; "" when the event has no such property.
[[nodiscard]] std::string text_of(std::string_view file, const Vevent& event, std::string_view name);

/// Hash of the VEVENT's bytes.
[[nodiscard]] std::string etag_of(std::string_view file, const Vevent& event);

/// What the VEVENT says: one event; a recurring one its instances, which can't be written one by
/// one; none without a readable start. `zone` is that of floating and all-day times. Ids: the UID;
/// of an instance "UID/20260512T210000Z".
[[nodiscard]] std::vector<CalendarEvent> events_of(std::string_view file, const Vevent& event,
                                                   const std::string& time_zones, const Zone& zone);

/// Our marks beside the description.
inline constexpr std::string_view hash_property = "X-SCC-BLOCK-HASH";
inline constexpr std::string_view charter_property = "X-SCC-CHARTER";
inline constexpr std::string_view version_property = "X-SCC-VERSION";

/// The file with the event's new description and marks; no other byte changes.
[[nodiscard]] std::string with_description(std::string_view file, const Vevent& event, const DescriptionPatch& patch);

}  // namespace scc::ics
