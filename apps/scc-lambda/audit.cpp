#include "audit.h"

#include "hosts/lambda/stream_event.h"
#include "log.h"

namespace scc::app {
namespace {

/// A charter item's sort key (docs/decisions, the table).
constexpr std::string_view charter_sort_key = "charter";

Outcome audit_charter(Function& function, const std::string& id) {
  auto record = function.store().charter(CharterId(id));
  if (!record) return record.error();
  if (!record->has_value()) return done();  // gone again: its removal is a record of its own
  const Charter& charter = (*record)->charter;
  auto facts = function.store().facts_of(charter.id);
  if (!facts) return facts.error();
  const CrewState state = fold_facts(*facts, function.configuration().settings.operation.roles);
  const bool agrees = state.crew == charter.crew && state.cancelled == charter.cancelled_by_mail;
  log_event({{"event", agrees ? "audited" : "drift"},
             {"charter", id},
             {"version", (*record)->version},
             {"facts", facts->size()}});
  return done();
}

Outcome audit_record(Function& function, const hosts::StreamRecord& record) {
  if (record.sort_key != charter_sort_key || record.kind == hosts::StreamRecord::Kind::remove) return done();
  auto outcome = audit_charter(function, record.partition_key);
  if (!outcome)
    log_event({{"event", "audit_failed"}, {"charter", record.partition_key}, {"why", outcome.error().what}});
  return outcome;
}

}  // namespace

hosts::LambdaHandler audit_handler(Function& function) {
  return [&function](const hosts::Invocation& invocation) -> Result<std::string> {
    function.set_deadline(invocation.deadline);
    auto records = hosts::read_stream_event(invocation.payload);
    if (!records) return records.error();
    return hosts::stream_answer(*records,
                                [&](const hosts::StreamRecord& record) { return audit_record(function, record); });
  };
}

}  // namespace scc::app
