/// CalendarFeed: a crew member's own sails as an iCalendar stream to subscribe to (RFC 5545, 7986).
///
/// The UID of a sail never changes and its SEQUENCE only grows; a cancelled sail stays, as cancelled, and
/// so does one that the member was taken off, for a while.
/// The same sails give the same bytes, so the stream has an ETag. Pure.
#pragma once

#include <string>
#include <vector>

#include "api/own_sails.h"
#include "domain/operation.h"

namespace scc::api {

/// What a feed shows: a season back, a year ahead.
inline constexpr Duration feed_before = days(90);
inline constexpr Duration feed_after = days(366);

/// `at`: now; only its day shows, in how far the zone's rules are written.
[[nodiscard]] std::string calendar_feed(const Operation& operation, const CrewMember& member,
                                        const std::vector<OwnSail>& sails, Instant at);

}  // namespace scc::api
