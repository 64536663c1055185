#include "api/calendar_feed.h"

#include "api/calendar_text.h"
#include "base/hash.h"

namespace scc::api {
namespace {

constexpr std::size_t uid_characters = 40;
/// How often a calendar should ask: Google does as it likes (8 to 24 h), others heed it (RFC 7986 section 5.7).
constexpr const char* asked_every = "PT1H";

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// Names no client: a UID is shown in places where a title is not.
std::string uid_of(const OwnSail& sail, const PersonId& person) {
  return sha256_hex(sail.charter.text + "\n" + person.text).substr(0, uid_characters) + "@crew.ship-captain-crew";
}

const char* status_of(const OwnSail& sail) {
  if (sail.gone || sail.status == CharterStatus::cancelled) return "CANCELLED";
  return sail.status == CharterStatus::hold || sail.in_doubt ? "TENTATIVE" : "CONFIRMED";
}

std::string clock_of(Instant at, const Zone& zone) {
  return to_rfc3339(at, zone).substr(11, 5) + " " + zone_abbreviation(at, zone);
}

std::string description_of(const OwnSail& sail, const Zone& zone) {
  if (sail.gone) return "You are no longer in this crew.";
  std::string text = "Call time " + clock_of(sail.call, zone);
  if (sail.in_doubt) text += "\nA mail says that this sail is off; the office is finding out.";
  if (sail.mates.empty()) return text + "\nNobody else in the crew yet";
  text += "\nWith";
  for (const Crewmate& mate : sail.mates) text += "\n" + mate.role + ": " + mate.name;
  return text;
}

void write_sail(CalendarText& calendar, const OwnSail& sail, const PersonId& person, const Zone& zone) {
  const bool cancelled = sail.gone || sail.status == CharterStatus::cancelled;
  calendar.line("BEGIN", "VEVENT");
  calendar.line("UID", uid_of(sail, person));
  calendar.line("DTSTAMP", calendar_time(sail.said));
  calendar.line("SEQUENCE", std::to_string(sail.version));
  calendar.time("DTSTART", sail.start, zone);
  calendar.time("DTEND", sail.end, zone);
  calendar.text("SUMMARY", (sail.gone   ? "Taken off: "
                            : cancelled ? "Cancelled: "
                                        : "") +
                               joined(sail.roles) + ", " + sail.client);
  if (!sail.vessel.empty()) calendar.text("LOCATION", sail.vessel);
  calendar.text("DESCRIPTION", description_of(sail, zone));
  calendar.line("STATUS", status_of(sail));
  calendar.line("TRANSP", cancelled ? "TRANSPARENT" : "OPAQUE");
  calendar.line("CLASS", "PRIVATE");
  calendar.line("END", "VEVENT");
}

}  // namespace

std::string calendar_feed(const Operation& operation, const CrewMember& member, const std::vector<OwnSail>& sails,
                          Instant at) {
  CalendarText calendar;
  const std::string name = member.name + ", " + operation.name;
  calendar.line("BEGIN", "VCALENDAR");
  calendar.line("VERSION", "2.0");
  calendar.line("PRODID", "-//ShipCaptainCrew//crew feed//EN");
  calendar.line("METHOD", "PUBLISH");
  calendar.text("NAME", name);
  calendar.text("X-WR-CALNAME", name);
  calendar.text("X-WR-TIMEZONE", operation.zone.name());
  calendar.line("REFRESH-INTERVAL;VALUE=DURATION", asked_every);
  calendar.line("X-PUBLISHED-TTL", asked_every);
  write_zone(calendar, operation.zone, at - feed_before, at + feed_after);
  for (const OwnSail& sail : sails) write_sail(calendar, sail, member.id, operation.zone);
  calendar.line("END", "VCALENDAR");
  return calendar.written();
}

}  // namespace scc::api
