#include "charter_view.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "engine/roster.h"
#include "json_view.h"

namespace scc::app {
namespace {

constexpr std::size_t quote_columns = 72;

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string when_text(Instant at, const Zone& zone) {
  static constexpr std::array days_of_week{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const LocalTime local = to_local(at, zone);
  return to_string(local.date) + " " + days_of_week[static_cast<std::size_t>(weekday_of(local.date))] + " " +
         two_digits(local.time.hour) + ":" + two_digits(local.time.minute);
}

std::vector<std::string> open_roles(const Charter& charter, const Operation& operation) {
  std::vector<std::string> open;
  for (const Role& role : operation.roles) {
    const bool held = std::any_of(charter.crew.begin(), charter.crew.end(),
                                  [&](const Assignment& assignment) { return assignment.role == role.id; });
    if (!held) open.push_back(role.title);
  }
  return open;
}

std::string title_of(const Operation& operation, const RoleId& id) {
  const Role* role = find_role(operation, id);
  return role == nullptr ? id.text : role->title;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : std::string(separator)) + text;
  return out;
}

std::string quoted_words(const Evidence& evidence, std::size_t width) {
  return "“" + shortened(engine::on_one_line(evidence.quote), width) + "”";
}

std::string change_text(FactOp op, const RoleId& role, const Person& person, const Operation& operation) {
  const std::string who = printable(engine::name_of(operation, person));
  switch (op) {
    case FactOp::assign: return "+ " + title_of(operation, role) + " " + who;
    case FactOp::unassign: return "- " + title_of(operation, role) + " " + who;
    case FactOp::cancel: return "x the charter is off";
    case FactOp::undo: return "~ undone";
  }
  return "";
}

std::string charter_name(Store& store, const CharterId& id, const Zone& zone) {
  auto record = store.charter(id);
  if (!record || !record->has_value()) return id.text;
  const Sail& sail = (*record)->charter.sail;
  return printable(sail.client) + ", " + when_text(sail.start, zone);
}

void print_charter(Session& session, const CharterRecord& record, const Operation& operation) {
  Terminal& terminal = session.terminal;
  const Charter& charter = record.charter;
  if (session.json) {
    terminal.print(boost::json::serialize(to_json(record, operation.zone)));
    return;
  }
  const Sail& sail = charter.sail;
  terminal.print(terminal.inked(printable(sail.title.empty() ? sail.client : sail.title), Ink::bold));
  const Vessel* vessel = find_vessel(operation, sail.vessel);
  std::string line = when_text(sail.start, operation.zone) + "–" + when_text(sail.end, operation.zone).substr(15);
  if (vessel != nullptr) line += " · " + vessel->name;
  if (sail.status != CharterStatus::confirmed) line += " · " + std::string(to_string(sail.status));
  if (charter.cancelled_by_mail && sail.status != CharterStatus::cancelled) line += " · a mail says it is off";
  terminal.print(line + " · " + terminal.inked(charter.id.text, Ink::dim));
  std::size_t width = 0;
  for (const Role& role : operation.roles) width = std::max(width, display_width(role.title));
  for (const Role& role : operation.roles) {
    const std::string title = "  " + role.title + std::string(width - display_width(role.title) + 2, ' ');
    bool held = false;
    for (const Assignment& assignment : charter.crew) {
      if (assignment.role != role.id) continue;
      held = true;
      terminal.print(
          title + terminal.inked(printable(assignment.person.name), Ink::good) + "  " +
          terminal.inked(printable(assignment.said_by) + ", " + to_people(assignment.said, operation.zone), Ink::dim));
      if (!assignment.evidence.quote.empty()) {
        terminal.print(std::string(width + 4, ' ') +
                       terminal.inked(quoted_words(assignment.evidence, quote_columns), Ink::dim));
      }
    }
    if (!held) terminal.print(title + terminal.inked("open", Ink::warn));
  }
}

}  // namespace scc::app
