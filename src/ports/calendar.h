/// Calendar: the operator's calendar: an .ics file, or Google Calendar.
///
/// One thread at a time. We read events and write one thing: the description (our block in it)
/// together with our own private marks. No guest is ever mailed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids.h"

namespace scc {

/// What we last wrote into an event, kept in its private extended properties.
struct BlockMark {
  std::string block_hash;    ///< sha256_hex of the block's plain text; "" if we never wrote
  std::string charter;       ///< the charter's id
  std::int64_t version = 0;  ///< the charter version it shows
  bool operator==(const BlockMark&) const = default;
};

struct CalendarEvent {
  EventId id;
  std::string etag;
  std::string title;
  std::string description;
  std::string location;
  Instant start;
  Instant end;
  bool all_day = false;
  enum class Status { confirmed, tentative, cancelled } status = Status::confirmed;
  /// False: this kind of event refuses a new description (Google: fromGmail, …).
  bool description_writable = true;
  std::string kind;  ///< for people when not writable: "fromGmail"
  BlockMark mark;
  std::string edited_by;  ///< who changed it last, "" if the calendar does not say
  Instant updated;
  bool operator==(const CalendarEvent&) const = default;
};

struct EventPage {
  std::vector<CalendarEvent> events;  ///< changed since; cancelled ones with status cancelled
  std::string cursor;                 ///< on the last page
  std::string next_page;
  bool whole = false;  ///< all events of the calendar, not only changes
};

struct DescriptionPatch {
  std::string description;
  BlockMark mark;
};

class Calendar {
 public:
  Calendar() = default;
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;
  virtual ~Calendar() = default;

  /// As Mailbox::changes.
  [[nodiscard]] virtual Result<EventPage> changes(const std::string& cursor, const std::string& page) = 0;
  /// Nothing: there is no such event (any more).
  [[nodiscard]] virtual Result<std::optional<CalendarEvent>> event(const EventId& id) = 0;
  /// Writes only while the event still has `if_match`; returns the event as it is then.
  /// Remedy resync: somebody changed it (read again, decide again); skip: this event refuses.
  [[nodiscard]] virtual Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                                                const std::string& if_match) = 0;
};

}  // namespace scc
