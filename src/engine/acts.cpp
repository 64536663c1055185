#include "engine/acts.h"

#include <algorithm>
#include <set>

#include "engine/block_view.h"
#include "engine/ledger.h"
#include "engine/roster.h"

namespace scc::engine {
namespace {

/// Facts that a person accepts later follow those that the mail made by itself.
constexpr int accepted_position_first = 1'000;

Error changed_meanwhile(std::string_view what) {
  return {Remedy::resync, std::string(what) + " was changed meanwhile; look at it again and repeat."};
}

Result<CharterRecord> known_charter(Context& context, const CharterId& id) {
  auto record = find_record(context.store, id.text);
  if (!record) return record.error();
  if (!record->has_value()) {
    return Error{Remedy::skip, "There is no charter \"" + id.text + "\"; `scc charters` lists those there are."};
  }
  return **record;
}

Result<const Role*> known_role(const Operation& operation, const RoleId& id) {
  if (const Role* role = find_role(operation, id)) return role;
  if (const Role* role = role_named(operation, id.text)) return role;
  std::string known;
  for (const Role& role : operation.roles) known += (known.empty() ? "" : ", ") + role.id.text;
  return Error{Remedy::skip, "There is no role \"" + id.text + "\"; the roles are " + known + "."};
}

Result<Person> known_person(const Operation& operation, const Person& person) {
  if (!person.id.empty()) {
    if (const CrewMember* member = find_crew_member(operation, person.id)) return Person{member->id, member->name};
    return Error{Remedy::skip,
                 "Nobody on the roster has the id \"" + person.id.text + "\"; `scc crew list` shows the roster."};
  }
  const Person found = person_named(operation, person.name);
  if (found.name.empty()) return Error{Remedy::skip, "The name of the crew member is empty."};
  return found;
}

/// A hand's word follows everything that is known of the charter, whatever the clock shows.
Instant said_after(Context& context, const std::vector<Fact>& facts) {
  Instant said = context.clock.now();
  for (const Fact& fact : facts) said = std::max(said, fact.said + Duration{1});
  return said;
}

/// An undo works only on what was said before it, so the last one is settled first.
bool is_undone(const std::vector<Fact>& facts_in_order, const FactId& id) {
  std::set<FactId> undone;
  for (auto fact = facts_in_order.rbegin(); fact != facts_in_order.rend(); ++fact) {
    if (fact->op == FactOp::undo && !undone.contains(fact->id)) undone.insert(fact->undoes);
  }
  return undone.contains(id);
}

/// Commits one fact of a hand. The fact is completed here: id, source and times.
Result<CharterRecord> post_by_hand(Context& context, const Hand& hand, Fact fact,
                                   std::optional<std::int64_t> expected) {
  fact.source = {SourceKind::hand, hand.act_id, on_one_line(hand.actor)};
  fact.id = make_fact_id(fact.source, 0);
  fact.note = hand.note;
  const auto posted = until_committed(fact.charter.text, [&]() -> Result<CommitOutcome> {
    auto done_before = context.store.fact(fact.id);
    if (!done_before) return done_before.error();
    if (done_before->has_value()) return CommitOutcome::already_done;
    auto record = known_charter(context, fact.charter);
    if (!record) return record.error();
    if (expected && record->version != *expected) return changed_meanwhile(fact.charter.text);
    auto facts = context.store.facts_of(fact.charter);
    if (!facts) return facts.error();
    fact.recorded = context.clock.now();
    fact.said = said_after(context, *facts);
    Posting posting;
    posting.facts.push_back(fact);
    posting.expected = record->version;
    return post(context, posting);
  });
  if (!posted) return posted.error();
  return known_charter(context, fact.charter);
}

struct Seat {
  Fact fact;
  Charter charter;
};

/// The fact's charter, role and person, all known.
Result<Seat> seat(Context& context, FactOp op, const CharterId& charter, const RoleId& role, const Person& person) {
  auto record = known_charter(context, charter);
  if (!record) return record.error();
  auto operation = current_operation(context);
  if (!operation) return operation.error();
  auto known = known_role(*operation, role);
  if (!known) return known.error();
  auto someone = known_person(*operation, person);
  if (!someone) return someone.error();
  Seat found;
  found.fact.op = op;
  found.fact.charter = record->charter.id;
  found.fact.role = (*known)->id;
  found.fact.person = *someone;
  found.charter = record->charter;
  return found;
}

/// What accepting an item's changes makes of them, checked against roles and roster.
Result<std::vector<Fact>> facts_of_review(Context& context, const Hand& hand, const ReviewItem& item,
                                          const std::vector<Proposal>& changes) {
  if (changes.size() > proposals_max) {
    return Error{Remedy::skip, "More than " + std::to_string(proposals_max) + " changes at once; split them."};
  }
  std::vector<Fact> facts;
  const bool mail = item.kind == ReviewKind::mail;
  for (const Proposal& change : changes) {
    Fact fact;
    if (change.op == FactOp::cancel) {
      auto record = known_charter(context, change.charter);
      if (!record) return record.error();
      fact.op = FactOp::cancel;
      fact.charter = record->charter.id;
    } else if (change.op == FactOp::undo) {
      return Error{Remedy::skip, "A review item can't undo a fact; use undo for that."};
    } else {
      auto found = seat(context, change.op, change.charter, change.role, change.person);
      if (!found) return found.error();
      fact = found->fact;
    }
    fact.source = {mail ? SourceKind::mail : SourceKind::calendar, mail ? item.message.text : item.id.text,
                   on_one_line(hand.actor)};
    const int position = accepted_position_first + static_cast<int>(facts.size());
    fact.id = make_fact_id(fact.source, position);
    fact.position = position;
    fact.said = item.said;
    fact.recorded = context.clock.now();
    fact.evidence = change.evidence;
    fact.note = hand.note;
    facts.push_back(std::move(fact));
  }
  return facts;
}

Result<ReviewItem> decide_review(Context& context, const Hand& hand, const ReviewId& id, ReviewState state,
                                 const std::optional<std::vector<Proposal>>& edited,
                                 std::optional<std::int64_t> expected) {
  ReviewItem item;
  const auto decided = until_committed("the review item \"" + id.text + "\"", [&]() -> Result<CommitOutcome> {
    auto stored = context.store.review(id);
    if (!stored) return stored.error();
    if (!stored->has_value()) {
      return Error{Remedy::skip, "There is no review item \"" + id.text + "\"; `scc review list` shows the open ones."};
    }
    item = **stored;
    if (item.state != ReviewState::open) {
      // The same decision by the same person again: a request that was sent twice.
      if (item.state == state && item.decided_by == on_one_line(hand.actor)) return CommitOutcome::already_done;
      return Error{Remedy::resync, "The review item was " + std::string(to_string(item.state)) + " meanwhile by " +
                                       (item.decided_by.empty() ? "somebody else" : item.decided_by) + "."};
    }
    if (expected && item.version != *expected) return changed_meanwhile("The review item");
    Posting posting;
    if (state == ReviewState::accepted) {
      auto facts = facts_of_review(context, hand, item, edited.value_or(item.proposals));
      if (!facts) return facts.error();
      posting.facts = std::move(*facts);
      if (edited) item.proposals = *edited;
    }
    // The event shows the person's edit now: our block is written again, whatever was decided.
    const bool restores = item.kind == ReviewKind::calendar_edit || state == ReviewState::dismissed;
    if (item.kind != ReviewKind::mail && restores && !item.charter.empty()) posting.rewrite = {item.charter};
    item.state = state;
    item.decided = context.clock.now();
    item.decided_by = on_one_line(hand.actor);
    posting.last.reviews = {item};
    return post(context, posting);
  });
  if (!decided) return decided.error();
  const auto stored = context.store.review(id);
  if (!stored) return stored.error();
  return stored->value_or(item);
}

}  // namespace

Result<CharterRecord> assign(Context& context, const Hand& hand, const CharterId& charter, const RoleId& role,
                             const Person& person, std::optional<std::int64_t> expected) {
  auto found = seat(context, FactOp::assign, charter, role, person);
  if (!found) return found.error();
  return post_by_hand(context, hand, found->fact, expected);
}

Result<CharterRecord> unassign(Context& context, const Hand& hand, const CharterId& charter, const RoleId& role,
                               const Person& person, std::optional<std::int64_t> expected) {
  auto found = seat(context, FactOp::unassign, charter, role, person);
  if (!found) return found.error();
  const Fact& fact = found->fact;
  const auto& crew = found->charter.crew;
  const bool aboard = std::any_of(crew.begin(), crew.end(), [&](const Assignment& a) {
    return a.role == fact.role && same_person(a.person, fact.person);
  });
  auto done_before = context.store.fact(make_fact_id({SourceKind::hand, hand.act_id, ""}, 0));
  if (!done_before) return done_before.error();
  if (!aboard && !done_before->has_value()) {
    return Error{Remedy::skip, fact.person.name + " is not " + fact.role.text + " of " + fact.charter.text +
                                   "; `scc show " + fact.charter.text + "` says who is."};
  }
  return post_by_hand(context, hand, fact, expected);
}

Result<CharterRecord> undo(Context& context, const Hand& hand, const FactId& fact,
                           std::optional<std::int64_t> expected) {
  auto undone = context.store.fact(fact);
  if (!undone) return undone.error();
  if (!undone->has_value()) {
    return Error{Remedy::skip, "There is no fact \"" + fact.text + "\"; `scc audit` lists the facts with their ids."};
  }
  auto done_before = context.store.fact(make_fact_id({SourceKind::hand, hand.act_id, ""}, 0));
  if (!done_before) return done_before.error();
  if (done_before->has_value()) return known_charter(context, (*undone)->charter);
  auto facts = context.store.facts_of((*undone)->charter);
  if (!facts) return facts.error();
  if (is_undone(*facts, fact)) {
    return Error{Remedy::skip, "The fact \"" + fact.text + "\" is undone already; undo its undo to have it back."};
  }
  Fact act;
  act.op = FactOp::undo;
  act.charter = (*undone)->charter;
  act.role = (*undone)->role;
  act.person = (*undone)->person;
  act.undoes = fact;
  return post_by_hand(context, hand, act, expected);
}

Result<ReviewItem> accept_review(Context& context, const Hand& hand, const ReviewId& id,
                                 const std::optional<std::vector<Proposal>>& edited,
                                 std::optional<std::int64_t> expected) {
  return decide_review(context, hand, id, ReviewState::accepted, edited, expected);
}

Result<ReviewItem> dismiss_review(Context& context, const Hand& hand, const ReviewId& id,
                                  std::optional<std::int64_t> expected) {
  return decide_review(context, hand, id, ReviewState::dismissed, std::nullopt, expected);
}

}  // namespace scc::engine
