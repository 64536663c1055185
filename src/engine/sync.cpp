#include "engine/sync.h"

#include "engine/health.h"

namespace scc::engine {
namespace {

constexpr Duration lease_length = minutes(2);

class Sync {
 public:
  Sync(Context& context, Mailbox& mailbox, Calendar& calendar, Reread reread)
      : context_(context), mailbox_(mailbox), calendar_(calendar), reread_(reread) {}

  Result<SyncReport> run() {
    step("calendar", import_calendar(context_, calendar_), report_.calendar);
    auto known = calendar_was_read();
    if (!known) return known.error();
    if (*known) {
      step("mail", take_in(context_, mailbox_, breath(), reread_), report_.mail);
      if (!steps_.back().failure && long_reading_) note_end_of_reading();
    } else {
      // A mail has one final outcome; without any charter that would be the wrong one.
      fail("mail",
           {Remedy::retry, "Mail waits until the calendar has been read once: without it no charter is known."});
    }
    step("outbox", dispatch(context_, calendar_), report_.outbox);
    report_.outbox.written += written_in_breaths_;
    auto recorded = record_attempts(context_, steps_);
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

  /// In the middle of a long reading of mails the other steps go on, and all of them are seen to be
  /// alive: a first reading takes longer than the patience of an alarm.
  Breath breath() {
    return {[this] {
              long_reading_ = true;
              const auto imported = import_calendar(context_, calendar_);
              breath_steps_ = {{"mail", std::nullopt}, {"calendar", failure_of(imported)}};
              return done();
            },
            [this] {
              const auto dispatched = dispatch(context_, calendar_);
              if (dispatched) written_in_breaths_ += dispatched->written;
              breath_steps_.push_back({"outbox", failure_of(dispatched)});
              return record_attempts(context_, breath_steps_);
            }};
  }

  template <class Report>
  static std::optional<Error> failure_of(const Result<Report>& result) {
    return result ? std::nullopt : std::optional(result.error());
  }

  void note_end_of_reading() {
    if (const auto noted = note_progress(context_, "mail", 0, 0); !noted) fail("mail", noted.error());
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
  Reread reread_;
  SyncReport report_;
  std::vector<Attempt> steps_;
  std::vector<Attempt> breath_steps_;
  std::size_t written_in_breaths_ = 0;
  bool long_reading_ = false;
};

}  // namespace

Result<SyncReport> sync(Context& context, Mailbox& mailbox, Calendar& calendar, const std::string& worker,
                        Reread reread) {
  if (context.writing == Writing::dry_run) return Sync(context, mailbox, calendar, reread).run();
  auto lease = context.store.take_lease("sync", worker, context.clock.now(), lease_length);
  if (!lease) return lease.error();
  if (!lease->has_value()) {
    return Error{Remedy::retry,
                 "Another worker is syncing right now; it is done in a moment, or its turn ends within "
                 "two minutes if it was killed."};
  }
  context.lease = **lease;
  auto report = Sync(context, mailbox, calendar, reread).run();
  const Lease held = *context.lease;
  context.lease.reset();
  auto forgotten = context.store.forget_expired(context.clock.now());
  auto released = context.store.release_lease(held);
  if (report && !forgotten) return forgotten.error();
  if (report && !released) return released.error();
  return report;
}

}  // namespace scc::engine
