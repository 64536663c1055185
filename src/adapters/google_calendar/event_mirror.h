/// EventMirror: the events of a calendar as they were when it was last read, in a folder.
///
/// Rationale: a crew block can be written with one request (a patch) instead of two (a reading
/// first) when the event is known from the changes that this very run has read. A mirror only: it
/// answers while all changes up to this run are in it, and a write that is refused (412) makes the
/// event be read from Google. It need not hold every event. A file that can't be read or written
/// is a miss, never an error. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/calendar.h"

namespace scc::google {

class EventMirror {
 public:
  /// `directory` "" keeps nothing.
  EventMirror(std::string directory, std::string calendar_id);

  /// A reading of what changed since `cursor` begins. Files that stand at another cursor go.
  void begin(const std::string& cursor);
  void take(const EventPage& page);
  /// Nothing: ask Google.
  [[nodiscard]] std::optional<CalendarEvent> find(const EventId& id) const;
  void put(const CalendarEvent& event);
  void drop(const EventId& id);

 private:
  [[nodiscard]] std::string path_of(const EventId& id) const;
  [[nodiscard]] std::string stored_cursor() const;
  void write(const std::string& path, const std::string& bytes);

  std::string directory_;
  bool fresh_ = false;  ///< a reading was completed by this object
};

}  // namespace scc::google
