#include "engine/ledger.h"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/crew_block.h"

namespace scc::engine {
namespace {

/// A sync that is longer than this renews its lease; one that was killed blocks others that long.
constexpr Duration lease_length = minutes(2);
constexpr Duration lease_renewed_below = minutes(1);

std::size_t items_of(const Commit& commit) {
  return (commit.receipt ? 1 : 0) + commit.facts.size() + commit.charters.size() + commit.outbox.size() +
         commit.outbox_done.size() + commit.reviews.size() + commit.sources.size() + commit.crew_put.size() +
         commit.crew_removed.size() + commit.named.size() + commit.named_removed.size();
}

/// Facts of one charter, its record and its outbox entry: never in different transactions, save
/// for facts beyond what one transaction holds, which go first.
struct Group {
  std::vector<Fact> facts;
  CharterRecord record;
  std::optional<OutboxEntry> outbox;
};

Result<Group> make_group(Context& context, const Posting& posting, const Operation& operation, const CharterId& id,
                         std::vector<Fact> added) {
  Group group;
  group.facts = std::move(added);
  if (posting.revised && posting.revised->charter.id == id) {
    group.record = *posting.revised;
  } else {
    auto stored = context.store.charter(id);
    if (!stored) return stored.error();
    if (!stored->has_value()) return Error{Remedy::skip, "There is no charter \"" + id.text + "\"."};
    group.record = **stored;
  }
  Charter& charter = group.record.charter;
  const std::string block_before = render_crew_block(charter.crew, operation);
  if (!group.facts.empty()) {
    auto facts = context.store.facts_of(id);
    if (!facts) return facts.error();
    facts->insert(facts->end(), group.facts.begin(), group.facts.end());
    CrewState state = fold_facts(*facts, operation.roles);
    charter.crew = std::move(state.crew);
    charter.cancelled_by_mail = state.cancelled;
  }
  const bool forced = std::find(posting.rewrite.begin(), posting.rewrite.end(), id) != posting.rewrite.end();
  if ((forced || render_crew_block(charter.crew, operation) != block_before) && has_writable_event(charter)) {
    group.outbox = outbox_entry(context, group.record, group.record.version + 1);
  }
  return group;
}

/// Transactions that together hold all groups; what belongs to the last one is added by the caller.
std::vector<Commit> pack(std::vector<Group> groups, std::size_t capacity) {
  std::vector<Commit> commits(1);
  for (Group& group : groups) {
    const std::size_t fixed = 1 + (group.outbox ? 1 : 0);
    while (group.facts.size() + fixed > capacity) {
      Commit overflow;
      const auto count = static_cast<std::ptrdiff_t>(std::min(group.facts.size(), capacity));
      overflow.facts.assign(group.facts.begin(), group.facts.begin() + count);
      group.facts.erase(group.facts.begin(), group.facts.begin() + count);
      commits.insert(commits.begin(), std::move(overflow));
    }
    if (items_of(commits.back()) + group.facts.size() + fixed > capacity) commits.emplace_back();
    Commit& commit = commits.back();
    commit.facts.insert(commit.facts.end(), group.facts.begin(), group.facts.end());
    commit.charters.push_back(std::move(group.record));
    if (group.outbox) commit.outbox.push_back(std::move(*group.outbox));
  }
  return commits;
}

void add_last(Commit& commit, const Commit& last) {
  commit.receipt = last.receipt;
  commit.receipt_replaces = last.receipt_replaces;
  commit.outbox.insert(commit.outbox.end(), last.outbox.begin(), last.outbox.end());
  commit.outbox_done.insert(commit.outbox_done.end(), last.outbox_done.begin(), last.outbox_done.end());
  commit.reviews.insert(commit.reviews.end(), last.reviews.begin(), last.reviews.end());
  commit.sources.insert(commit.sources.end(), last.sources.begin(), last.sources.end());
  commit.named.insert(commit.named.end(), last.named.begin(), last.named.end());
  commit.named_removed.insert(commit.named_removed.end(), last.named_removed.begin(), last.named_removed.end());
}

}  // namespace

bool has_writable_event(const Charter& charter) {
  return !charter.event.empty() && charter.sail.status != CharterStatus::cancelled;
}

OutboxEntry outbox_entry(Context& context, const CharterRecord& record, std::int64_t version) {
  OutboxEntry entry;
  entry.charter = record.charter.id;
  entry.event = record.charter.event;
  entry.charter_version = version;
  entry.due = context.clock.now();
  return entry;
}

Outcome until_committed(std::string_view what, const CommitTry& attempt) {
  for (int i = 0; i < conflict_attempts_max; ++i) {
    const auto outcome = attempt();
    if (!outcome) return outcome.error();
    if (*outcome != CommitOutcome::conflict) return done();
  }
  return Error{Remedy::retry,
               "Others kept writing to " + std::string(what) + " at the same time; nothing is lost, run it again."};
}

Outcome put_named(Context& context, const std::string& kind, const std::string& key, const std::string& value) {
  return until_committed("the record " + kind + " " + key, [&]() -> Result<CommitOutcome> {
    const auto stored = context.store.named(kind, key);
    if (!stored) return stored.error();
    Commit commit;
    commit.named = {{kind, key, value, std::nullopt, stored->has_value() ? (*stored)->version : 0}};
    return commit_fenced(context, std::move(commit));
  });
}

Outcome move_cursor(Context& context, const std::string& source, const std::string& cursor) {
  return until_committed("the cursor of the " + source, [&]() -> Result<CommitOutcome> {
    auto stored = context.store.source(source);
    if (!stored) return stored.error();
    SourceState state = stored->value_or(SourceState{});
    if (state.cursor == cursor && state.version > 0) return CommitOutcome::already_done;
    state.source = source;
    state.cursor = cursor;
    Commit commit;
    commit.sources = {std::move(state)};
    return commit_fenced(context, std::move(commit));
  });
}

Result<CommitOutcome> commit_fenced(Context& context, Commit commit) {
  if (context.writing == Writing::dry_run) return CommitOutcome::committed;
  if (context.lease) {
    const Instant now = context.clock.now();
    if (context.lease->until - now < lease_renewed_below) {
      auto renewed = context.store.take_lease(context.lease->name, context.lease->owner, now, lease_length);
      if (!renewed) return renewed.error();
      if (!renewed->has_value() || (*renewed)->fence != context.lease->fence) {
        return Error{Remedy::retry, "Another worker took over this run; it goes on there."};
      }
      context.lease = *renewed;
    }
    commit.lease = context.lease;
  }
  return context.store.commit(commit);
}

Result<CommitOutcome> post(Context& context, const Posting& posting) {
  std::map<CharterId, std::vector<Fact>> by_charter;
  if (posting.revised) by_charter[posting.revised->charter.id];
  for (const CharterId& id : posting.rewrite) by_charter[id];
  for (const Fact& fact : posting.facts) by_charter[fact.charter].push_back(fact);

  auto operation = current_operation(context);
  if (!operation) return operation.error();
  std::vector<Group> groups;
  for (auto& [id, facts] : by_charter) {
    auto group = make_group(context, posting, *operation, id, std::move(facts));
    if (!group) return group.error();
    if (posting.expected && group->record.version != *posting.expected) return CommitOutcome::conflict;
    groups.push_back(std::move(*group));
  }
  std::vector<Commit> commits = pack(std::move(groups), commit_items_max - items_of(posting.last));
  add_last(commits.back(), posting.last);
  CommitOutcome outcome = CommitOutcome::committed;
  for (Commit& commit : commits) {
    auto result = commit_fenced(context, std::move(commit));
    if (!result) return result.error();
    outcome = *result;
    if (outcome == CommitOutcome::conflict) break;
  }
  return outcome;
}

Result<std::vector<CharterRecord>> all_charters(Store& store, Instant from, Instant to) {
  std::vector<CharterRecord> all;
  std::string page;
  for (int pages = 0; pages < store_pages_max; ++pages) {
    auto batch = store.charters_between(from, to, page_items_max, page);
    if (!batch) return batch.error();
    for (CharterRecord& record : batch->items) all.push_back(std::move(record));
    page = batch->next;
    if (page.empty()) return all;
  }
  return Error{Remedy::stop, "The store lists more than a million charters; ask for a shorter range of dates."};
}

Result<std::optional<CharterRecord>> find_record(Store& store, const std::string& id_or_alias) {
  auto direct = store.charter(CharterId(id_or_alias));
  if (!direct || direct->has_value()) return direct;
  auto found = store.find_charter(id_or_alias);
  if (!found) return found.error();
  if (!found->has_value()) return std::optional<CharterRecord>{};
  return store.charter(**found);
}

Result<Operation> current_operation(Context& context) {
  auto crew = context.store.crew();
  if (!crew) return crew.error();
  Operation operation = context.settings.operation;
  operation.crew = std::move(*crew);
  return operation;
}

}  // namespace scc::engine
