#include "adapters/ics_calendar/ics_times.h"

#include <libical/ical.h>

#include <cstdio>
#include <memory>
#include <set>

#include "adapters/ics_calendar/ics_events.h"

namespace scc::ics {
namespace {

struct ComponentEnd {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, ComponentEnd>;

struct IteratorEnd {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using RuleIterator = std::unique_ptr<icalrecur_iterator, IteratorEnd>;

Component parse(std::string_view vevent, const std::string& time_zones) {
  // The library ends the process on bad input otherwise.
  icalerror_set_errors_are_fatal(0);
  const std::string text = "BEGIN:VCALENDAR\r\n" + time_zones + std::string(vevent) + "\r\nEND:VCALENDAR\r\n";
  return Component(icalparser_parse_string(text.c_str()));
}

/// Reads the times of one component in the zone that each of them names.
class TimeReader {
 public:
  TimeReader(icalcomponent* event, const Zone& zone) : event_(event), zone_(zone) {}

  /// How one property's times become instants: the rest of a series is read like its start.
  struct Frame {
    std::optional<Zone> zone;                 ///< by this machine's zoneinfo
    const icaltimezone* file_zone = nullptr;  ///< by the file's VTIMEZONE
  };

  [[nodiscard]] Frame frame_of(icalproperty* property) const {
    const icaltimetype time = value_of(property);
    if (icaltime_is_utc(time) != 0) return {Zone::utc(), nullptr};
    icalparameter* tzid = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (tzid == nullptr || time.is_date != 0) return {zone_, nullptr};
    auto named = zone_named(icalparameter_get_tzid(tzid));
    if (named) return {*named, nullptr};
    if (time.zone != nullptr) return {std::nullopt, time.zone};
    return {zone_, nullptr};
  }

  [[nodiscard]] static Instant instant_of(const icaltimetype& time, const Frame& frame) {
    if (frame.file_zone != nullptr) {
      const auto seconds_since_epoch =
          icaltime_as_timet_with_zone(time, const_cast<icaltimezone*>(frame.file_zone));  // NOLINT: C interface
      return {static_cast<std::int64_t>(seconds_since_epoch) * 1000};
    }
    LocalTime local{{time.year, time.month, time.day}, {}};
    if (time.is_date == 0) local.time = {time.hour, time.minute, std::min(time.second, 59)};
    if (!is_valid(local.date)) return {};
    return to_instant(local, frame.zone.value_or(Zone::utc()));
  }

  [[nodiscard]] icaltimetype value_of(icalproperty* property) const {
    return icalproperty_get_datetime_with_component(property, event_);
  }

  [[nodiscard]] std::optional<Instant> instant(icalproperty_kind kind) const {
    icalproperty* property = icalcomponent_get_first_property(event_, kind);
    if (property == nullptr) return std::nullopt;
    const icaltimetype time = value_of(property);
    if (icaltime_is_null_time(time) != 0) return std::nullopt;
    return instant_of(time, frame_of(property));
  }

 private:
  icalcomponent* event_;
  const Zone& zone_;
};

std::string suffix_of(Instant at) {
  const LocalTime utc = to_local(at, Zone::utc());
  char text[32];
  static_cast<void>(std::snprintf(text, sizeof text, "%04d%02d%02dT%02d%02d%02dZ", utc.date.year, utc.date.month,
                                  utc.date.day, utc.time.hour, utc.time.minute, utc.time.second));
  return text;
}

/// All properties of one kind.
template <class Use>
void for_each_property(icalcomponent* event, icalproperty_kind kind, Use use) {
  for (icalproperty* property = icalcomponent_get_first_property(event, kind); property != nullptr;
       property = icalcomponent_get_next_property(event, kind)) {
    use(property);
  }
}

void add_occurrences(icalcomponent* event, const TimeReader& reader, Instant start, Duration length,
                     EventTimes& times) {
  std::set<Instant> starts{start};
  icalproperty* dtstart = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
  const TimeReader::Frame frame = reader.frame_of(dtstart);
  for_each_property(event, ICAL_RRULE_PROPERTY, [&](icalproperty* property) {
    const RuleIterator rule(icalrecur_iterator_new(icalproperty_get_rrule(property), reader.value_of(dtstart)));
    if (!rule) return;
    for (int i = 0; i < occurrences_max; ++i) {
      const icaltimetype next = icalrecur_iterator_next(rule.get());
      if (icaltime_is_null_time(next) != 0) break;
      starts.insert(TimeReader::instant_of(next, frame));
    }
  });
  for_each_property(event, ICAL_RDATE_PROPERTY, [&](icalproperty* property) {
    const icaldatetimeperiodtype date = icalproperty_get_rdate(property);
    const icaltimetype at = icaltime_is_null_time(date.time) != 0 ? date.period.start : date.time;
    if (icaltime_is_null_time(at) == 0) starts.insert(TimeReader::instant_of(at, reader.frame_of(property)));
  });
  for_each_property(event, ICAL_EXDATE_PROPERTY, [&](icalproperty* property) {
    starts.erase(TimeReader::instant_of(icalproperty_get_exdate(property), reader.frame_of(property)));
  });
  for (const Instant at : starts) times.occurrences.push_back({at, at + length, suffix_of(at)});
}

Duration length_of(icalcomponent* event, const TimeReader& reader, Instant start, bool all_day) {
  if (const auto end = reader.instant(ICAL_DTEND_PROPERTY)) return std::max(*end - start, Duration{0});
  if (icalproperty* property = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY)) {
    return seconds(std::max(0, icaldurationtype_as_int(icalproperty_get_duration(property))));
  }
  return all_day ? days(1) : Duration{0};
}

}  // namespace

EventTimes times_of(std::string_view vevent, const std::string& time_zones, const Zone& zone) {
  EventTimes times;
  const Component calendar = parse(vevent, time_zones);
  icalcomponent* event = calendar ? icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT) : nullptr;
  if (event == nullptr) return times;
  const TimeReader reader(event, zone);
  for (const icalproperty_kind kind : {ICAL_LASTMODIFIED_PROPERTY, ICAL_DTSTAMP_PROPERTY}) {
    const auto updated = reader.instant(kind);
    if (updated && times.updated == Instant{}) times.updated = *updated;
  }
  const auto start = reader.instant(ICAL_DTSTART_PROPERTY);
  if (!start) return times;
  times.all_day = reader.value_of(icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY)).is_date != 0;
  const Duration length = length_of(event, reader, *start, times.all_day);
  times.recurring = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) != nullptr ||
                    icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY) != nullptr;
  if (times.recurring) {
    add_occurrences(event, reader, *start, length, times);
  } else {
    const auto original = reader.instant(ICAL_RECURRENCEID_PROPERTY);
    times.occurrences.push_back({*start, *start + length, original ? suffix_of(*original) : ""});
  }
  return times;
}

}  // namespace scc::ics
