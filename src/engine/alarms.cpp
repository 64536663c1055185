#include "engine/alarms.h"

#include <optional>

#include "engine/ledger.h"

namespace scc::engine {
namespace {

constexpr std::size_t sails_told_max = 50;

/// What a bell last said about a key is a named record.
constexpr const char* told_kind = "alarm";

std::string told_key(const Bell& bell, const std::string& key) {
  return bell.name + "/" + key;
}

Result<std::string> last_told(Context& context, const std::string& key) {
  auto stored = context.store.named(told_kind, key);
  if (!stored) return stored.error();
  return stored->has_value() ? (*stored)->value : std::string();
}

/// Tells `alarm` by each bell that last said something else about its key. Telling comes before
/// remembering: a kill in between tells twice rather than never.
Result<std::size_t> tell(Context& context, const Alarm& alarm, const std::string& state, const std::string& untold,
                         const std::vector<Bell>& bells, std::optional<Error>& failure) {
  std::size_t told = 0;
  for (const Bell& bell : bells) {
    const std::string key = told_key(bell, alarm.key);
    auto before = last_told(context, key);
    if (!before) return before.error();
    if (*before == state || (before->empty() && state == untold)) continue;
    const auto rung = bell.notifier.notify(alarm);
    if (!rung) {
      if (!failure) failure = rung.error();
      continue;
    }
    ++told;
    if (const auto kept = put_named(context, told_kind, key, state); !kept) return kept.error();
  }
  return told;
}

Alarm alarm_of(const Context& context, const SourceHealth& source) {
  const std::string& operation = context.settings.operation.name;
  if (source.well) {
    return {
        source.source, false,
        operation + ": " + source.source + " is well again" +
            (source.last_success ? ", since " + to_people(*source.last_success, context.settings.operation.zone) : "") +
            ".",
        ""};
  }
  const std::string state = source.partly ? " is read, but not all of it. " : " stands still. ";
  return {source.source, true, operation + ": " + source.source + state + source.problem, source.cure};
}

std::string open_roles_of(const Charter& charter, const Operation& operation) {
  std::string open;
  for (const Role& role : operation.roles) {
    bool held = false;
    for (const Assignment& assignment : charter.crew) held = held || assignment.role == role.id;
    if (!held) open += (open.empty() ? "" : ", ") + role.title;
  }
  return open;
}

std::string morning_text(const Context& context, const std::vector<CharterRecord>& records, int days) {
  const Operation& operation = context.settings.operation;
  std::string lines;
  std::size_t lacking = 0;
  for (const CharterRecord& record : records) {
    if (record.charter.sail.status == CharterStatus::cancelled) continue;
    const std::string open = open_roles_of(record.charter, operation);
    if (open.empty()) continue;
    if (++lacking > sails_told_max) continue;
    lines += "\n" + to_people(record.charter.sail.start, operation.zone) + "  " + record.charter.sail.client +
             ": open " + open;
  }
  if (lacking > sails_told_max) lines += "\n… and " + std::to_string(lacking - sails_told_max) + " more.";
  const std::string span = days == 1 ? "today" : "in the next " + std::to_string(days) + " days";
  if (lacking == 0) return operation.name + ": every sail " + span + " has its crew.";
  return operation.name + ": " + std::to_string(lacking) + (lacking == 1 ? " sail " : " sails ") + span +
         (lacking == 1 ? " lacks crew." : " lack crew.") + lines;
}

}  // namespace

Result<std::size_t> ring(Context& context, const Health& health, const std::vector<Bell>& bells) {
  std::size_t told = 0;
  std::optional<Error> failure;
  for (const SourceHealth& source : health.sources) {
    const std::string state = source.well ? "well" : source.partly ? "partly" : "raised";
    auto now = tell(context, alarm_of(context, source), state, "well", bells, failure);
    if (!now) return now.error();
    told += *now;
  }
  if (failure) return *failure;
  return told;
}

Result<std::size_t> ring_in_the_morning(Context& context, const MorningSettings& settings,
                                        const std::vector<Bell>& bells) {
  const LocalTime now = to_local(context.clock.now(), context.settings.operation.zone);
  if (now.time < settings.at || bells.empty()) return std::size_t{0};
  const Instant from = to_instant({now.date, {}}, context.settings.operation.zone);
  const Instant to = to_instant({add_days(now.date, settings.days), {}}, context.settings.operation.zone);
  bool due = false;
  for (const Bell& bell : bells) {
    auto told = last_told(context, told_key(bell, "morning"));
    if (!told) return told.error();
    due = due || *told != to_string(now.date);
  }
  if (!due) return std::size_t{0};
  auto records = all_charters(context.store, from, to);
  if (!records) return records.error();
  std::optional<Error> failure;
  auto told = tell(context, {"morning", true, morning_text(context, *records, settings.days), ""}, to_string(now.date),
                   "", bells, failure);
  if (told && failure) return *failure;
  return told;
}

}  // namespace scc::engine
