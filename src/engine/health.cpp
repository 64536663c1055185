#include "engine/health.h"

#include "engine/ledger.h"

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

Result<SourceHealth> health_of(Context& context, const Cure& cure, Instant now, Duration patience) {
  auto stored = context.store.source(cure.source);
  if (!stored) return stored.error();
  SourceHealth health;
  health.source = cure.source;
  if (stored->has_value()) health.last_success = (*stored)->last_success;
  health.expected_by = health.last_success ? *health.last_success + patience : now;
  health.well = health.last_success && now <= health.expected_by;
  if (health.well) return health;
  const std::string last_error = stored->has_value() ? (*stored)->last_error : "";
  health.problem = health.last_success
                       ? "No success since " + to_people(*health.last_success, context.settings.operation.zone) + "."
                       : "It has never succeeded.";
  if (!last_error.empty()) health.problem += " The last attempt said: " + last_error;
  health.cure = cure.text;
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
