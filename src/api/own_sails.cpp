#include "api/own_sails.h"

#include <algorithm>

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

}  // namespace scc::api
