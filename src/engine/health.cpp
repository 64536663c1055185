#include "engine/health.h"

#include "engine/ledger.h"
#include "engine/unfetched.h"

namespace scc::engine {
namespace {

constexpr int outbox_counted_max = 10'000;
/// Far enough ahead that no entry is due later.
constexpr Duration ever = days(3'660);

struct Cure {
  const char* source;
  const char* text;
};
constexpr Cure cures[] = {
    {"calendar", "Run `scc doctor`: it checks that the calendar can be read, then `scc sync`."},
    {"mail", "Run `scc doctor`: it checks that the mailbox can be read, then `scc sync`."},
    {"outbox", "Run `scc check --fix`: it writes what is still to be written."},
};

/// Named records beside a source's own: what only a person can heal (the remedy), and how far a long
/// reading has come.
constexpr const char* stuck_kind = "stuck";
constexpr const char* progress_kind = "progress";

Result<std::string> note_of(Store& store, const std::string& kind, const std::string& source) {
  auto stored = store.named(kind, source);
  if (!stored) return stored.error();
  return stored->has_value() ? (*stored)->value : std::string();
}

/// Adds the note to `commit` when its text changes.
Outcome put_note(Store& store, Commit& commit, const std::string& kind, const std::string& source,
                 const std::string& text) {
  auto stored = store.named(kind, source);
  if (!stored) return stored.error();
  NamedRecord note = stored->value_or(NamedRecord{});
  if (note.value == text) return done();
  note.kind = kind;
  note.key = source;
  note.value = text;
  commit.named.push_back(std::move(note));
  return done();
}

/// A mail that can't be fetched stands still although everything else is read.
Outcome add_set_aside(Store& store, SourceHealth& mail) {
  const auto open = open_set_aside(store);
  if (!open) return open.error();
  if (open->empty()) return done();
  mail.well = false;
  mail.partly = true;
  mail.problem = (open->size() == 1 ? "One mail" : std::to_string(open->size()) + " mails") + " can't be fetched. " +
                 open->front().why;
  mail.cure = "Run `scc review`: the mail waits there; say by hand what it says, or dismiss it.";
  return done();
}

Result<SourceHealth> health_of(Context& context, const Cure& cure, Instant now, Duration patience) {
  auto stored = context.store.source(cure.source);
  if (!stored) return stored.error();
  SourceHealth health;
  health.source = cure.source;
  if (stored->has_value()) health.last_success = (*stored)->last_success;
  health.expected_by = health.last_success ? *health.last_success + patience : now;
  health.well = health.last_success && now <= health.expected_by;
  auto progress = note_of(context.store, progress_kind, cure.source);
  if (!progress) return progress.error();
  health.progress = *progress;
  const std::string last_error = stored->has_value() ? (*stored)->last_error : "";
  std::string stuck;
  if (!last_error.empty()) {
    auto note = note_of(context.store, stuck_kind, cure.source);
    if (!note) return note.error();
    stuck = *note;
  }
  if (!stuck.empty()) health.well = false;
  if (health.well && stored->has_value() && (*stored)->unfetched > 0) {
    if (const auto added = add_set_aside(context.store, health); !added) return added.error();
  }
  if (health.well || health.partly) return health;
  health.problem = health.last_success
                       ? "No success since " + to_people(*health.last_success, context.settings.operation.zone) + "."
                       : "It has never succeeded.";
  if (!last_error.empty()) health.problem += " The last attempt said: " + last_error;
  health.cure = stuck == to_string(Remedy::reauth) ? "Sign in again: `scc auth login`." : cure.text;
  return health;
}

Result<std::size_t> count_open_reviews(Store& store) {
  std::size_t count = 0;
  std::string page;
  for (int pages = 0; pages < store_pages_max; ++pages) {
    auto batch = store.open_reviews(page_items_max, page);
    if (!batch) return batch.error();
    count += batch->items.size();
    page = batch->next;
    if (page.empty()) break;
  }
  return count;
}

}  // namespace

Outcome record_attempts(Context& context, const std::vector<Attempt>& attempts) {
  return until_committed("the record of how each source is doing", [&]() -> Result<CommitOutcome> {
    Commit commit;
    for (const Attempt& made : attempts) {
      auto stored = context.store.source(made.source);
      if (!stored) return stored.error();
      SourceState state = stored->value_or(SourceState{});
      const bool failed_before = !state.last_error.empty();
      state.source = made.source;
      state.last_attempt = context.clock.now();
      state.last_error = made.failure ? made.failure->what : "";
      if (!made.failure) state.last_success = state.last_attempt;
      commit.sources.push_back(std::move(state));
      const bool stuck =
          made.failure && (made.failure->remedy == Remedy::reauth || made.failure->remedy == Remedy::stop);
      if (!stuck && !failed_before) continue;
      const auto noted =
          put_note(context.store, commit, stuck_kind, made.source, stuck ? to_string(made.failure->remedy) : "");
      if (!noted) return noted.error();
    }
    return commit_fenced(context, std::move(commit));
  });
}

Outcome note_progress(Context& context, const std::string& source, std::size_t done_so_far, std::size_t total) {
  const std::string text =
      done_so_far < total ? std::to_string(done_so_far) + " of " + std::to_string(total) : std::string();
  return until_committed("how far the reading has come", [&]() -> Result<CommitOutcome> {
    Commit commit;
    const auto noted = put_note(context.store, commit, progress_kind, source, text);
    if (!noted) return noted.error();
    if (commit.named.empty()) return CommitOutcome::already_done;
    return commit_fenced(context, std::move(commit));
  });
}

Result<Health> health(Context& context, Duration patience) {
  Health health;
  health.at = context.clock.now();
  for (const Cure& cure : cures) {
    auto source = health_of(context, cure, health.at, patience);
    if (!source) return source.error();
    health.well = health.well && source->well;
    health.sources.push_back(std::move(*source));
  }
  auto waiting = context.store.due_outbox(health.at + ever, outbox_counted_max);
  if (!waiting) return waiting.error();
  health.outbox_waiting = waiting->size();
  auto open = count_open_reviews(context.store);
  if (!open) return open.error();
  health.reviews_open = *open;
  return health;
}

}  // namespace scc::engine
