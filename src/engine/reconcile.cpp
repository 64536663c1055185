#include "engine/reconcile.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/block_view.h"
#include "engine/dispatch.h"
#include "engine/event_sail.h"
#include "engine/gauges.h"
#include "engine/import_event.h"
#include "engine/roster.h"

namespace scc::engine {
namespace {

constexpr int outbox_listed_max = 10'000;
constexpr Duration ever = days(3'660);
/// Up to here each event is asked for; beyond, the whole calendar is listed once.
constexpr std::size_t single_events_max = 20;
constexpr int calendar_pages_max = 2'000;

std::string crew_line(const std::vector<Assignment>& crew, const Operation& operation) {
  std::string line;
  for (const Assignment& assignment : crew) {
    const Role* role = find_role(operation, assignment.role);
    line += (line.empty() ? "" : "; ") + (role != nullptr ? role->title : assignment.role.text) + ": " +
            name_of(operation, assignment.person);
  }
  return line.empty() ? "nobody" : line;
}

class Check {
 public:
  Check(Context& context, Calendar& calendar) : context_(context), calendar_(calendar) {}

  Result<Agreement> run(const std::vector<CharterRecord>& records) {
    auto operation = current_operation(context_);
    if (!operation) return operation.error();
    operation_ = std::move(*operation);
    auto waiting = context_.store.due_outbox(context_.clock.now() + ever, outbox_listed_max);
    if (!waiting) return waiting.error();
    for (OutboxEntry& entry : *waiting) outbox_.emplace(entry.charter, std::move(entry));
    auto read = read_events(records);
    if (!read) return read.error();
    for (const CharterRecord& record : records) {
      const std::size_t before = agreement_.drifts.size();
      auto checked = check_one(record);
      if (!checked) return checked.error();
      ++agreement_.charters;
      if (agreement_.drifts.size() == before) ++agreement_.agreeing;
    }
    return std::move(agreement_);
  }

 private:
  Outcome read_events(const std::vector<CharterRecord>& records) {
    if (records.size() <= single_events_max) {
      for (const CharterRecord& record : records) {
        if (record.charter.event.empty()) continue;
        auto event = calendar_.event(record.charter.event);
        if (!event) return event.error();
        if (event->has_value()) events_.emplace(record.charter.event, **event);
      }
      return done();
    }
    std::string page;
    for (int pages = 0; pages < calendar_pages_max; ++pages) {
      auto batch = calendar_.changes("", page);
      if (!batch) return batch.error();
      for (CalendarEvent& event : batch->events) events_.insert_or_assign(event.id, std::move(event));
      page = batch->next_page;
      if (page.empty()) return done();
    }
    return Error{Remedy::stop, "The calendar lists too many pages of events; check a shorter range of dates."};
  }

  Outcome check_one(const CharterRecord& record) {
    const Charter& charter = record.charter;
    auto facts = context_.store.facts_of(charter.id);
    if (!facts) return facts.error();
    const CrewState state = fold_facts(*facts, operation_.roles);
    if (state.crew != charter.crew || state.cancelled != charter.cancelled_by_mail) {
      add(charter, DriftKind::crew_not_fold, crew_line(charter.crew, operation_), "",
          "`scc check --fix` folds the facts again: " + crew_line(state.crew, operation_));
    }
    if (charter.event.empty()) return done();
    const bool off = charter.sail.status == CharterStatus::cancelled;
    const auto found = events_.find(charter.event);
    const bool gone = found == events_.end() || found->second.status == CalendarEvent::Status::cancelled;
    if (gone) {
      if (!off) {
        add(charter, DriftKind::event_missing, describe(charter.sail, operation_.zone), "no such event",
            "`scc check --fix` marks the charter as cancelled; restore the event if it is not.");
      }
      return done();
    }
    compare_sail(record, found->second);
    if (!off) {
      if (charter.cancelled_by_mail) {
        add(charter, DriftKind::cancelled_by_mail, "a mail says it is off", "the event is still there",
            "Delete the event if it is off, or undo the mail's fact.", false);
      }
      return compare_block(record, found->second);
    }
    return done();
  }

  void compare_sail(const CharterRecord& record, const CalendarEvent& event) {
    const Sail sail = sail_of(event, context_.settings);
    if (sail == record.charter.sail) return;
    add(record.charter, DriftKind::sail_differs, describe(record.charter.sail, operation_.zone),
        describe(sail, operation_.zone), "`scc sync` copies it from the calendar.");
  }

  Outcome compare_block(const CharterRecord& record, const CalendarEvent& event) {
    const Charter& charter = record.charter;
    const BlockView view = view_block(event, record, operation_);
    const std::string crew = crew_line(charter.crew, operation_);
    const auto waiting = outbox_.find(charter.id);
    bool ours = view.standing == BlockStanding::stale || view.standing == BlockStanding::absent;
    if (view.standing == BlockStanding::current || (view.standing == BlockStanding::absent && charter.crew.empty())) {
      return done();
    }
    if (view.standing == BlockStanding::stale) {
      auto asked = context_.store.review(review_id_of(event));
      if (!asked) return asked.error();
      ours = !asked->has_value() || (*asked)->state != ReviewState::open;
    }
    if (!event.description_writable) {
      add(charter, DriftKind::event_unwritable, crew, view.text.empty() ? "no crew" : view.text,
          "The calendar refuses this event's description (" + event.kind + "); the crew shows on the page only.",
          false);
    } else if (view.standing == BlockStanding::mangled) {
      add(charter, DriftKind::block_mangled, crew, view.problem,
          "Put the block's first and last line right in the calendar, or delete the whole block.", false);
    } else if (waiting != outbox_.end() && ours) {
      add(charter, DriftKind::outbox_waiting, crew, view.text.empty() ? "no crew" : view.text,
          waiting->second.last_error.empty() ? "`scc sync` writes it."
                                             : "`scc sync` tries again. " + waiting->second.last_error);
    } else if (ours) {
      const bool missing = view.standing == BlockStanding::absent;
      add(charter, missing ? DriftKind::block_missing : DriftKind::block_differs, crew, missing ? "no crew" : view.text,
          "`scc check --fix` writes it.");
    } else {
      return compare_touched(charter, event, view, crew);
    }
    return done();
  }

  /// A person changed our block or took it out. Once that is decided, ours may be written again.
  Outcome compare_touched(const Charter& charter, const CalendarEvent& event, const BlockView& view,
                          const std::string& crew) {
    const bool missing = view.standing == BlockStanding::removed;
    if (missing && charter.crew.empty()) return done();
    auto review = context_.store.review(review_id_of(event));
    if (!review) return review.error();
    const bool decided = review->has_value() && (*review)->state != ReviewState::open;
    add(charter, missing ? DriftKind::block_missing : DriftKind::block_differs, crew,
        missing ? "the block was taken out" : view.text,
        decided ? "`scc check --fix` writes ours again."
                : "Somebody changed the block in the calendar: `scc review` to accept it or to restore ours.",
        decided);
    return done();
  }

  void add(const Charter& charter, DriftKind kind, std::string store_says, std::string calendar_says, std::string cure,
           bool healable = true) {
    agreement_.drifts.push_back(
        {charter.id, kind, std::move(store_says), std::move(calendar_says), std::move(cure), healable});
  }

  Context& context_;
  Calendar& calendar_;
  Operation operation_;
  std::map<CharterId, OutboxEntry> outbox_;
  std::map<EventId, CalendarEvent> events_;
  Agreement agreement_;
};

/// Folds a charter's facts again and has its block written.
Outcome write_again(Context& context, const CharterId& id) {
  return until_committed(id.text, [&]() -> Result<CommitOutcome> {
    auto record = context.store.charter(id);
    if (!record) return record.error();
    if (!record->has_value()) return CommitOutcome::already_done;
    auto facts = context.store.facts_of(id);
    if (!facts) return facts.error();
    CrewState state = fold_facts(*facts, context.settings.operation.roles);
    Posting posting;
    posting.revised = **record;
    posting.revised->charter.crew = std::move(state.crew);
    posting.revised->charter.cancelled_by_mail = state.cancelled;
    posting.rewrite = {id};
    return post(context, posting);
  });
}

/// The event again, whatever the store knows of it, so that its values are copied anew.
Outcome import_again(Context& context, Calendar& calendar, const CharterId& id) {
  auto record = context.store.charter(id);
  if (!record) return record.error();
  if (!record->has_value()) return done();
  auto event = calendar.event((*record)->charter.event);
  if (!event) return event.error();
  if (!event->has_value()) return cancel_vanished(context, id);
  if ((*record)->event_etag == (*event)->etag) {
    Commit forget;
    forget.charters = {**record};
    forget.charters.front().event_etag.clear();
    auto outcome = commit_fenced(context, std::move(forget));
    if (!outcome) return outcome.error();
  }
  auto imported = import_event(context, **event);
  if (!imported) return imported.error();
  return done();
}

Outcome heal_drifts(Context& context, Calendar& calendar, const Agreement& agreement) {
  std::set<CharterId> to_import;
  std::set<CharterId> to_write;
  for (const Drift& drift : agreement.drifts) {
    if (!drift.healable) continue;
    const bool event = drift.kind == DriftKind::sail_differs || drift.kind == DriftKind::event_missing;
    (event ? to_import : to_write).insert(drift.charter);
  }
  for (const CharterId& id : to_import) {
    auto imported = import_again(context, calendar, id);
    if (!imported) return imported.error();
  }
  for (const CharterId& id : to_write) {
    auto written = write_again(context, id);
    if (!written) return written.error();
  }
  if (to_import.empty() && to_write.empty()) return done();
  auto dispatched = dispatch(context, calendar);
  if (!dispatched) return dispatched.error();
  return done();
}

/// What Health shows of it: how much was found, and how much of that is healed now.
Result<Agreement> noted(Context& context, const Agreement& before, Result<Agreement> after) {
  if (!after) return after;
  Gauge gauge;
  gauge.kind = GaugeKind::repair;
  gauge.of = "drift";
  gauge.at = context.clock.now();
  gauge.limit = static_cast<std::int64_t>(before.drifts.size());
  gauge.used = std::max<std::int64_t>(0, gauge.limit - static_cast<std::int64_t>(after->drifts.size()));
  const auto written = write_gauge(context, gauge);
  if (!written) return written.error();
  return after;
}

Result<std::vector<CharterRecord>> one_record(Context& context, const CharterId& id) {
  auto record = find_record(context.store, id.text);
  if (!record) return record.error();
  if (!record->has_value()) return Error{Remedy::skip, "There is no charter \"" + id.text + "\"."};
  return std::vector<CharterRecord>{**record};
}

}  // namespace

const char* to_string(DriftKind kind) {
  switch (kind) {
    case DriftKind::crew_not_fold: return "crew_not_fold";
    case DriftKind::block_missing: return "block_missing";
    case DriftKind::block_differs: return "block_differs";
    case DriftKind::block_mangled: return "block_mangled";
    case DriftKind::event_missing: return "event_missing";
    case DriftKind::event_unwritable: return "event_unwritable";
    case DriftKind::sail_differs: return "sail_differs";
    case DriftKind::cancelled_by_mail: return "cancelled_by_mail";
    case DriftKind::outbox_waiting: return "outbox_waiting";
  }
  return "block_differs";
}

Result<Agreement> check(Context& context, Calendar& calendar, Instant from, Instant to) {
  auto records = context.store.charters_now(from, to);
  if (!records) return records.error();
  return Check(context, calendar).run(*records);
}

Result<Agreement> check_charter(Context& context, Calendar& calendar, const CharterId& id) {
  auto records = one_record(context, id);
  if (!records) return records.error();
  return Check(context, calendar).run(*records);
}

Result<Agreement> heal(Context& context, Calendar& calendar, Instant from, Instant to) {
  auto agreement = check(context, calendar, from, to);
  if (!agreement) return agreement;
  auto healed = heal_drifts(context, calendar, *agreement);
  if (!healed) return healed.error();
  return noted(context, *agreement, check(context, calendar, from, to));
}

Result<Agreement> heal_charter(Context& context, Calendar& calendar, const CharterId& id) {
  auto agreement = check_charter(context, calendar, id);
  if (!agreement) return agreement;
  auto healed = heal_drifts(context, calendar, *agreement);
  if (!healed) return healed.error();
  return noted(context, *agreement, check_charter(context, calendar, id));
}

}  // namespace scc::engine
