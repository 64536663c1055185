#include "api/answer.h"
#include "api/wire.h"
#include "engine/ledger.h"
#include "engine/reconcile.h"

namespace scc::api {
namespace {

Response no_calendar() {
  return problem(503, "No calendar", "This server has no calendar to compare with; set calendar.source in scc.toml.");
}

Response agreement_answer(const Call& call, const Result<engine::Agreement>& agreement) {
  if (!agreement) return problem_of(agreement.error());
  return answer(call, to_json(*agreement));
}

using OfCharter = Result<engine::Agreement> (*)(engine::Context&, Calendar&, const CharterId&);
using OfDays = Result<engine::Agreement> (*)(engine::Context&, Calendar&, Instant, Instant);

Response of_charter(Call& call, OfCharter compare) {
  if (call.desk.calendar == nullptr) return no_calendar();
  const auto record = engine::find_record(call.desk.store, call.path[0]);
  if (!record) return problem_of(record.error());
  if (!record->has_value()) return not_found("There is no charter \"" + call.path[0] + "\".");
  engine::Context context = call.desk.context();
  return agreement_answer(call, compare(context, *call.desk.calendar, (*record)->charter.id));
}

Response of_days(Call& call, OfDays compare) {
  if (call.desk.calendar == nullptr) return no_calendar();
  const auto days = days_of(call);
  if (!days) return bad_request(days.error());
  engine::Context context = call.desk.context();
  return agreement_answer(call, compare(context, *call.desk.calendar, days->from, days->to));
}

Response check_charter(Call& call) {
  return of_charter(call, engine::check_charter);
}
Response repair_charter(Call& call) {
  return of_charter(call, engine::heal_charter);
}
Response check_all(Call& call) {
  return of_days(call, engine::check);
}
Response repair_all(Call& call) {
  return of_days(call, engine::heal);
}

}  // namespace

std::vector<Route> agreement_routes() {
  return {{"GET", "/charters/{charter}/agreement", check_charter, Needs::viewer},
          {"POST", "/charters/{charter}/repair", repair_charter, Needs::operates},
          {"GET", "/agreement", check_all, Needs::viewer},
          {"POST", "/repair", repair_all, Needs::operates}};
}

}  // namespace scc::api
