#include "adapters/google_calendar/google_calendar.h"

#include "adapters/google_calendar/event_json.h"
#include "base/percent.h"

namespace scc::google {
namespace {

constexpr int calendar_pages_max = 100;

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

struct ListedCalendar {
  std::string id;
  std::string name;
  std::string access;
  bool primary = false;
};

/// The account's list of calendars. Remedy reauth: the sign-in does not cover it (GoogleTransport).
Result<std::vector<ListedCalendar>> list_calendars(HttpTransport& transport, const std::string& root) {
  std::vector<ListedCalendar> found;
  std::string token;
  for (int pages = 0; pages < calendar_pages_max; ++pages) {
    const auto answer = transport.send(
        {"GET",
         root + "/users/me/calendarList?maxResults=250" + (token.empty() ? "" : "&pageToken=" + percent_encode(token)),
         {{"accept", "application/json"}},
         {}});
    if (!answer) return answer.error();
    if (answer->status != 200) return refused(*answer, "the list of calendars");
    const auto json = parse_json(answer->body, "calendars");
    if (!json) return broken(json.error().what);
    std::string problem;
    const JsonReader root_reader(*json, "calendars", problem);
    for (const JsonReader& item : root_reader.maybe("items").items()) {
      const std::string own_name = item.maybe("summaryOverride").text();
      found.push_back({item.at("id").text(), own_name.empty() ? item.maybe("summary").text() : own_name,
                       item.maybe("accessRole").text(), item.maybe("primary").flag()});
    }
    token = root_reader.maybe("nextPageToken").text();
    if (!problem.empty()) return broken(problem);
    if (token.empty()) return found;
  }
  return Error{Remedy::stop, "The account lists more calendars than can be read; write calendar.id as an id."};
}

}  // namespace

Result<std::string> find_calendar(HttpTransport& transport, const std::string& root, const std::string& id_or_name) {
  const auto calendars = list_calendars(transport, root);
  if (!calendars && calendars.error().remedy == Remedy::reauth) {
    return Error{Remedy::reauth, "The sign-in does not cover the list of calendars, so \"" + id_or_name +
                                     "\" can't be found by name. Write calendar.id as the calendar's id (Google "
                                     "Calendar: its settings, \"Integrate calendar\"), or sign in with "
                                     "scc auth login --calendar-list"};
  }
  if (!calendars) return calendars.error();
  std::string names;
  std::vector<std::string> fitting;
  for (const ListedCalendar& calendar : *calendars) {
    if (calendar.id == id_or_name) return calendar.id;
    if (calendar.name == id_or_name) fitting.push_back(calendar.id);
    names += (names.empty() ? "\"" : ", \"") + calendar.name + "\"";
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty())
    return Error{Remedy::stop, "The account has no calendar \"" + id_or_name + "\". It has " + names + "."};
  std::string ids;
  for (const std::string& id : fitting) ids += (ids.empty() ? "" : ", ") + id;
  return Error{Remedy::stop, "Several calendars are called \"" + id_or_name + "\"; write the id of one: " + ids};
}

GoogleCalendar::GoogleCalendar(HttpTransport& transport, GoogleCalendarSettings settings)
    : transport_(transport),
      settings_(std::move(settings)),
      mirror_(settings_.cache_directory, settings_.calendar_id) {}

std::string GoogleCalendar::events_address() const {
  return settings_.root + "/calendars/" + percent_encode(settings_.calendar_id) + "/events";
}

Result<EventPage> GoogleCalendar::changes(const std::string& cursor, const std::string& page) {
  // A sync token forbids every filter; the whole reading must use the same singleEvents.
  std::string address = events_address() + "?maxResults=" + std::to_string(event_page_size) + "&singleEvents=true";
  address += cursor.empty() ? "&showDeleted=true&timeMin=" + percent_encode(to_rfc3339(settings_.window_from))
                            : "&syncToken=" + percent_encode(cursor);
  if (!page.empty()) address += "&pageToken=" + percent_encode(page);
  if (page.empty()) mirror_.begin(cursor);
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
  mirror_.take(events);
  return events;
}

Result<std::optional<CalendarEvent>> GoogleCalendar::event(const EventId& id) {
  if (auto known = mirror_.find(id)) return known;
  const auto answer =
      transport_.send({"GET", events_address() + "/" + percent_encode(id.text), {{"accept", "application/json"}}, {}});
  if (!answer) return answer.error();
  if (answer->status == 404 || answer->status == 410) return std::optional<CalendarEvent>{};
  if (answer->status != 200) return refused(*answer, "the event " + id.text);
  auto event = read_one(answer->body, settings_.zone);
  if (!event) return event.error();
  if (event->status == CalendarEvent::Status::cancelled && event->title.empty()) return std::optional<CalendarEvent>{};
  mirror_.put(*event);
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
  mirror_.drop(id);
  if (!answer) return answer.error();
  switch (answer->status) {
    case 200: {
      auto written = read_one(answer->body, settings_.zone);
      if (written) mirror_.put(*written);
      return written;
    }
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

Result<CalendarDescription> GoogleCalendar::describe() {
  const auto answer =
      transport_.send({"GET", events_address() + "?maxResults=1", {{"accept", "application/json"}}, {}});
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(*answer, "the calendar " + settings_.calendar_id);
  const auto json = parse_json(answer->body, "events");
  if (!json) return broken(json.error().what);
  std::string problem;
  const JsonReader root(*json, "events", problem);
  CalendarDescription about{settings_.calendar_id,
                            root.maybe("summary").text(),
                            root.maybe("timeZone").text(),
                            root.maybe("accessRole").text(),
                            false,
                            std::nullopt};
  if (!problem.empty()) return broken(problem);
  if (const auto calendars = list_calendars(transport_, settings_.root)) {
    for (const ListedCalendar& calendar : *calendars) about.primary |= calendar.id == about.id && calendar.primary;
  }
  const auto rules = transport_.send({"GET",
                                      settings_.root + "/calendars/" + percent_encode(settings_.calendar_id) + "/acl",
                                      {{"accept", "application/json"}},
                                      {}});
  if (!rules || rules->status != 200) return about;  // only owners with the wider sign-in may ask
  const auto list = parse_json(rules->body, "acl");
  if (!list) return about;
  std::vector<std::string> writers;
  for (const JsonReader& rule : JsonReader(*list, "acl", problem).maybe("items").items()) {
    const std::string role = rule.maybe("role").text();
    if (role == "writer" || role == "owner") writers.push_back(rule.maybe("scope").maybe("value").text());
  }
  if (problem.empty()) about.writers = std::move(writers);
  return about;
}

}  // namespace scc::google
