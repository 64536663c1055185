#include "adapters/dynamodb/committer.h"

#include <algorithm>
#include <set>

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

/// Somebody else writes the same items at the same moment; each try reads them anew.
constexpr int rounds_max = 12;
constexpr std::size_t charter_facts_max = 1'000'000;

std::string text_in(const json::value& object, std::string_view name) {
  const auto* value = object.is_object() ? object.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

bool is_busy(const std::string& code) {
  return code == "TransactionConflict" || code == "ThrottlingError" || code == "ProvisionedThroughputExceeded";
}

}  // namespace

Result<Snapshot> Committer::read_snapshot(const Commit& commit, bool with_facts) {
  Snapshot snapshot;
  std::set<CharterId> fresh;
  for (const CharterRecord& record : commit.charters) {
    // A charter that must not exist need not be read: the transaction says when it does.
    if (record.version == 0) fresh.insert(record.charter.id);
  }
  for (const auto& [id, version] : commit.outbox_done) fresh.erase(id);
  std::map<Key, CharterId> keys;
  for (const CharterId& id : charters_of(commit)) {
    if (!fresh.contains(id) || with_facts) keys.emplace(charter_key(id), id);
  }
  const auto keep = [&](const Item& item) -> Outcome {
    auto stored = read_charter(item);
    if (!stored) return stored.error();
    snapshot.charters[keys.at(key_of(item))] = std::move(*stored);
    return done();
  };
  if (keys.size() == 1) {
    auto item = table_.get(keys.begin()->first);
    if (!item) return item.error();
    if (item->has_value()) {
      if (auto kept = keep(**item); !kept) return kept.error();
    }
  } else if (!keys.empty()) {
    std::vector<Key> wanted;
    for (const auto& [key, id] : keys) wanted.push_back(key);
    auto items = table_.get_many(wanted);
    if (!items) return items.error();
    for (const Item& item : *items) {
      if (auto kept = keep(item); !kept) return kept.error();
    }
  }
  if (!with_facts) return snapshot;
  snapshot.facts.emplace();
  for (const Fact& fact : commit.facts) {
    const auto [at, is_new] = snapshot.facts->try_emplace(fact.charter);
    if (!is_new) continue;
    auto found = table_.query({.partition = partition_of(fact.charter.text), .from = "fact#", .to = "fact#~"},
                              charter_facts_max);
    if (!found) return found.error();
    at->second = std::move(found->items);
  }
  return snapshot;
}

Result<bool> Committer::has_receipt(const Commit& commit) {
  if (!commit.receipt || commit.receipt_replaces) return false;
  auto item = table_.get(receipt_key(commit.receipt->message));
  if (!item) return item.error();
  return item->has_value();
}

/// What would be refused is found before the first of several transactions, not between them.
Result<bool> Committer::moved_already(const Commit& commit) {
  auto state = table_.get(state_key());
  if (!state) return state.error();
  const Item held = state->value_or(Item{});
  if (commit.lease) {
    const Item* lease = map_of(held, lease_attribute(commit.lease->name));
    if (lease == nullptr || number_of(*lease, "fence") != commit.lease->fence ||
        text_of(*lease, "owner") != commit.lease->owner)
      return true;
  }
  for (const SourceState& source : commit.sources) {
    const Item* known = map_of(held, source_attribute(source.source));
    if ((known == nullptr ? 0 : number_of(*known, "version").value_or(0)) != source.version) return true;
  }
  std::map<Key, std::int64_t> versions;
  for (const ReviewItem& review : commit.reviews) versions[review_key(review.id)] = review.version;
  for (const NamedRecord& record : commit.named) versions[named_key(record.kind, record.key)] = record.version;
  for (const NamedRemoval& removal : commit.named_removed) {
    if (removal.version) versions[named_key(removal.kind, removal.key)] = *removal.version;
  }
  std::vector<Key> keys;
  for (const auto& [key, version] : versions) keys.push_back(key);
  auto items = table_.get_many(keys);
  if (!items) return items.error();
  std::map<Key, std::int64_t> found;
  for (const Item& item : *items) found[key_of(item)] = number_of(item, "version").value_or(0);
  return std::any_of(versions.begin(), versions.end(),
                     [&](const auto& entry) { return found[entry.first] != entry.second; });
}

Result<CommitOutcome> Committer::commit(const Commit& commit) {
  auto snapshot = read_snapshot(commit, false);
  if (!snapshot) return snapshot.error();
  auto parts = split(commit, *snapshot);
  if (!parts) return parts.error();
  if (parts->size() == 1) return write(commit, std::move(*snapshot));
  auto known = has_receipt(commit);
  if (!known) return known.error();
  if (*known) return CommitOutcome::already_done;
  auto moved = moved_already(commit);
  if (!moved) return moved.error();
  if (*moved) return CommitOutcome::conflict;
  CommitOutcome outcome = CommitOutcome::committed;
  for (const Commit& part : *parts) {
    auto written = write(part, std::nullopt);
    if (!written) return written.error();
    outcome = *written;
    if (outcome != CommitOutcome::committed) break;
  }
  return outcome;
}

