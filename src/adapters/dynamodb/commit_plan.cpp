#include "adapters/dynamodb/commit_plan.h"

#include <algorithm>
#include <set>

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// The actions of one commit; a later write of an item takes the place of an earlier one, as one
/// transaction may touch an item only once.
class Planner {
 public:
  Planner(const Commit& commit, const Snapshot& snapshot) : commit_(commit), snapshot_(snapshot) {}

  Plan plan() {
    std::vector<Key> with_receipt = add_facts();
    if (commit_.receipt) {
      const Receipt& receipt = *commit_.receipt;
      Item item = write_receipt(receipt, with_receipt);
      if (commit_.receipt_replaces) {
        Action action{Action::Kind::put, key_of(item), std::move(item), Action::If::listed};
        action.listed = receipt_place(*commit_.receipt_replaces, receipt.message);
        action.guard = Action::Guard::version;
        add(std::move(action));
      } else {
        put(std::move(item), Action::If::absent, 0, Action::Guard::receipt);
      }
    }
    add_charters();
    for (ReviewItem review : commit_.reviews) {
      const std::int64_t read = review.version++;
      put_versioned(write_review(review), read);
    }
    for (NamedRecord record : commit_.named) {
      const std::int64_t read = record.version++;
      put_versioned(write_named(record), read);
    }
    for (const NamedRemoval& removal : commit_.named_removed) {
      Action action{Action::Kind::remove, named_key(removal.kind, removal.key)};
      if (removal.version) set_version(action, *removal.version);
      add(std::move(action));
    }
    for (const CrewMember& member : commit_.crew_put) put(write_member(member), Action::If::always, 0, {});
    for (const PersonId& person : commit_.crew_removed) add({Action::Kind::remove, crew_key(person)});
    const bool counts = moves_change_number(commit_);
    if (counts || commit_.lease) plan_.state = StateChange{counts, commit_.lease, commit_.sources};
    return std::move(plan_);
  }

 private:
  void add(Action action) {
    const auto [at, is_new] = places_.try_emplace(action.key, plan_.actions.size());
    if (is_new) {
      plan_.actions.push_back(std::move(action));
    } else {
      plan_.actions[at->second] = std::move(action);
    }
  }

  void put(Item item, Action::If condition, std::int64_t number, Action::Guard guard) {
    const Key key = key_of(item);
    add({Action::Kind::put, key, std::move(item), condition, number, guard});
  }

  static void set_version(Action& action, std::int64_t read) {
    action.condition = read == 0 ? Action::If::absent : Action::If::version;
    action.number = read;
    action.guard = Action::Guard::version;
  }

  void put_versioned(Item item, std::int64_t read) {
    Action action{Action::Kind::put, key_of(item), std::move(item)};
    set_version(action, read);
    add(std::move(action));
  }

  /// Which facts are there already, and how many batches each saying of a charter has.
  struct Known {
    std::set<FactId> facts;
    std::map<std::pair<Instant, std::string>, int> batches;
  };
  Known known_of(const CharterId& id) const {
    Known known;
    if (!snapshot_.facts) return known;
    const auto items = snapshot_.facts->find(id);
    if (items == snapshot_.facts->end()) return known;
    for (const Item& item : items->second) {
      const auto facts = read_facts(item);
      if (!facts || facts->empty()) continue;
      for (const Fact& fact : *facts) known.facts.insert(fact.id);
      int& next = known.batches[{facts->front().said, facts->front().source.id}];
      next = std::max(next, batch_number(item) + 1);
    }
    return known;
  }

  /// The keys of those whose source is the commit's mail; others are noted at their source.
  std::vector<Key> add_facts() {
    std::vector<Key> with_receipt;
    std::map<CharterId, Known> known;
    std::vector<Fact> fresh;
    for (const Fact& fact : commit_.facts) {
      const auto [at, is_new] = known.try_emplace(fact.charter);
      if (is_new) at->second = known_of(fact.charter);
      if (at->second.facts.insert(fact.id).second) fresh.push_back(fact);
    }
    for (FactBatch& batch : batches_of(fresh)) {
      const Fact& first = batch.facts.front();
      batch.number += known[first.charter].batches[{first.said, first.source.id}];
      const Key key = key_of(batch);
      put(write_facts(batch), Action::If::absent, 0, Action::Guard::facts);
      if (commit_.receipt && commit_.receipt->message.text == first.source.id) {
        with_receipt.push_back(key);
        continue;
      }
      Item place = facts_place_key(first.source.id, key).item();
      place["fact_at"] = text_value(write_place(key));
      put(std::move(place), Action::If::always, 0, {});
    }
    return with_receipt;
  }

