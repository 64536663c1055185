#include <algorithm>

#include "charter_view.h"
#include "command_list.h"
#include "engine/ledger.h"
#include "json_view.h"

namespace scc::app {
namespace {

constexpr int shown_default = 50;
constexpr int shown_max = 100'000;

Result<std::vector<Fact>> chosen_facts(Session& session, const Arguments& arguments) {
  auto store = session.ports().store();
  if (!store) return store.error();
  const auto limit = static_cast<std::size_t>(
      std::min(arguments.number("--limit").value_or(arguments.has("--since") ? shown_max : shown_default), shown_max));
  if (arguments.has("--charter")) {
    auto record = session.charter_named(arguments.text("--charter"));
    if (!record) return record.error();
    auto facts = (*store)->facts_of(record->charter.id);
    if (!facts) return facts.error();
    std::vector<Fact> newest_first(facts->rbegin(), facts->rend());
    if (newest_first.size() > limit) newest_first.resize(limit);
    return newest_first;
  }
  Instant from = long_ago;
  if (const auto since = arguments.date("--since")) from = to_instant({*since, {}}, session.zone());
  std::vector<Fact> facts;
  std::string page;
  while (facts.size() < limit) {
    auto batch = (*store)->audit(from, far_ahead, page_items_max, page);
    if (!batch) return batch.error();
    for (Fact& fact : batch->items) {
      if (facts.size() < limit) facts.push_back(std::move(fact));
    }
    page = batch->next;
    if (page.empty()) break;
  }
  return facts;
}

std::string source_text(const Fact& fact) {
  std::string text = printable(fact.source.actor);
  if (fact.source.kind != SourceKind::hand) text += std::string(" (") + to_string(fact.source.kind) + ")";
  if (!fact.note.empty()) text += ": " + printable(fact.note);
  return text;
}

Result<ExitCode> show_audit(Session& session, const Arguments& arguments) {
  auto facts = chosen_facts(session, arguments);
  if (!facts) return facts.error();
  if (session.json) {
    session.terminal.print(boost::json::serialize(list_json(*facts)));
    return ExitCode::ok;
  }
  auto operation = session.operation();
  if (!operation) return operation.error();
  std::vector<TableRow> rows;
  for (const Fact& fact : *facts) {
    const std::string what = fact.op == FactOp::undo ? "~ undoes " + fact.undoes.text
                                                     : change_text(fact.op, fact.role, fact.person, *operation);
    rows.push_back({{to_people(fact.said, operation->zone)},
                    {fact.charter.text},
                    {what},
                    {source_text(fact), Ink::dim},
                    {fact.id.text, Ink::dim}});
  }
  if (rows.empty()) {
    session.terminal.say("No fact yet; `scc sync` reads the mails.");
    return ExitCode::ok;
  }
  session.terminal.table({"SAID", "CHARTER", "CHANGE", "BY", "FACT"}, rows);
  return ExitCode::ok;
}

}  // namespace

Command audit_command() {
  Command command{"audit", "show who said what and when, the newest first", ""};
  command.examples = {{"scc audit --charter sanderson", "everything ever said about one sail"},
                      {"scc audit --since 2026-05-01 --json", "recorded since that day, for a script"}};
  command.options = {{"--since", Takes::date, "facts recorded on this day or later"},
                     {"--charter", Takes::charter, "facts of one charter"},
                     {"--limit", Takes::number, "at most this many (50 without --since)"}};
  command.run = show_audit;
  return command;
}

}  // namespace scc::app
