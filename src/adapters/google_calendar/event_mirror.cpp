#include "adapters/google_calendar/event_mirror.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/hash.h"
#include "base/json/json_reader.h"

namespace scc::google {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t event_bytes_max = 1024 * 1024;
constexpr std::uintmax_t cursor_bytes_max = 64 * 1024;
/// Below this a file is not worth writing anew.
constexpr std::streamoff rewrite_bytes_min = 1024 * 1024;

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

std::optional<std::string> read_cursor(const std::string& path) {
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem || size > cursor_bytes_max) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || file.bad()) return std::nullopt;
  return bytes;
}

/// A line is the event's id, a space, and its JSON, or nothing when it is gone. An id holds no space.
std::string line_of(const EventId& id, const std::string& json) {
  return id.text + ' ' + json + '\n';
}

}  // namespace

EventMirror::EventMirror(std::string directory, std::string calendar_id)
    : directory_(directory.empty() ? "" : directory + "/" + sha256_hex(calendar_id).substr(0, 16)),
      path_(directory_ + "/events.lines") {}

std::string EventMirror::stored_cursor() const {
  return read_cursor(directory_ + "/cursor").value_or("");
}

void EventMirror::store_cursor(const std::string& cursor) {
  const std::string path = directory_ + "/cursor";
  std::error_code ignored;
  {
    std::ofstream file(path + ".new", std::ios::binary | std::ios::trunc);
    file << cursor;
    if (!file.flush()) return forget();
  }
  fs::rename(path + ".new", path, ignored);
}

void EventMirror::begin(const std::string& cursor) {
  fresh_ = false;
  file_.reset();  // another process may have written since
  if (directory_.empty() || (!cursor.empty() && stored_cursor() == cursor)) return;
  forget();
}

void EventMirror::forget() {
  file_.reset();
  places_.clear();
  fresh_ = false;
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void EventMirror::take(const EventPage& page) {
  if (directory_.empty()) return;
  for (const CalendarEvent& event : page.events) put(event);
  if (!page.next_page.empty()) return;
  std::error_code ignored;
  fs::create_directories(directory_, ignored);
  fresh_ = true;
  if (page.cursor != stored_cursor()) store_cursor(page.cursor);
}

void EventMirror::open() {
  if (file_) return;
  std::error_code ignored;
  fs::create_directories(directory_, ignored);
  fs::permissions(directory_, fs::perms::owner_all, ignored);
  places_.clear();
  end_ = 0;
  std::streamoff live = 0;
  {
    std::ifstream lines(path_, std::ios::binary);
    std::string line;
    while (std::getline(lines, line) && !lines.eof()) {  // a last line without its end was cut off
      const std::size_t space = line.find(' ');
      if (space == std::string::npos || line.size() > event_bytes_max) break;
      const EventId id(line.substr(0, space));
      if (const auto known = places_.find(id); known != places_.end())
        live -= static_cast<std::streamoff>(known->second.bytes);
      const std::size_t bytes = line.size() - space - 1;
      if (bytes == 0) {
        places_.erase(id);
      } else {
        places_[id] = {end_ + static_cast<std::streamoff>(space) + 1, bytes};
        live += static_cast<std::streamoff>(bytes);
      }
      end_ += static_cast<std::streamoff>(line.size()) + 1;
    }
  }
  fs::resize_file(path_, static_cast<std::uintmax_t>(end_), ignored);
  file_.emplace(path_, std::ios::binary | std::ios::in | std::ios::out | std::ios::app);
  if (end_ > rewrite_bytes_min && end_ > 2 * live) rewrite();
}

/// Only what counts, in a new file.
void EventMirror::rewrite() {
  std::map<EventId, std::string> texts;
  for (const auto& [id, place] : places_) {
    std::string text(place.bytes, '\0');
    file_->seekg(place.offset);
    if (!file_->read(text.data(), static_cast<std::streamsize>(text.size()))) return forget();
    texts[id] = std::move(text);
  }
  file_.emplace(path_, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  places_.clear();
  end_ = 0;
  for (const auto& [id, text] : texts) append(id, text);
}

std::optional<CalendarEvent> EventMirror::find(const EventId& id) {
  if (!fresh_) return std::nullopt;
  open();
  const auto known = places_.find(id);
  if (!file_ || known == places_.end()) return std::nullopt;
  std::string text(known->second.bytes, '\0');
  file_->clear();
  file_->seekg(known->second.offset);
  if (!file_->read(text.data(), static_cast<std::streamsize>(text.size()))) return std::nullopt;
  auto event = from_json(text);
  if (!event || event->id != id || event->status == CalendarEvent::Status::cancelled) return std::nullopt;
  return event;
}

void EventMirror::put(const CalendarEvent& event) {
  if (!directory_.empty()) append(event.id, to_json(event));
}

void EventMirror::drop(const EventId& id) {
  if (!directory_.empty()) append(id, "");
}

void EventMirror::append(const EventId& id, const std::string& json) {
  if (id.empty() || id.text.find_first_of(" \n") != std::string::npos) return;
  open();
  if (!file_) return;
  const std::string line = line_of(id, json);
  file_->clear();
  file_->seekp(0, std::ios::end);
  file_->write(line.data(), static_cast<std::streamsize>(line.size()));
  // What could not be written must not be answered: an older line would stand in its place.
  if (!file_->flush()) return forget();
  if (json.empty()) {
    places_.erase(id);
  } else {
    places_[id] = {end_ + static_cast<std::streamoff>(id.text.size()) + 1, json.size()};
  }
  end_ += static_cast<std::streamoff>(line.size());
}

}  // namespace scc::google
