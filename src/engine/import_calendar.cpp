#include "engine/import_calendar.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/import_event.h"

namespace scc::engine {
namespace {

constexpr int calendar_pages_max = 2'000;
constexpr std::size_t events_max = 200'000;
constexpr std::size_t notes_max = 100;
/// How far ahead charters are looked for that lost their event.
constexpr Duration coming = days(3'660);

struct Listing {
  std::vector<CalendarEvent> events;
  std::string cursor;
  bool whole = false;
};

Result<Listing> list_events(Calendar& calendar, const std::string& cursor) {
  Listing listing;
  std::string page;
  for (int pages = 0; pages < calendar_pages_max; ++pages) {
    auto batch = calendar.changes(cursor, page);
    if (!batch) return batch.error();
    for (CalendarEvent& event : batch->events) listing.events.push_back(std::move(event));
    if (listing.events.size() > events_max) break;
    listing.whole = batch->whole;
    page = batch->next_page;
    if (!page.empty()) continue;
    listing.cursor = batch->cursor;
    return listing;
  }
  return Error{Remedy::stop, "The calendar lists more than " + std::to_string(events_max) +
                                 " events; name a calendar that holds the charters only."};
}

/// In an order that does not depend on the calendar's: two sails of one client on one day get
/// their ids by start.
void put_in_order(std::vector<CalendarEvent>& events) {
  std::stable_sort(events.begin(), events.end(), [](const CalendarEvent& a, const CalendarEvent& b) {
    return std::tie(a.start, a.id) < std::tie(b.start, b.id);
  });
}

void note(ImportReport& report, std::string text) {
  if (report.notes.size() < notes_max) report.notes.push_back(std::move(text));
}

void count(ImportReport& report, const EventImport& event) {
  using Change = EventImport::Charter;
  report.charters_new += event.charter == Change::fresh ? 1 : 0;
  report.charters_changed += event.charter == Change::changed ? 1 : 0;
  report.charters_cancelled += event.charter == Change::cancelled ? 1 : 0;
  report.block_edits += event.block_edit ? 1 : 0;
  report.problems += event.problem ? 1 : 0;
}

/// Coming charters whose event a whole listing no longer has.
Result<std::vector<CharterRecord>> vanished(Context& context, const std::vector<CalendarEvent>& events) {
  std::set<EventId> seen;
  for (const CalendarEvent& event : events) seen.insert(event.id);
  const Instant now = context.clock.now();
  auto records = context.store.charters_now(now, now + coming);
  if (!records) return records.error();
  std::vector<CharterRecord> gone;
  std::size_t expected = 0;
  for (const CharterRecord& record : *records) {
    if (!has_writable_event(record.charter)) continue;
    ++expected;
    if (!seen.contains(record.charter.event)) gone.push_back(record);
  }
  if (events.empty() && expected > 0) {
    return Error{Remedy::stop, "The calendar shows no event at all, while " + std::to_string(expected) +
                                   " coming charters are known. Nothing was changed. Look whether it is the right "
                                   "calendar; if every charter is really off, cancel the events instead."};
  }
  return gone;
}

/// A listing of several pages may miss an event that somebody moved meanwhile, so the calendar is
/// asked for this one before its charter is off.
Outcome settle_vanished(Context& context, Calendar& calendar, const CharterRecord& record, ImportReport& report) {
  auto event = calendar.event(record.charter.event);
  if (!event) return event.error();
  if (event->has_value()) {
    auto imported = import_event(context, **event);
    if (!imported) return imported.error();
    count(report, *imported);
    return done();
  }
  auto cancelled = cancel_vanished(context, record.charter.id);
  if (!cancelled) return cancelled.error();
  ++report.charters_cancelled;
  note(report, record.charter.id.text + ": its event is gone from the calendar, so it is off.");
  return done();
}

}  // namespace

Result<ImportReport> import_calendar(Context& context, Calendar& calendar) {
  auto state = context.store.source("calendar");
  if (!state) return state.error();
  const std::string cursor = state->has_value() ? (*state)->cursor : "";
  auto listing = list_events(calendar, cursor);
  if (!listing && listing.error().remedy == Remedy::resync && !cursor.empty()) listing = list_events(calendar, "");
  if (!listing) return listing.error();
  put_in_order(listing->events);

  ImportReport report;
  report.events = listing->events.size();
  std::vector<CharterRecord> gone;
  if (listing->whole) {
    auto missing = vanished(context, listing->events);
    if (!missing) return missing.error();
    gone = std::move(*missing);
  }
  std::size_t handled = 0;
  for (const CalendarEvent& event : listing->events) {
    if (context.stop && context.stop()) return report;
    if (context.progress) context.progress("calendar", handled++, listing->events.size());
    auto imported = import_event(context, event);
    if (!imported && imported.error().remedy == Remedy::skip) {
      note(report, imported.error().what);
      continue;
    }
    if (!imported) return imported.error();
    count(report, *imported);
    for (const std::string& text : imported->notes) note(report, text);
    if (!event.description_writable && event.status != CalendarEvent::Status::cancelled) {
      note(report,
           "\"" + event.title + "\" (" + event.kind + ") takes no crew block; its crew shows on the page only.");
    }
  }
  for (const CharterRecord& record : gone) {
    auto settled = settle_vanished(context, calendar, record, report);
    if (!settled) return settled.error();
  }
  auto moved = move_cursor(context, "calendar", listing->cursor);
  if (!moved) return moved.error();
  return report;
}

}  // namespace scc::engine
