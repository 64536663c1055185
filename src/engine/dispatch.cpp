#include "engine/dispatch.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/crew_block.h"
#include "engine/block_view.h"
#include "engine/import_event.h"
#include "engine/ledger.h"

namespace scc::engine {
namespace {

constexpr int outbox_batch_max = 100;
constexpr int outbox_rounds_max = 1'000;
/// Somebody may write to the event between our reading and our writing; then it is read again.
constexpr int event_attempts_max = 4;
constexpr Duration backoff_first = seconds(30);
constexpr Duration backoff_longest = hours(1);
constexpr std::size_t notes_max = 100;

Duration backoff_after(int attempts) {
  Duration wait = backoff_first;
  for (int i = 0; i < attempts && wait < backoff_longest; ++i) wait = {wait.milliseconds * 2};
  return std::min(wait, backoff_longest);
}

class Dispatch {
 public:
  Dispatch(Context& context, Calendar& calendar, DispatchReport& report)
      : context_(context), calendar_(calendar), report_(report) {}

  /// Error: nothing in the outbox can be written now (reauth, stop), or the store fails.
  Outcome handle(const OutboxEntry& entry) {
    Error last{Remedy::retry, "The event was changed again and again while the crew was written."};
    for (int attempt = 0; attempt < event_attempts_max; ++attempt) {
      auto written = attempt_entry(entry);
      if (written) return done();
      const Remedy remedy = written.error().remedy;
      if (remedy == Remedy::reauth || remedy == Remedy::stop) {
        auto kept = put_off(entry, written.error());
        return kept ? written.error() : kept.error();
      }
      if (remedy == Remedy::skip && !event_.id.empty()) return refuse(entry, written.error());
      last = written.error();
      if (remedy == Remedy::retry) break;
    }
    return put_off(entry, last);
  }

 private:
  Outcome attempt_entry(const OutboxEntry& entry) {
    auto record = context_.store.charter(entry.charter);
    if (!record) return record.error();
    if (!record->has_value() || !has_writable_event((*record)->charter)) return acknowledge(entry, {});
    auto event = calendar_.event((*record)->charter.event);
    if (!event) return event.error();
    if (!event->has_value() || (*event)->status == CalendarEvent::Status::cancelled) {
      note(entry.charter.text + ": its event is gone from the calendar; nothing to write.");
      return acknowledge(entry, {});
    }
    event_ = **event;
    if ((*record)->event_etag != event_.etag) {
      // Whatever people did since the last import comes first: it may be an edit of our block.
      auto imported = import_event(context_, event_);
      if (!imported) return imported.error();
      record = context_.store.charter(entry.charter);
      if (!record) return record.error();
      if (!record->has_value()) return acknowledge(entry, {});
    }
    return write(entry, **record);
  }

  Outcome write(const OutboxEntry& entry, const CharterRecord& record) {
    auto operation = current_operation(context_);
    if (!operation) return operation.error();
    const BlockView view = view_block(event_, record, *operation);
    if (view.standing == BlockStanding::absent && record.charter.crew.empty()) {
      ++report_.unchanged;
      return acknowledge(entry, event_.etag);
    }
    // Not ours to write while somebody is asked about what stands there.
    if (view.standing != BlockStanding::absent && view.standing != BlockStanding::current) {
      auto review = context_.store.review(review_id_of(event_));
      if (!review) return review.error();
      if (review->has_value() && (*review)->state == ReviewState::open) {
        return put_off(entry, {Remedy::retry, "Waits for the review of what was changed in the calendar."});
      }
    }
    if (!event_.description_writable) {
      return Error{Remedy::skip,
                   "The calendar does not let the description of this event change (" + event_.kind + ")."};
    }
    auto description = place_crew_block(event_.description, view.rendered);
    if (!description) return description.error();
    const BlockMark mark = mark_of(view.rendered, record.charter.id, record.version);
    const bool marked = mark.block_hash == event_.mark.block_hash && mark.charter == event_.mark.charter &&
                        mark.version >= event_.mark.version;
    if (view.standing == BlockStanding::current) {
      if (auto settled = settle_review(); !settled) return settled;
    }
    if (*description == event_.description && marked) {
      ++report_.unchanged;
      return acknowledge(entry, event_.etag);
    }
    if (context_.writing == Writing::dry_run) {
      ++report_.written;
      return done();
    }
    auto written = calendar_.patch_description(event_.id, {*description, mark}, event_.etag);
    if (!written) return written.error();
    ++report_.written;
    return acknowledge(entry, written->etag, record);
  }

