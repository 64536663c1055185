#include "adapters/ics_calendar/ics_events.h"

#include <algorithm>
#include <charconv>

#include "adapters/ics_calendar/ics_times.h"
#include "base/hash.h"
#include "base/text.h"

namespace scc::ics {
namespace {

constexpr std::size_t nesting_max = 20;
constexpr std::size_t etag_characters = 32;

std::string line_end_at(std::string_view file, std::size_t line_begin) {
  const std::size_t lf = file.find('\n', line_begin);
  return lf != std::string_view::npos && lf > line_begin && file[lf - 1] == '\r' ? "\r\n" : "\n";
}

/// "BEGIN:VEVENT" → "VEVENT"
std::string component_name(std::string_view file, const ContentLine& line) {
  std::string name(trim(raw_value(file, line)));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return name;
}

Error not_icalendar(std::string_view file, std::size_t at, const std::string& what) {
  const auto line = 1 + std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return {Remedy::stop, "The calendar file is not in order, line " + std::to_string(line) + ": " + what +
                            ". Export the calendar again, or mend that line."};
}

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

CalendarEvent::Status status_of(const std::string& text) {
  const std::string status = ascii_lower(trim(text));
  if (status == "cancelled") return CalendarEvent::Status::cancelled;
  if (status == "tentative") return CalendarEvent::Status::tentative;
  return CalendarEvent::Status::confirmed;
}

/// What keeps us from writing this event's description; "" when nothing does.
std::string why_unwritable(std::string_view file, const Vevent& event, const EventTimes& times) {
  const ContentLine* description = property(event, "DESCRIPTION");
  if (times.recurring) return "recurring event";
  if (property(event, "RECURRENCE-ID") != nullptr) return "instance of a recurring event";
  if (description == nullptr) return {};
  if (!parameter(file, *description, "ENCODING").empty()) return "description in an old encoding";
  if (!is_valid_utf8(text_value(file, *description).text)) return "description that is not UTF-8";
  return {};
}

}  // namespace

Result<Outline> outline_of(std::string_view file) {
  Outline outline;
  std::vector<std::string> open;
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < file.size();) {
    const ContentLine line = content_line_at(file, at);
    const bool in_event = open.size() == 2 && open.back() == "VEVENT";
    if (line.name == "BEGIN") {
      open.push_back(component_name(file, line));
      begins.push_back(line.begin);
      if (open.size() > nesting_max) return not_icalendar(file, at, "too many components inside each other");
      if (open.front() != "VCALENDAR") return not_icalendar(file, at, "BEGIN:VCALENDAR is expected first");
      if (open.size() == 2 && open.back() == "VEVENT") {
        if (outline.events.size() >= vevents_max) return not_icalendar(file, at, "more than 200,000 events");
        outline.events.push_back({line.begin, line.end, line_end_at(file, line.begin), {}});
      }
    } else if (line.name == "END") {
      const std::string name = component_name(file, line);
      if (open.empty() || open.back() != name) return not_icalendar(file, at, "END:" + name + " ends nothing");
      if (in_event) outline.events.back().end = line.end;
      if (open.size() == 2 && name == "VTIMEZONE") {
        outline.time_zones += file.substr(begins.back(), line.end - begins.back());
      }
      open.pop_back();
      begins.pop_back();
    } else if (in_event && !line.name.empty()) {
      outline.events.back().properties.push_back(line);
    } else if (open.empty() && !trim(file.substr(at, line.end - at)).empty()) {
      return not_icalendar(file, at, "BEGIN:VCALENDAR is expected first");
    }
    at = line.end;
  }
  if (!open.empty()) {
    return Error{Remedy::retry, "The calendar file ends before END:" + open.back() +
                                    ". If it is not being written right now, export the calendar again."};
  }
  return outline;
}

const ContentLine* property(const Vevent& event, std::string_view name) {
  const auto found = std::find_if(event.properties.begin(), event.properties.end(),
                                  [&](const ContentLine& line) { return line.name == name; });
  return found == event.properties.end() ? nullptr : &*found;
}

std::string text_of(std::string_view file, const Vevent& event, std::string_view name) {
  const ContentLine* line = property(event, name);
  return line == nullptr ? "" : scrub_utf8(text_value(file, *line).text);
}

std::string etag_of(std::string_view file, const Vevent& event) {
  return sha256_hex(file.substr(event.begin, event.end - event.begin)).substr(0, etag_characters);
}

std::vector<CalendarEvent> events_of(std::string_view file, const Vevent& event, const std::string& time_zones,
                                     const Zone& zone) {
  const EventTimes times = times_of(file.substr(event.begin, event.end - event.begin), time_zones, zone);
  CalendarEvent base;
  base.id = EventId(text_of(file, event, "UID"));
  base.etag = etag_of(file, event);
  base.title = text_of(file, event, "SUMMARY");
  base.description = text_of(file, event, "DESCRIPTION");
  base.location = text_of(file, event, "LOCATION");
  base.all_day = times.all_day;
  base.status = status_of(text_of(file, event, "STATUS"));
  base.kind = why_unwritable(file, event, times);
  base.description_writable = base.kind.empty();
  base.mark = {text_of(file, event, hash_property), text_of(file, event, charter_property),
               number_of(text_of(file, event, version_property))};
  base.updated = times.updated;
  if (base.id.empty()) {
    base.id = EventId("no-uid-" + base.etag);
    base.kind = "event without a UID";
    base.description_writable = false;
  }
  std::vector<CalendarEvent> events;
  for (const EventTimes::Occurrence& occurrence : times.occurrences) {
    CalendarEvent one = base;
    one.start = occurrence.start;
    one.end = occurrence.end;
    if (!occurrence.suffix.empty()) one.id.text += "/" + occurrence.suffix;
    events.push_back(std::move(one));
  }
  return events;
}

std::string with_description(std::string_view file, const Vevent& event, const DescriptionPatch& patch) {
  std::vector<Replacement> changes;
  std::string added;
  // New lines go below the description, else below the title, else below BEGIN:VEVENT: never
  // behind an alarm, where no property may stand.
  std::size_t place = content_line_at(file, event.begin).end;
  if (const ContentLine* summary = property(event, "SUMMARY")) place = summary->end;
  if (const ContentLine* description = property(event, "DESCRIPTION")) {
    place = description->end;
    changes.push_back(replace_text(file, *description, patch.description, event.line_end));
  } else {
    added += make_line("DESCRIPTION", patch.description, event.line_end);
  }
  const std::pair<std::string_view, std::string> marks[] = {{hash_property, patch.mark.block_hash},
                                                            {charter_property, patch.mark.charter},
                                                            {version_property, std::to_string(patch.mark.version)}};
  for (const auto& [name, value] : marks) {
    if (const ContentLine* line = property(event, name)) {
      changes.push_back(replace_text(file, *line, value, event.line_end));
    } else {
      added += make_line(name, value, event.line_end);
    }
  }
  changes.push_back({place, place, added});
  return apply(file, std::move(changes));
}

}  // namespace scc::ics