  void add_charters() {
    static const StoredCharter none;
    const auto before = [&](const CharterId& id) -> const StoredCharter& {
      const auto found = snapshot_.charters.find(id);
      return found == snapshot_.charters.end() ? none : found->second;
    };
    std::map<CharterId, StoredCharter> after;
    for (const CharterId& id : charters_of(commit_)) after[id] = before(id);
    for (const CharterRecord& record : commit_.charters) {
      const auto& stored = before(record.charter.id).record;
      if ((stored ? stored->version : 0) != record.version) plan_.conflict = true;
      after[record.charter.id].record = record;
      ++after[record.charter.id].record->version;
    }
    for (const OutboxEntry& entry : commit_.outbox) after[entry.charter].outbox = entry;
    for (const auto& [id, version] : commit_.outbox_done) {
      auto& entry = after[id].outbox;
      if (entry && entry->charter_version == version) entry.reset();
    }
    for (auto& [id, stored] : after) {
      const StoredCharter& old = before(id);
      if (stored.record == old.record && stored.outbox == old.outbox) continue;
      ++stored.revision;
      const auto condition = old.revision == 0 ? Action::If::absent : Action::If::revision;
      if (stored.record || stored.outbox) {
        put(write_charter(id, stored), condition, old.revision, Action::Guard::charter);
      } else {
        add({Action::Kind::remove, charter_key(id), {}, condition, old.revision, Action::Guard::charter});
      }
      const auto rows_before = old.record ? rows_of(*old.record) : std::map<Key, Item>{};
      const auto rows_after = stored.record ? rows_of(*stored.record) : std::map<Key, Item>{};
      for (const auto& [key, item] : rows_before) {
        if (!rows_after.contains(key)) add({Action::Kind::remove, key});
      }
      for (const auto& [key, item] : rows_after) {
        const auto known = rows_before.find(key);
        if (known == rows_before.end() || known->second != item) put(item, Action::If::always, 0, {});
      }
    }
  }

  const Commit& commit_;
  const Snapshot& snapshot_;
  Plan plan_;
  std::map<Key, std::size_t> places_;
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void append(Commit& to, const Commit& from) {
  append(to.facts, from.facts);
  append(to.charters, from.charters);
  append(to.outbox, from.outbox);
  append(to.outbox_done, from.outbox_done);
  append(to.crew_put, from.crew_put);
  append(to.crew_removed, from.crew_removed);
  append(to.named, from.named);
  append(to.named_removed, from.named_removed);
  append(to.reviews, from.reviews);
  append(to.sources, from.sources);
  if (from.receipt) to.receipt = from.receipt;
  if (from.receipt_replaces) to.receipt_replaces = from.receipt_replaces;
}

/// The parts of a commit that have to stay together, in the order they are written.
std::vector<Commit> parts_of(const Commit& commit) {
  std::map<CharterId, Commit> by_charter;
  for (const Fact& fact : commit.facts) by_charter[fact.charter].facts.push_back(fact);
  for (const CharterRecord& record : commit.charters) by_charter[record.charter.id].charters.push_back(record);
  for (const OutboxEntry& entry : commit.outbox) by_charter[entry.charter].outbox.push_back(entry);
  for (const auto& finished : commit.outbox_done) by_charter[finished.first].outbox_done.push_back(finished);
  std::vector<Commit> parts;
  for (auto& [id, part] : by_charter) parts.push_back(std::move(part));
  const auto each = [&](const auto& values, auto member) {
    for (const auto& value : values) (parts.emplace_back().*member).push_back(value);
  };
  each(commit.crew_put, &Commit::crew_put);
  each(commit.crew_removed, &Commit::crew_removed);
  each(commit.named, &Commit::named);
  each(commit.named_removed, &Commit::named_removed);
  Commit last;
  last.receipt = commit.receipt;
  last.receipt_replaces = commit.receipt_replaces;
  last.reviews = commit.reviews;
  last.sources = commit.sources;
  parts.push_back(std::move(last));
  return parts;
}

constexpr std::size_t facts_apart = 40;  // each with its place: 80 actions

}  // namespace

std::size_t Plan::bytes() const {
  std::size_t bytes = 0;
  for (const Action& action : actions) bytes += size_of(action.item);
  return bytes;
}

std::vector<CharterId> charters_of(const Commit& commit) {
  std::set<CharterId> ids;
  for (const CharterRecord& record : commit.charters) ids.insert(record.charter.id);
  for (const OutboxEntry& entry : commit.outbox) ids.insert(entry.charter);
  for (const auto& [id, version] : commit.outbox_done) ids.insert(id);
  return {ids.begin(), ids.end()};
}

Result<Plan> make_plan(const Commit& commit, const Snapshot& snapshot) {
  Plan plan = Planner(commit, snapshot).plan();
  for (const Action& action : plan.actions) {
    if (action.key.pk.empty() || action.key.sk.empty())
      return Error{Remedy::stop,
                   "A record without an id can't be kept: \"" + action.key.pk + "\", \"" + action.key.sk + "\"."};
    const std::size_t bytes = size_of(action.item);
    if (bytes > item_bytes_max) {
      return Error{Remedy::stop, "\"" + action.key.pk + "\" (" + action.key.sk + ") has " + std::to_string(bytes) +
                                     " bytes, and DynamoDB keeps at most " + std::to_string(item_bytes_max) +
                                     " in one item. Shorten it in the calendar or mail it comes from."};
    }
  }
  return plan;
}

