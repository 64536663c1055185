#include "api/own_sails.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/ledger.h"
#include "engine/roster.h"

namespace scc::api {
namespace {

OwnSail make_sail(const CharterRecord& record, const PersonId& person, const Operation& operation,
                  Duration called_before) {
  const Charter& charter = record.charter;
  OwnSail own;
  own.charter = charter.id;
  own.client = charter.sail.client;
  const Vessel* vessel = find_vessel(operation, charter.sail.vessel);
  own.vessel = vessel != nullptr ? vessel->name : charter.sail.vessel.text;
  own.start = charter.sail.start;
  own.end = charter.sail.end;
  own.call = charter.sail.start - called_before;
  own.status = charter.sail.status;
  own.in_doubt = charter.cancelled_by_mail && charter.sail.status != CharterStatus::cancelled;
  own.version = record.version;
  for (const Assignment& seat : charter.crew) {
    const Role* role = find_role(operation, seat.role);
    const std::string title = role != nullptr ? role->title : seat.role.text;
    if (seat.person.id == person) {
      own.roles.push_back(title);
      own.said = std::max(own.said, seat.said);
    } else {
      own.mates.push_back({engine::name_of(operation, seat.person), title});
    }
  }
  return own;
}

constexpr int fact_pages_max = 200;

/// Charters of which anything was said since then.
Result<std::set<CharterId>> charters_spoken_of(Store& store, Instant from, Instant to) {
  std::set<CharterId> charters;
  std::string page;
  for (int pages = 0; pages < fact_pages_max; ++pages) {
    const auto batch = store.audit(from, to, page_items_max, page);
    if (!batch) return batch.error();
    for (const Fact& fact : batch->items) charters.insert(fact.charter);
    page = batch->next;
    if (page.empty()) break;
  }
  return charters;
}

}  // namespace

Result<std::vector<OwnSail>> own_sails(engine::Context& context, const PersonId& person, Instant from, Instant to,
                                       Duration called_before) {
  const auto operation = engine::current_operation(context);
  if (!operation) return operation.error();
  std::vector<OwnSail> sails;
  std::string page;
  do {
    const auto batch = context.store.sails_of(person, from, to, page_items_max, page);
    if (!batch) return batch.error();
    for (const CrewSail& seat : batch->items) {
      // Somebody with two roles is listed twice, one after the other.
      if (!sails.empty() && sails.back().charter == seat.charter) continue;
      const auto record = context.store.charter(seat.charter);
      if (!record) return record.error();
      // The list may be a moment older than the charter.
      if (!record->has_value() || roles_of((*record)->charter, person).empty()) continue;
      OwnSail own = make_sail(**record, person, *operation, called_before);
      auto answer = answer_of(context.store, (*record)->charter, person);
      if (!answer) return answer.error();
      own.answer = std::move(*answer);
      sails.push_back(std::move(own));
    }
    page = batch->next;
  } while (!page.empty() && sails.size() < own_sails_max);
  return sails;
}

Result<std::vector<OwnSail>> gone_sails(engine::Context& context, const PersonId& person, Duration called_before) {
  const auto operation = engine::current_operation(context);
  if (!operation) return operation.error();
  const Instant now = context.clock.now();
  const auto charters = charters_spoken_of(context.store, now - gone_sails_told_for, now + seconds(1));
  if (!charters) return charters.error();
  std::vector<OwnSail> sails;
  for (const CharterId& id : *charters) {
    if (sails.size() >= own_sails_max) break;
    const auto record = context.store.charter(id);
    if (!record) return record.error();
    if (!record->has_value() || (*record)->charter.sail.end < now) continue;
    if (!roles_of((*record)->charter, person).empty()) continue;
    const auto facts = context.store.facts_of(id);
    if (!facts) return facts.error();
    OwnSail own = make_sail(**record, person, *operation, called_before);
    for (const Fact& fact : *facts) {
      own.said = std::max(own.said, fact.said);
      if (fact.op != FactOp::assign || fact.person.id != person) continue;
      const Role* role = find_role(*operation, fact.role);
      own.roles = {role != nullptr ? role->title : fact.role.text};
    }
    if (own.roles.empty()) continue;
    own.gone = true;
    own.mates.clear();
    sails.push_back(std::move(own));
  }
  std::sort(sails.begin(), sails.end(), [](const OwnSail& a, const OwnSail& b) {
    return std::tie(a.start, a.charter) < std::tie(b.start, b.charter);
  });
  return sails;
}

}  // namespace scc::api
