/// GoogleCalendar: one calendar of one Google account.
///
/// Reads events with a sync token (410: remedy resync), writes the description and our private
/// extended properties only, always If-Match, and never mails a guest (sendUpdates=none).
/// One thread at a time.
///
/// developers.google.com/workspace/calendar/api/guides/sync, guides/version-resources,
/// guides/event-types, guides/extended-properties and v3/reference/events, read 24 Nov 2026.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/google_calendar/event_mirror.h"
#include "base/time.h"
#include "ports/calendar.h"
#include "ports/http_transport.h"

namespace scc::google {

struct GoogleCalendarSettings {
  std::string root = "https://www.googleapis.com/calendar/v3";  ///< without a final slash
  std::string calendar_id;                                      ///< never "primary": the calendar's own id
  Zone zone = Zone::utc();                                      ///< of all-day events
  Instant window_from;                                          ///< a whole reading begins here
  std::string cache_directory;                                  ///< of the EventMirror; "" keeps nothing
};

/// What there is to tell about the configured calendar.
struct CalendarDescription {
  std::string id;
  std::string name;
  std::string zone;
  std::string access;  ///< ours: "owner", "writer", "reader", …
  bool primary = false;
  /// Who else may write there; nothing when the sign-in does not cover the list.
  std::optional<std::vector<std::string>> writers;
};

/// The calendar with this id or name, among those that the account has in its list. Error stop: none,
/// or several of that name; reauth: the sign-in does not cover the list of calendars.
[[nodiscard]] Result<std::string> find_calendar(HttpTransport& transport, const std::string& root,
                                                const std::string& id_or_name);

inline constexpr int event_page_size = 2500;

class GoogleCalendar final : public Calendar {
 public:
  /// `transport` signs, paces and retries (GoogleTransport).
  GoogleCalendar(HttpTransport& transport, GoogleCalendarSettings settings);

  Result<EventPage> changes(const std::string& cursor, const std::string& page) override;
  Result<std::optional<CalendarEvent>> event(const EventId& id) override;
  Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                          const std::string& if_match) override;

  [[nodiscard]] Result<CalendarDescription> describe();

 private:
  [[nodiscard]] std::string events_address() const;
  HttpTransport& transport_;
  GoogleCalendarSettings settings_;
  EventMirror mirror_;
};

}  // namespace scc::google
