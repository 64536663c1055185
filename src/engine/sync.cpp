#include "engine/sync.h"

#include "engine/ledger.h"

namespace scc::engine {
namespace {

constexpr Duration lease_length = minutes(2);

struct StepHealth {
  std::string source;
  std::optional<Error> failure;
};

/// Absence of success is the alarm, so what counts is when each source last succeeded.
Outcome record_health(Context& context, const std::vector<StepHealth>& steps) {
  for (int attempt = 0; attempt < conflict_attempts_max; ++attempt) {
    Commit commit;
    for (const StepHealth& step : steps) {
      auto stored = context.store.source(step.source);
      if (!stored) return stored.error();
      SourceState state = stored->value_or(SourceState{});
      state.source = step.source;
      state.last_attempt = context.clock.now();
      state.last_error = step.failure ? step.failure->what : "";
      if (!step.failure) state.last_success = state.last_attempt;
      commit.sources.push_back(std::move(state));
    }
    auto outcome = commit_fenced(context, std::move(commit));
    if (!outcome) return outcome.error();
    if (*outcome != CommitOutcome::conflict) return done();
  }
  return too_many_conflicts("the record of how each source is doing");
}

class Sync {
 public:
  Sync(Context& context, Mailbox& mailbox, Calendar& calendar)
      : context_(context), mailbox_(mailbox), calendar_(calendar) {}

  Result<SyncReport> run() {
    step("calendar", import_calendar(context_, calendar_), report_.calendar);
    auto known = calendar_was_read();
    if (!known) return known.error();
    if (*known) {
      step("mail", take_in(context_, mailbox_), report_.mail);
    } else {
      // A mail has one final outcome; without any charter that would be the wrong one.
      fail("mail",
           {Remedy::retry, "Mail waits until the calendar has been read once: without it no charter is known."});
    }
    step("outbox", dispatch(context_, calendar_), report_.outbox);
    auto recorded = record_health(context_, steps_);
    if (!recorded) return recorded.error();
    return std::move(report_);
  }

 private:
  template <class Report>
  void step(const std::string& name, Result<Report> result, Report& report) {
    if (result) {
      report = std::move(*result);
      steps_.push_back({name, std::nullopt});
    } else {
      fail(name, result.error());
    }
  }

  void fail(const std::string& name, Error error) {
    steps_.push_back({name, error});
    report_.failures.emplace_back(name, std::move(error));
  }

  Result<bool> calendar_was_read() {
    if (!steps_.back().failure) return true;
    auto state = context_.store.source("calendar");
    if (!state) return state.error();
    return state->has_value() && (*state)->last_success.has_value();
  }

  Context& context_;
  Mailbox& mailbox_;
  Calendar& calendar_;
  SyncReport report_;
  std::vector<StepHealth> steps_;
};

}  // namespace

Result<SyncReport> sync(Context& context, Mailbox& mailbox, Calendar& calendar, const std::string& worker) {
  if (context.writing == Writing::dry_run) return Sync(context, mailbox, calendar).run();
  auto lease = context.store.take_lease("sync", worker, context.clock.now(), lease_length);
  if (!lease) return lease.error();
  if (!lease->has_value()) {
    return Error{Remedy::retry,
                 "Another worker is syncing right now; it is done in a moment, or its turn ends within "
                 "two minutes if it was killed."};
  }
  context.lease = **lease;
  auto report = Sync(context, mailbox, calendar).run();
  const Lease held = *context.lease;
  context.lease.reset();
  auto forgotten = context.store.forget_expired(context.clock.now());
  auto released = context.store.release_lease(held);
  if (report && !forgotten) return forgotten.error();
  if (report && !released) return released.error();
  return report;
}

}  // namespace scc::engine
