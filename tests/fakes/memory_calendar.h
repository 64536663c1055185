/// MemoryCalendar: a calendar in memory, with people who edit it at the worst moment. Passes
/// tests/contract/calendar.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ports/calendar.h"

namespace scc::fakes {

class MemoryCalendar final : public Calendar {
 public:
  /// A person makes or changes an event; it gets a new etag.
  void put(CalendarEvent event) {
    event.etag = "e" + std::to_string(++clock_);
    changed_[event.id] = clock_;
    events_[event.id] = std::move(event);
  }
  void edit(const EventId& id, const std::function<void(CalendarEvent&)>& change) {
    CalendarEvent event = events_.at(id);
    change(event);
    put(std::move(event));
  }
  void cancel(const EventId& id) {
    edit(id, [](CalendarEvent& event) { event.status = CalendarEvent::Status::cancelled; });
  }
  /// Gone without a trace; only a whole listing shows it.
  void erase(const EventId& id) {
    events_.erase(id);
    changed_.erase(id);
  }
  void forget_cursors() { oldest_ = ++clock_; }
  void set_page_size(std::size_t events) { page_size_ = events; }
  /// Called just before each write is looked at: the place for a concurrent edit.
  std::function<void(MemoryCalendar&)> before_patch;
  [[nodiscard]] const CalendarEvent& at(const EventId& id) const { return events_.at(id); }
  [[nodiscard]] const std::map<EventId, CalendarEvent>& all() const { return events_; }
  /// Writes that went through.
  [[nodiscard]] int writes() const { return writes_; }

  Result<EventPage> changes(const std::string& cursor, const std::string& page) override {
    const std::int64_t since = cursor.empty() ? 0 : std::stoll(cursor);
    if (!cursor.empty() && since < oldest_) return Error{Remedy::resync, "The cursor is too old."};
    // A page is "<events before it>@<clock of the first page>": what changes while pages are read is
    // listed again by the next cursor.
    const std::size_t from = page.empty() ? 0 : std::stoul(page);
    const std::int64_t listed_at = page.empty() ? clock_ : std::stoll(page.substr(page.find('@') + 1));
    std::vector<CalendarEvent> changed;
    for (const auto& [id, event] : events_) {
      const bool gone = event.status == CalendarEvent::Status::cancelled;
      if (changed_.at(id) > since && !(cursor.empty() && gone)) changed.push_back(event);
    }
    EventPage result;
    result.whole = cursor.empty();
    std::size_t at = from;
    for (; at < changed.size() && result.events.size() < page_size_; ++at) result.events.push_back(changed[at]);
    if (at < changed.size()) {
      result.next_page = std::to_string(at) + "@" + std::to_string(listed_at);
    } else {
      result.cursor = std::to_string(listed_at);
    }
    return result;
  }

  Result<std::optional<CalendarEvent>> event(const EventId& id) override {
    const auto found = events_.find(id);
    if (found == events_.end()) return std::optional<CalendarEvent>{};
    return std::optional<CalendarEvent>{found->second};
  }

  Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                          const std::string& if_match) override {
    if (before_patch) std::exchange(before_patch, nullptr)(*this);
    const auto found = events_.find(id);
    if (found == events_.end() || found->second.etag != if_match) {
      return Error{Remedy::resync, "The event was changed meanwhile."};
    }
    if (!found->second.description_writable) return Error{Remedy::skip, "This event refuses a new description."};
    CalendarEvent event = found->second;
    event.description = patch.description;
    event.mark = patch.mark;
    put(std::move(event));
    ++writes_;
    return events_.at(id);
  }

 private:
  std::map<EventId, CalendarEvent> events_;
  std::map<EventId, std::int64_t> changed_;
  std::int64_t clock_ = 0;
  std::int64_t oldest_ = 0;
  std::size_t page_size_ = 100;
  int writes_ = 0;
};

}  // namespace scc::fakes