Result<std::vector<Commit>> split(const Commit& commit, const Snapshot& snapshot) {
  auto whole = make_plan(commit, snapshot);
  if (!whole) return whole.error();
  if (whole->size() <= actions_max && whole->bytes() <= transaction_bytes_max) return std::vector<Commit>{commit};
  std::vector<Commit> commits;
  std::size_t actions = 0;
  std::size_t bytes = 0;
  for (Commit& part : parts_of(commit)) {
    auto plan = make_plan(part, snapshot);
    while (plan && plan->actions.size() >= actions_max && !part.facts.empty()) {
      const std::size_t count = std::min(facts_apart, part.facts.size());
      Commit facts;
      facts.facts.assign(part.facts.begin(), part.facts.begin() + static_cast<std::ptrdiff_t>(count));
      part.facts.erase(part.facts.begin(), part.facts.begin() + static_cast<std::ptrdiff_t>(count));
      commits.insert(commits.begin(), std::move(facts));
      plan = make_plan(part, snapshot);
    }
    if (!plan) return plan.error();
    if (plan->actions.size() >= actions_max) {
      return Error{Remedy::stop, "One change of \"" + plan->actions.front().key.pk + "\" writes " +
                                     std::to_string(plan->actions.size()) + " items, and DynamoDB takes " +
                                     std::to_string(actions_max) +
                                     " at once: it has too many aliases or too large a crew."};
    }
    const bool fits = !commits.empty() && actions + plan->actions.size() < actions_max &&
                      bytes + plan->bytes() <= transaction_bytes_max && actions > 0;
    if (!fits) {
      commits.emplace_back();
      actions = 0;
      bytes = 0;
    }
    append(commits.back(), part);
    actions += plan->actions.size();
    bytes += plan->bytes();
  }
  for (Commit& one : commits) one.lease = commit.lease;
  return commits;
}

json::object request_of(const Action& action, const Names& names) {
  Expression expression(names);
  json::object body{{"TableName", names.table}};
  if (action.kind == Action::Kind::put) {
    body["Item"] = names.to_table(action.item);
  } else {
    body["Key"] = names.to_table(action.key.item());
  }
  switch (action.condition) {
    case Action::If::always: break;
    case Action::If::absent: body["ConditionExpression"] = "attribute_not_exists(" + expression.name("pk") + ")"; break;
    case Action::If::version:
    case Action::If::revision: {
      const std::string name = expression.name(action.condition == Action::If::version ? "version" : "revision");
      body["ConditionExpression"] = name + " = " + expression.value(number_value(action.number));
      break;
    }
    case Action::If::listed:
      body["ConditionExpression"] = expression.name("at") + " = " + expression.value(text_value(action.listed));
      break;
  }
  expression.add_to(body);
  return {{action.kind == Action::Kind::put ? "Put" : "Delete", std::move(body)}};
}

std::string lease_attribute(const std::string& name) {
  return "lease:" + name;
}
std::string source_attribute(const std::string& name) {
  return "source:" + name;
}

json::object request_of(const StateChange& change, const Names& names) {
  Expression expression(names);
  std::string conditions;
  const auto require = [&](const std::string& text) { conditions += (conditions.empty() ? "" : " AND ") + text; };
  if (change.lease) {
    const std::string lease = expression.name(lease_attribute(change.lease->name));
    require(lease + "." + expression.literal("fence") + " = " + expression.value(number_value(change.lease->fence)));
    require(lease + "." + expression.literal("owner") + " = " + expression.value(text_value(change.lease->owner)));
  }
  std::string sets;
  for (SourceState source : change.sources) {
    const std::string name = expression.name(source_attribute(source.source));
    if (source.version == 0) {
      require("attribute_not_exists(" + name + ")");
    } else {
      require(name + "." + expression.literal("version") + " = " + expression.value(number_value(source.version)));
    }
    ++source.version;
    sets += (sets.empty() ? "SET " : ", ") + name + " = " + expression.value(map_value(write_fields(source)));
  }
  json::object body{{"TableName", names.table}, {"Key", names.to_table(state_key().item())}};
  if (!conditions.empty()) body["ConditionExpression"] = conditions;
  const bool writes = change.counts || !sets.empty();
  if (change.counts) sets += " ADD " + expression.name("changes") + " " + expression.value(number_value(1));
  if (writes) body["UpdateExpression"] = sets;
  expression.add_to(body);
  return {{writes ? "Update" : "ConditionCheck", std::move(body)}};
}

}  // namespace scc::dynamodb
