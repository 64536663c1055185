#include "adapters/google_calendar/event_mirror.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "base/json/json_reader.h"

namespace scc::google {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t event_bytes_max = 1024 * 1024;

std::string to_json(const CalendarEvent& event) {
  return boost::json::serialize(boost::json::object{{"id", event.id.text},
                                                    {"etag", event.etag},
                                                    {"title", event.title},
                                                    {"description", event.description},
                                                    {"location", event.location},
                                                    {"start", event.start.milliseconds},
                                                    {"end", event.end.milliseconds},
                                                    {"all_day", event.all_day},
                                                    {"status", static_cast<int>(event.status)},
                                                    {"writable", event.description_writable},
                                                    {"kind", event.kind},
                                                    {"block_hash", event.mark.block_hash},
                                                    {"charter", event.mark.charter},
                                                    {"version", event.mark.version},
                                                    {"edited_by", event.edited_by},
                                                    {"updated", event.updated.milliseconds}});
}

std::optional<CalendarEvent> from_json(const std::string& text) {
  const auto json = parse_json(text, "event");
  if (!json) return std::nullopt;
  std::string problem;
  const JsonReader root(*json, "event", problem);
  CalendarEvent event;
  event.id = EventId(root.at("id").text());
  event.etag = root.at("etag").text();
  event.title = root.at("title").text();
  event.description = root.at("description").text();
  event.location = root.at("location").text();
  event.start = Instant{root.at("start").number()};
  event.end = Instant{root.at("end").number()};
  event.all_day = root.at("all_day").flag();
  const std::int64_t status = root.at("status").number();
  event.status = static_cast<CalendarEvent::Status>(status);
  event.description_writable = root.at("writable").flag();
  event.kind = root.at("kind").text();
  event.mark = {root.at("block_hash").text(), root.at("charter").text(), root.at("version").number()};
  event.edited_by = root.at("edited_by").text();
  event.updated = Instant{root.at("updated").number()};
  if (!problem.empty() || status < 0 || status > static_cast<int>(CalendarEvent::Status::cancelled))
    return std::nullopt;
  return event;
}

std::optional<std::string> read_file(const std::string& path) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem || size > event_bytes_max) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || file.bad()) return std::nullopt;
  return bytes;
}

}  // namespace

EventMirror::EventMirror(std::string directory, std::string calendar_id)
    : directory_(directory.empty() ? "" : directory + "/" + sha256_hex(calendar_id).substr(0, 16)) {}

std::string EventMirror::path_of(const EventId& id) const {
  return directory_ + "/" + sha256_hex(id.text).substr(0, 32) + ".json";
}

std::string EventMirror::stored_cursor() const {
  return read_file(directory_ + "/cursor").value_or("");
}

void EventMirror::begin(const std::string& cursor) {
  fresh_ = false;
  if (directory_.empty() || (!cursor.empty() && stored_cursor() == cursor)) return;
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void EventMirror::take(const EventPage& page) {
  if (directory_.empty()) return;
  for (const CalendarEvent& event : page.events) put(event);
  if (!page.next_page.empty()) return;
  if (page.cursor != stored_cursor()) write(directory_ + "/cursor", page.cursor);
  fresh_ = true;
}

std::optional<CalendarEvent> EventMirror::find(const EventId& id) const {
  if (!fresh_) return std::nullopt;
  const auto text = read_file(path_of(id));
  auto event = text ? from_json(*text) : std::nullopt;
  if (!event || event->id != id || event->status == CalendarEvent::Status::cancelled) return std::nullopt;
  return event;
}

void EventMirror::put(const CalendarEvent& event) {
  if (!directory_.empty()) write(path_of(event.id), to_json(event));
}

void EventMirror::drop(const EventId& id) {
  std::error_code ignored;
  if (!directory_.empty()) fs::remove(path_of(id), ignored);
}

void EventMirror::write(const std::string& path, const std::string& bytes) {
  std::error_code ignored;
  fs::create_directories(directory_, ignored);
  fs::permissions(directory_, fs::perms::owner_all, ignored);
  {
    std::ofstream file(path + ".new", std::ios::binary | std::ios::trunc);
    file << bytes;
    // What could not be written must not be answered: an older file would stand in its place.
    if (!file.flush()) {
      fs::remove(path, ignored);
      return;
    }
  }
  fs::rename(path + ".new", path, ignored);
}

}  // namespace scc::google
