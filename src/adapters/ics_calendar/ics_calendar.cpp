#include "adapters/ics_calendar/ics_calendar.h"

#include <optional>
#include <utility>

#include "adapters/ics_calendar/ics_events.h"
#include "adapters/ics_calendar/ics_file.h"
#include "base/hash.h"

namespace scc {

/// One state of the file: where its VEVENTs stand and what they say.
struct IcsCalendar::Contents {
  struct Entry {
    CalendarEvent event;
    std::size_t vevent = 0;  ///< index into outline.events
  };
  ics::FileStamp stamp;
  std::string bytes;
  ics::Outline outline;
  std::map<EventId, Entry> entries;
  /// What VEVENTs say, by the hash of their bytes: after a patch only one is read anew.
  std::map<std::string, std::vector<CalendarEvent>> by_etag;

  static Result<Contents> read(ics::FileState state, const Zone& zone, const Contents* before) {
    Contents contents;
    contents.stamp = state.stamp;
    contents.bytes = std::move(state.bytes);
    auto outline = ics::outline_of(contents.bytes);
    if (!outline) return outline.error();
    contents.outline = std::move(*outline);
    const bool same_zones = before != nullptr && before->outline.time_zones == contents.outline.time_zones;
    for (std::size_t i = 0; i < contents.outline.events.size(); ++i) {
      const ics::Vevent& vevent = contents.outline.events[i];
      const std::string etag = ics::etag_of(contents.bytes, vevent);
      std::vector<CalendarEvent> events;
      const auto known =
          same_zones ? before->by_etag.find(etag) : std::map<std::string, std::vector<CalendarEvent>>::const_iterator{};
      if (same_zones && known != before->by_etag.end()) {
        events = known->second;
      } else {
        events = ics::events_of(contents.bytes, vevent, contents.outline.time_zones, zone);
      }
      const bool instance = ics::property(vevent, "RECURRENCE-ID") != nullptr;
      for (const CalendarEvent& event : events) contents.add(event, i, instance);
      contents.by_etag.emplace(etag, std::move(events));
    }
    return contents;
  }

  void add(CalendarEvent event, std::size_t vevent, bool instance) {
    // A file without times of change: it was changed when it was written.
    if (event.updated == Instant{}) event.updated = {stamp.modified_seconds * 1000};
    const auto [place, fresh] = entries.try_emplace(event.id, Entry{event, vevent});
    if (fresh) return;
    CalendarEvent& other = place->second.event;
    const bool other_is_series = !other.description_writable && other.kind == "recurring event";
    const bool this_is_series = !event.description_writable && event.kind == "recurring event";
    if (instance && other_is_series) {
      place->second = Entry{std::move(event), vevent};
    } else if (!this_is_series) {
      // Two events with one UID: which of them an answer means can't be told.
      other.description_writable = false;
      other.kind = "one of two events with the same UID";
    }
  }
};

IcsCalendar::IcsCalendar(std::string path, Zone zone) : path_(std::move(path)), zone_(std::move(zone)) {}
IcsCalendar::~IcsCalendar() = default;

Result<const IcsCalendar::Contents*> IcsCalendar::contents() {
  const ics::IcsFile file(path_);
  auto stamp = file.stamp();
  if (!stamp) return stamp.error();
  if (contents_ && contents_->stamp == *stamp) return contents_.get();
  auto state = file.read();
  if (!state) return state.error();
  auto contents = Contents::read(std::move(*state), zone_, contents_.get());
  if (!contents) return contents.error();
  contents_ = std::make_unique<Contents>(std::move(*contents));
  return contents_.get();
}

Result<EventPage> IcsCalendar::changes(const std::string& cursor, const std::string& page) {
  if (!page.empty()) return Error{Remedy::resync, "The calendar file has no further page \"" + page + "\"."};
  auto now = contents();
  if (!now) return now.error();
  EventPage result;
  result.cursor = sha256_hex((*now)->bytes);
  if (result.cursor == cursor) return result;
  result.whole = true;
  for (const auto& [id, entry] : (*now)->entries) result.events.push_back(entry.event);
  return result;
}

Result<std::optional<CalendarEvent>> IcsCalendar::event(const EventId& id) {
  auto now = contents();
  if (!now) return now.error();
  const auto found = (*now)->entries.find(id);
  if (found == (*now)->entries.end()) return std::optional<CalendarEvent>{};
  return std::optional<CalendarEvent>{found->second.event};
}

Result<CalendarEvent> IcsCalendar::patch_description(const EventId& id, const DescriptionPatch& patch,
                                                     const std::string& if_match) {
  auto change = [&](const ics::FileState& state) -> Result<std::string> {
    if (!contents_ || contents_->stamp != state.stamp || contents_->bytes != state.bytes) {
      auto read = Contents::read(state, zone_, contents_.get());
      if (!read) return read.error();
      contents_ = std::make_unique<Contents>(std::move(*read));
    }
    const auto found = contents_->entries.find(id);
    if (found == contents_->entries.end()) {
      return Error{Remedy::resync, "The event " + id.text + " is gone from " + path_ + "."};
    }
    const CalendarEvent& event = found->second.event;
    if (event.etag != if_match) {
      return Error{Remedy::resync, "The event \"" + event.title + "\" was changed meanwhile."};
    }
    if (!event.description_writable) {
      return Error{Remedy::skip, "The description of \"" + event.title + "\" can't be written: " + event.kind + "."};
    }
    return ics::with_description(state.bytes, contents_->outline.events[found->second.vevent], patch);
  };
  auto written = ics::IcsFile(path_).replace(change);
  if (!written) return written.error();
  auto contents = Contents::read(std::move(*written), zone_, contents_.get());
  if (!contents) return contents.error();
  contents_ = std::make_unique<Contents>(std::move(*contents));
  const auto found = contents_->entries.find(id);
  if (found == contents_->entries.end()) {
    return Error{Remedy::resync, "The event " + id.text + " is gone from " + path_ + "."};
  }
  return found->second.event;
}

}  // namespace scc
