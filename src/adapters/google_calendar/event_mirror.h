/// EventMirror: the events of a calendar as they were when it was last read, in a folder.
///
/// Rationale: a crew block can be written with one request (a patch) instead of two (a reading
/// first) when the event is known from the changes that this very run has read. A mirror only: it
/// answers while all changes up to this run are in it, and a write that is refused (412) makes the
/// event be read from Google. It need not hold every event. A file that can't be read or written
/// is a miss, never an error. One thread at a time.
///
/// Events are lines appended to one file, of which the last of an event counts: making a file costs
/// far more than a line, and a first reading brings hundreds of them. A line that was cut off ends
/// the file. It is written anew when most of it is out of date.
#pragma once

#include <fstream>
#include <map>
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
  [[nodiscard]] std::optional<CalendarEvent> find(const EventId& id);
  void put(const CalendarEvent& event);
  void drop(const EventId& id);

 private:
  struct Place {
    std::streamoff offset = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] std::string stored_cursor() const;
  void store_cursor(const std::string& cursor);
  /// Finds the places of all events once, when the first of them is asked for.
  void open();
  void append(const EventId& id, const std::string& line);
  void rewrite();
  void forget();

  std::string directory_;
  std::string path_;
  bool fresh_ = false;  ///< a reading was completed by this object
  std::optional<std::fstream> file_;
  std::map<EventId, Place> places_;
  std::streamoff end_ = 0;
};

}  // namespace scc::google
