/// GoogleCalendar: one calendar of one Google account.
///
/// Reads events with a sync token (410: remedy resync), writes the description and our private
/// extended properties only, always If-Match, and never mails a guest (sendUpdates=none).
/// One thread at a time.
///
/// developers.google.com/workspace/calendar/api/guides/sync, guides/version-resources,
/// guides/event-types, guides/extended-properties and v3/reference/events, read 24 Nov 2026.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "ports/calendar.h"
#include "ports/http_transport.h"

namespace scc::google {

struct GoogleCalendarSettings {
  std::string root = "https://www.googleapis.com/calendar/v3";  ///< without a final slash
  std::string calendar_id;                                      ///< never "primary": the calendar's own id
  Zone zone = Zone::utc();                                      ///< of all-day events
  Instant window_from;                                          ///< a whole reading begins here
};

inline constexpr int event_page_size = 2500;

class GoogleCalendar final : public Calendar {
 public:
  /// `transport` signs, paces and retries (GoogleTransport).
  GoogleCalendar(HttpTransport& transport, GoogleCalendarSettings settings);

  Result<EventPage> changes(const std::string& cursor, const std::string& page) override;
  Result<std::optional<CalendarEvent>> event(const EventId& id) override;
  Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                          const std::string& if_match) override;

 private:
  [[nodiscard]] std::string events_address() const;
  HttpTransport& transport_;
  GoogleCalendarSettings settings_;
};

}  // namespace scc::google
