/// IcsCalendar: a calendar that is one .ics file on this machine's disk.
///
/// The cursor is a hash of the file; whenever it moves, all events are listed again. What we
/// write is an event's description and our marks beside it (X-SCC-…): every other byte of the
/// file stays. Instances of a recurring event are listed but can't be written one by one.
/// One thread at a time; other programs may write the file at any moment.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "ports/calendar.h"

namespace scc {

class IcsCalendar final : public Calendar {
 public:
  /// `zone`: of floating and all-day times.
  IcsCalendar(std::string path, Zone zone);
  ~IcsCalendar() override;

  [[nodiscard]] Result<EventPage> changes(const std::string& cursor, const std::string& page) override;
  [[nodiscard]] Result<std::optional<CalendarEvent>> event(const EventId& id) override;
  [[nodiscard]] Result<CalendarEvent> patch_description(const EventId& id, const DescriptionPatch& patch,
                                                        const std::string& if_match) override;

 private:
  struct Contents;
  /// The file as it is now; read again only when it has changed.
  [[nodiscard]] Result<const Contents*> contents();

  std::string path_;
  Zone zone_;
  std::unique_ptr<Contents> contents_;
};

}  // namespace scc
