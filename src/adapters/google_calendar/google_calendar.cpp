#include "adapters/google_calendar/google_calendar.h"

#include "adapters/google_calendar/event_json.h"
#include "base/percent.h"

namespace scc::google {
namespace {

Error broken(const std::string& problem) {
  return {Remedy::retry, "Google Calendar's answer can't be read: " + problem};
}

Error refused(const HttpResponse& answer, const std::string& what) {
  return {Remedy::stop,
          "Google Calendar refused " + what + " (" + std::to_string(answer.status) +
              "). Check calendar.id in scc.toml, and that the signed-in account may write there: scc doctor"};
}

Result<CalendarEvent> read_one(const std::string& body, const Zone& zone) {
  const auto json = parse_json(body, "event");
  if (!json) return broken(json.error().what);
  std::string problem;
  CalendarEvent event = read_event(JsonReader(*json, "event", problem), zone);
  if (!problem.empty()) return broken(problem);
  return event;
}

}  // namespace

GoogleCalendar::GoogleCalendar(HttpTransport& transport, GoogleCalendarSettings settings)
    : transport_(transport), settings_(std::move(settings)) {}

std::string GoogleCalendar::events_address() const {
  return settings_.root + "/calendars/" + percent_encode(settings_.calendar_id) + "/events";
}

Result<EventPage> GoogleCalendar::changes(const std::string& cursor, const std::string& page) {
  // A sync token forbids every filter; the whole reading must use the same singleEvents.
  std::string address = events_address() + "?maxResults=" + std::to_string(event_page_size) + "&singleEvents=true";
  address += cursor.empty() ? "&showDeleted=true&timeMin=" + percent_encode(to_rfc3339(settings_.window_from))
                            : "&syncToken=" + percent_encode(cursor);
  if (!page.empty()) address += "&pageToken=" + percent_encode(page);
  const auto answer = transport_.send({"GET", address, {{"accept", "application/json"}}, {}});
  if (!answer) return answer.error();
  if (answer->status == 410 || (answer->status == 400 && !cursor.empty())) {
    return Error{
        Remedy::resync,
        "Google Calendar no longer knows what changed since the last reading; the whole calendar is read again."};
  }
  if (answer->status != 200) return refused(*answer, "the list of events of " + settings_.calendar_id);
  const auto json = parse_json(answer->body, "events");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "events", problem);
  EventPage events;
  events.whole = cursor.empty();
  for (const JsonReader& item : root.maybe("items").items()) events.events.push_back(read_event(item, settings_.zone));
  events.next_page = root.maybe("nextPageToken").text();
  if (events.next_page.empty()) events.cursor = root.at("nextSyncToken").text();
  if (!problem.empty()) return broken(problem);
  return events;
}

Result<std::optional<CalendarEvent>> GoogleCalendar::event(const EventId& id) {
  const auto answer =
      transport_.send({"GET", events_address() + "/" + percent_encode(id.text), {{"accept", "application/json"}}, {}});
  if (!answer) return answer.error();
  if (answer->status == 404 || answer->status == 410) return std::optional<CalendarEvent>{};
  if (answer->status != 200) return refused(*answer, "the event " + id.text);
  auto event = read_one(answer->body, settings_.zone);
  if (!event) return event.error();
  if (event->status == CalendarEvent::Status::cancelled && event->title.empty()) return std::optional<CalendarEvent>{};
  return std::optional(std::move(*event));
}

Result<CalendarEvent> GoogleCalendar::patch_description(const EventId& id, const DescriptionPatch& patch,
                                                        const std::string& if_match) {
  if (if_match.empty()) return Error{Remedy::resync, "The event " + id.text + " was never read, so it is not written."};
  const auto answer =
      transport_.send({"PATCH",
                       events_address() + "/" + percent_encode(id.text) + "?sendUpdates=none",
                       {{"accept", "application/json"}, {"content-type", "application/json"}, {"if-match", if_match}},
                       write_patch(patch)});
  if (!answer) return answer.error();
  switch (answer->status) {
    case 200: return read_one(answer->body, settings_.zone);
    case 412: return Error{Remedy::resync, "Somebody changed the event " + id.text + " meanwhile."};
    case 404:
    case 410: return Error{Remedy::resync, "The event " + id.text + " is gone from the calendar."};
    case 400:
    case 403:
      return Error{Remedy::skip, "Google Calendar does not let the description of the event " + id.text + " change (" +
                                     std::to_string(answer->status) + ")."};
    default: return refused(*answer, "writing the event " + id.text);
  }
}

}  // namespace scc::google
