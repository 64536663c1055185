#include "api/calendar_text.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace scc::api {
namespace {

constexpr int spans_max = 100;  // two a year: half a century

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// RFC 5545 section 3.3.11.
std::string escape(std::string_view value) {
  const std::string valid = scrub_utf8(value);
  std::string out;
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const char c = valid[i];
    const bool line_end = c == '\n' || c == '\r';
    if (c == '\r' && i + 1 < valid.size() && valid[i + 1] == '\n') continue;
    if (line_end) {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') {
      out += c;
    }
  }
  return out;
}

std::string fold_lines(std::string_view line) {
  std::string out;
  std::size_t room = calendar_line_octets_max;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && continues_character(line[cut])) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = calendar_line_octets_max - 1;  // the space that marks a fold counts
  }
  return out.append(line).append("\r\n");
}

/// "-0700"
std::string offset_text(Duration offset) {
  const std::int64_t total = offset.milliseconds / minutes(1).milliseconds;
  const auto size = static_cast<int>(total < 0 ? -total : total);
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%c%02d%02d", total < 0 ? '-' : '+', size / 60, size % 60);
  return buffer.data();
}

/// What a clock with that offset shows.
LocalTime shown_with(Instant at, Duration offset) {
  return to_local(Instant{at.milliseconds + offset.milliseconds}, Zone::utc());
}

}  // namespace

void CalendarText::line(std::string_view name, std::string_view value) {
  out_ += fold_lines(std::string(name).append(":").append(value));
}

void CalendarText::text(std::string_view name, std::string_view value) {
  line(name, escape(value));
}

void CalendarText::time(std::string_view name, Instant at, const Zone& zone) {
  if (zone.name() == "UTC") return line(name, calendar_time(at));
  line(std::string(name).append(";TZID=").append(zone.name()), calendar_time(to_local(at, zone)));
}

std::string calendar_time(const LocalTime& local) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d%02d%02dT%02d%02d%02d", local.date.year, local.date.month,
                local.date.day, local.time.hour, local.time.minute, local.time.second);
  return buffer.data();
}

std::string calendar_time(Instant at) {
  return calendar_time(to_local(at, Zone::utc())) + "Z";
}

void write_zone(CalendarText& calendar, const Zone& zone, Instant from, Instant to) {
  if (zone.name() == "UTC") return;
  calendar.line("BEGIN", "VTIMEZONE");
  calendar.line("TZID", zone.name());
  ZoneSpan span = zone_span(from, zone);
  Duration before = span.begin ? zone_span(*span.begin - Duration{1}, zone).offset : span.offset;
  for (int i = 0; i < spans_max; ++i) {
    const char* kind = span.summer ? "DAYLIGHT" : "STANDARD";
    const LocalTime since = span.begin ? shown_with(*span.begin, before) : LocalTime{{1970, 1, 1}, {}};
    calendar.line("BEGIN", kind);
    calendar.line("DTSTART", calendar_time(since));
    calendar.line("TZOFFSETFROM", offset_text(before));
    calendar.line("TZOFFSETTO", offset_text(span.offset));
    calendar.text("TZNAME", span.abbreviation);
    calendar.line("END", kind);
    if (!span.end || *span.end >= to) break;
    before = span.offset;
    span = zone_span(*span.end, zone);
  }
  calendar.line("END", "VTIMEZONE");
}

}  // namespace scc::api