Result<CommitOutcome> Committer::write(const Commit& commit, std::optional<Snapshot> snapshot) {
  bool with_facts = false;
  for (int round = 0; round < rounds_max; ++round) {
    if (!snapshot) {
      auto read = read_snapshot(commit, with_facts);
      if (!read) return read.error();
      snapshot = std::move(*read);
    }
    auto plan = make_plan(commit, *snapshot);
    if (!plan) return plan.error();
    if (plan->conflict) {
      auto known = has_receipt(commit);
      if (!known) return known.error();
      return *known ? CommitOutcome::already_done : CommitOutcome::conflict;
    }
    if (plan->size() == 0) return CommitOutcome::committed;
    auto verdict = run(*plan);
    if (!verdict) return verdict.error();
    switch (*verdict) {
      case Verdict::committed: return CommitOutcome::committed;
      case Verdict::already_done: return CommitOutcome::already_done;
      case Verdict::conflict: return CommitOutcome::conflict;
      case Verdict::facts_known:
      case Verdict::charter_moved: with_facts = true; break;
      case Verdict::busy: table_.client().wait(round); break;
    }
    snapshot.reset();
  }
  return Error{Remedy::retry, "Others kept writing to the same charters of the table; nothing is lost, try again."};
}

Result<Committer::Verdict> Committer::run(const Plan& plan) {
  if (plan.size() > actions_max)
    return Error{Remedy::retry, "A charter changed while it was written; nothing is lost, try again."};
  const bool alone = plan.size() == 1 && (plan.state.has_value() || plan.actions.front().kind == Action::Kind::put ||
                                          plan.actions.front().condition == Action::If::always);
  if (alone) return run_alone(plan);
  json::array actions;
  for (const Action& action : plan.actions) actions.push_back(request_of(action, table_.names()));
  if (plan.state) actions.push_back(request_of(*plan.state, table_.names()));
  auto reply = table_.client().call("TransactWriteItems",
                                    {{"TransactItems", actions}, {"ClientRequestToken", table_.client().make_token()}});
  if (!reply) return reply.error();
  if (reply->refusal.empty()) return Verdict::committed;
  return verdict_of(plan, *reply);
}

/// A single write needs no transaction and costs half. Which of two tries without an answer was
/// ours, its token tells.
Result<Committer::Verdict> Committer::run_alone(const Plan& plan) {
  json::object request =
      plan.state ? request_of(*plan.state, table_.names()) : request_of(plan.actions.front(), table_.names());
  const std::string kind(request.begin()->key());
  json::object body = request.begin()->value().as_object();
  const std::string token = table_.client().make_token();
  const std::string writer = table_.names().of("writer");
  if (kind == "Put") body["Item"].as_object()[writer] = text_value(token);
  if (kind == "Update") {
    body["UpdateExpression"] = "SET #writer = :writer" + [&] {
      const std::string rest(body["UpdateExpression"].as_string());
      return rest.starts_with("SET ") ? ", " + rest.substr(4) : rest;
    }();
    body["ExpressionAttributeNames"].as_object()["#writer"] = writer;
    body["ExpressionAttributeValues"].as_object()[":writer"] = text_value(token);
  }
  if (body.contains("ConditionExpression")) body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD";
  const char* operation = kind == "Put" ? "PutItem" : kind == "Update" ? "UpdateItem" : "DeleteItem";
  auto reply = table_.client().call(operation, body);
  if (!reply) return reply.error();
  if (reply->refusal.empty()) return Verdict::committed;
  if (reply->refusal != "ConditionalCheckFailed") return table_.unexpected(*reply, "Writing to");
  const auto* stands = reply->body.if_contains("Item");
  if (reply->repeated && stands != nullptr && stands->is_object() && text_of(stands->get_object(), writer) == token)
    return Verdict::committed;
  if (plan.state) return Verdict::conflict;
  switch (plan.actions.front().guard) {
    case Action::Guard::receipt: return Verdict::already_done;
    case Action::Guard::charter: return Verdict::charter_moved;
    case Action::Guard::facts: return Verdict::facts_known;
    default: return Verdict::conflict;
  }
}

Result<Committer::Verdict> Committer::verdict_of(const Plan& plan, const Reply& reply) const {
  const auto* reasons = reply.body.if_contains("CancellationReasons");
  if (reply.refusal != "TransactionCanceled" || reasons == nullptr || !reasons->is_array() ||
      reasons->get_array().size() != plan.size())
    return table_.unexpected(reply, "Writing to");
  std::set<Verdict> found;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const std::string code = text_in(reasons->get_array()[i], "Code");
    if (code == "None" || code.empty()) continue;
    if (is_busy(code)) {
      found.insert(Verdict::busy);
    } else if (code != "ConditionalCheckFailed") {
      return Error{Remedy::stop, "Writing to the table \"" + table_.names().table + "\": " + code + ": " +
                                     text_in(reasons->get_array()[i], "Message")};
    } else if (i >= plan.actions.size()) {
      found.insert(Verdict::conflict);  // the lease or a source
    } else {
      switch (plan.actions[i].guard) {
        case Action::Guard::receipt: found.insert(Verdict::already_done); break;
        case Action::Guard::charter: found.insert(Verdict::charter_moved); break;
        case Action::Guard::facts: found.insert(Verdict::facts_known); break;
        default: found.insert(Verdict::conflict); break;
      }
    }
  }
  // In the order of the enumeration: a mail that was handled is handled, whatever else moved.
  return found.empty() ? table_.unexpected(reply, "Writing to") : Result<Verdict>(*found.begin());
}

}  // namespace scc::dynamodb