  /// What the calendar showed before the store knew it, mails have said since: there is nothing left to decide.
  Outcome settle_review() {
    if (context_.writing == Writing::dry_run) return done();
    return until_committed(review_id_of(event_).text, [&]() -> Result<CommitOutcome> {
      auto review = context_.store.review(review_id_of(event_));
      if (!review) return review.error();
      if (!review->has_value() || (*review)->state != ReviewState::open || (*review)->kind != ReviewKind::calendar_edit)
        return CommitOutcome::already_done;
      Commit commit;
      commit.reviews = {**review};
      commit.reviews.front().state = ReviewState::dismissed;
      commit.reviews.front().decided = context_.clock.now();
      commit.reviews.front().decided_by = "scc: the crew is now what the calendar shows";
      return commit_fenced(context_, std::move(commit));
    });
  }

  /// The entry is done with; `etag` is kept so that the next import knows our own writing.
  /// `known`: the charter as it was just read, which spares reading it again unless it moved since.
  Outcome acknowledge(const OutboxEntry& entry, const std::string& etag,
                      std::optional<CharterRecord> known = std::nullopt) {
    return until_committed(entry.charter.text, [&]() -> Result<CommitOutcome> {
      auto record = known ? Result<std::optional<CharterRecord>>(std::exchange(known, std::nullopt))
                          : context_.store.charter(entry.charter);
      if (!record) return record.error();
      Commit commit;
      commit.outbox_done = {{entry.charter, entry.charter_version}};
      if (record->has_value() && !etag.empty() && (*record)->event_etag != etag) {
        commit.charters = {**record};
        commit.charters.front().event_etag = etag;
      }
      return commit_fenced(context_, std::move(commit));
    });
  }

  /// Set aside for a person. The next change of the crew or of the event tries again.
  Outcome refuse(const OutboxEntry& entry, const Error& error) {
    ++report_.refused;
    note(entry.charter.text + ": " + error.what);
    return until_committed(entry.charter.text, [&]() -> Result<CommitOutcome> {
      Commit commit;
      commit.outbox_done = {{entry.charter, entry.charter_version}};
      auto known = context_.store.review(review_id_of(event_));
      if (!known) return known.error();
      if (!known->has_value()) {
        commit.reviews = {problem_review(context_, event_, entry.charter, error.what, event_.description)};
      }
      return commit_fenced(context_, std::move(commit));
    });
  }

  /// Stays in the outbox with its error, due later. A newer entry of the charter stays as it is.
  Outcome put_off(const OutboxEntry& entry, const Error& error) {
    ++report_.waiting;
    note(entry.charter.text + ": " + error.what);
    OutboxEntry later = entry;
    later.due = context_.clock.now() + backoff_after(entry.attempts);
    ++later.attempts;
    later.last_error = error.what;
    auto record = context_.store.charter(entry.charter);
    if (!record) return record.error();
    if (record->has_value()) later.charter_version = std::max(later.charter_version, (*record)->version);
    Commit commit;
    commit.outbox = {later};
    auto outcome = commit_fenced(context_, std::move(commit));
    if (!outcome) return outcome.error();
    return done();
  }

  void note(std::string text) {
    if (report_.notes.size() < notes_max) report_.notes.push_back(std::move(text));
  }

  Context& context_;
  Calendar& calendar_;
  DispatchReport& report_;
  CalendarEvent event_;
};

}  // namespace

Result<DispatchReport> dispatch(Context& context, Calendar& calendar) {
  DispatchReport report;
  std::set<std::pair<CharterId, std::int64_t>> seen;
  for (int round = 0; round < outbox_rounds_max; ++round) {
    auto due = context.store.due_outbox(context.clock.now(), outbox_batch_max);
    if (!due) return due.error();
    bool fresh = false;
    for (const OutboxEntry& entry : *due) {
      if (seen.contains({entry.charter, entry.charter_version})) continue;
      if (context.stop && context.stop()) return report;
      seen.insert({entry.charter, entry.charter_version});
      fresh = true;
      if (context.progress) context.progress("outbox", report.due, 0);
      ++report.due;
      auto handled = Dispatch(context, calendar, report).handle(entry);
      if (!handled) return handled.error();
    }
    if (!fresh) break;
  }
  return report;
}

}  // namespace scc::engine
