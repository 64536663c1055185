/// IcsTimes: when a VEVENT takes place, read with libical. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace scc::ics {

struct EventTimes {
  struct Occurrence {
    Instant start;
    Instant end;
    std::string suffix;  ///< of an instance: its original start, "20260512T210000Z"; else ""
  };
  std::vector<Occurrence> occurrences;  ///< empty: no readable start
  bool recurring = false;
  bool all_day = false;
  Instant updated;  ///< LAST-MODIFIED, else DTSTAMP, else 1970
};

/// `vevent` and `time_zones` are the file's own bytes. A TZID that is an IANA name is read with
/// this machine's zones, any other with the file's VTIMEZONE; floating times are in `zone`.
[[nodiscard]] EventTimes times_of(std::string_view vevent, const std::string& time_zones, const Zone& zone);

}  // namespace scc::ics
