#include "adapters/google_calendar/event_json.h"

#include <charconv>

namespace scc::google {
namespace {

/// Keys of our private extended properties (at most 44 characters each, values 1,024).
constexpr const char* hash_key = "sccBlockHash";
constexpr const char* charter_key = "sccCharter";
constexpr const char* version_key = "sccVersion";

Instant read_moment(const JsonReader& moment, const Zone& zone, bool& all_day) {
  if (const JsonReader at = moment.maybe("dateTime"); !at.missing()) return at.instant();
  const JsonReader day = moment.at("date");
  const auto date = parse_date(day.text());
  if (!date) {
    if (!day.missing()) day.complain("not a date such as 2026-05-12");
    return {};
  }
  all_day = true;
  return to_instant({*date, {}}, zone);
}

BlockMark read_mark(const JsonReader& event) {
  const JsonReader marks = event.maybe("extendedProperties").maybe("private");
  BlockMark mark;
  if (marks.missing()) return mark;
  mark.block_hash = marks.maybe(hash_key).text();
  mark.charter = marks.maybe(charter_key).text();
  const std::string version = marks.maybe(version_key).text();
  // Somebody else's number in our key reads as 0: the block is then written anew.
  if (std::from_chars(version.data(), version.data() + version.size(), mark.version).ec != std::errc{})
    mark.version = 0;
  return mark;
}

}  // namespace

CalendarEvent read_event(const JsonReader& event, const Zone& zone) {
  CalendarEvent read;
  read.id = EventId(event.at("id").text());
  read.etag = event.maybe("etag").text();
  const std::string status = event.maybe("status").text();
  read.status = status == "cancelled"   ? CalendarEvent::Status::cancelled
                : status == "tentative" ? CalendarEvent::Status::tentative
                                        : CalendarEvent::Status::confirmed;
  read.title = event.maybe("summary").text();
  read.description = event.maybe("description").text();
  read.location = event.maybe("location").text();
  read.updated = event.maybe("updated").instant();
  read.edited_by = event.maybe("creator").maybe("email").text();
  read.mark = read_mark(event);
  // A fromGmail event, and the working-day kinds, refuse a new description (guides/event-types).
  const std::string kind = event.maybe("eventType").text();
  read.description_writable = (kind.empty() || kind == "default") && !event.maybe("locked").flag();
  if (!read.description_writable) read.kind = kind.empty() || kind == "default" ? "locked" : kind;
  if (const JsonReader start = event.maybe("start"); !start.missing())
    read.start = read_moment(start, zone, read.all_day);
  if (const JsonReader end = event.maybe("end"); !end.missing()) read.end = read_moment(end, zone, read.all_day);
  if (read.status != CalendarEvent::Status::cancelled) {
    static_cast<void>(event.at("start"));
    static_cast<void>(event.at("etag"));
  }
  return read;
}

std::string write_patch(const DescriptionPatch& patch) {
  const boost::json::object marks{{hash_key, patch.mark.block_hash},
                                  {charter_key, patch.mark.charter},
                                  {version_key, std::to_string(patch.mark.version)}};
  return boost::json::serialize(boost::json::object{{"description", patch.description},
                                                    {"extendedProperties", boost::json::object{{"private", marks}}}});
}

}  // namespace scc::google
