#include "reading_view.h"

#include <algorithm>

#include "base/text.h"
#include "charter_view.h"
#include "engine/visible_text.h"

namespace scc::app {
namespace {

namespace json = boost::json;

constexpr std::size_t quote_columns = 72;
constexpr std::size_t step_columns = 11;
constexpr std::size_t explained_text_bytes_max = 64 * 1024;

json::object evidence_json(const Evidence& evidence) {
  return {{"quote", evidence.quote}, {"part", evidence.part}};
}

json::object change_json(const extract::Statement& statement, bool certain) {
  json::object change{{"op", to_string(statement.op)}, {"charter", statement.charter.text}};
  if (statement.op != FactOp::cancel) {
    change["role"] = statement.role.text;
    if (statement.person.id.empty()) {
      change["person_name"] = statement.person.name;
    } else {
      change["person"] = statement.person.id.text;
    }
  }
  change["certain"] = certain;
  change["confidence"] = statement.confidence;
  change["evidence"] = evidence_json(statement.evidence);
  if (!statement.reason.empty()) change["reason"] = statement.reason;
  return change;
}

Ink ink_of(Disposition disposition) {
  switch (disposition) {
    case Disposition::apply: return Ink::good;
    case Disposition::review: return Ink::warn;
    case Disposition::ignore: return Ink::dim;
    case Disposition::reject: return Ink::bad;
  }
  return Ink::plain;
}

class ReadingPrinter {
 public:
  ReadingPrinter(Terminal& terminal, const MailReading& read, const World& world)
      : terminal_(terminal), read_(read), world_(world) {}

  void print(Explain explain) {
    const mail::Message& message = read_.message;
    terminal_.print(
        terminal_.inked(printable(read_.file), Ink::bold) + "  " + printable(message.subject) + "  " +
        terminal_.inked(printable(engine::sender_of(message)) + ", " + to_people(message.date, world_.operation.zone),
                        Ink::dim));
    if (explain == Explain::yes) {
      terminal_.print("  " + terminal_.inked(printable(message.trust.reason), Ink::dim));
      print_text();
      print_trace();
      heading("Statements");
      for (const extract::Statement& statement : read_.reading.statements) print_change(statement, '+');
      if (read_.reading.statements.empty()) terminal_.print("  none");
      heading("Decision");
    }
    const engine::Decision& decision = read_.decision;
    terminal_.print("  " + terminal_.inked(to_string(decision.disposition), ink_of(decision.disposition)));
    for (const extract::Statement& statement : decision.accepted) print_change(statement, '+');
    for (const extract::Statement& statement : decision.proposed) print_change(statement, '?');
    for (const std::string& reason : decision.reasons)
      terminal_.print("    " + terminal_.inked(printable(reason), Ink::dim));
  }

 private:
  void heading(std::string_view text) { terminal_.print("  " + terminal_.inked(text, Ink::bold)); }

  [[nodiscard]] std::string charter_text(const CharterId& id) const {
    for (const Charter& charter : world_.charters) {
      if (charter.id != id) continue;
      return printable(charter.sail.client) + ", " + when_text(charter.sail.start, world_.operation.zone);
    }
    return id.text;
  }

  void print_change(const extract::Statement& statement, char sign) {
    const bool certain = statement.certainty == extract::Certainty::certain && sign != '?';
    std::string line = change_text(statement.op, statement.role, statement.person, world_.operation);
    if (!certain) line += "?";
    terminal_.print("    " + terminal_.inked(line, certain ? Ink::good : Ink::warn) + " · " +
                    charter_text(statement.charter));
    std::string words = quoted_words(statement.evidence, quote_columns);
    if (statement.evidence.part != "text/plain") words += " in " + statement.evidence.part;
    terminal_.print("        " + terminal_.inked(words, Ink::dim));
    if (!certain && !statement.reason.empty()) terminal_.print("        " + printable(statement.reason));
  }

  void print_text() {
    heading("Text");
    const std::string text = engine::visible_text(read_.message, explained_text_bytes_max);
    for (const std::string_view line : split(text, '\n')) terminal_.print("  │ " + printable(line));
  }

  void print_trace() {
    heading("Reading");
    for (const extract::TraceLine& line : read_.reading.trace) {
      const std::string step = shortened(line.step, step_columns);
      std::string indent = "    " + step + std::string(step_columns + 1 - display_width(step), ' ');
      for (const std::string_view part : split(line.text, '\n')) {
        terminal_.print(terminal_.inked(indent, Ink::dim) + printable(part));
        indent = std::string(display_width(indent), ' ');
      }
    }
  }

  Terminal& terminal_;
  const MailReading& read_;
  const World& world_;
};

}  // namespace

json::object to_json(const MailReading& read, Explain explain) {
  json::array changes;
  for (const extract::Statement& statement : read.decision.accepted) changes.push_back(change_json(statement, true));
  for (const extract::Statement& statement : read.decision.proposed) changes.push_back(change_json(statement, false));
  json::array reasons;
  for (const std::string& reason : read.decision.reasons) reasons.emplace_back(reason);
  json::object object{{"file", read.file},
                      {"disposition", to_string(read.decision.disposition)},
                      {"changes", std::move(changes)},
                      {"why", read.decision.reasons.empty() ? "" : read.decision.reasons.front()},
                      {"reasons", std::move(reasons)}};
  if (explain == Explain::no) return object;
  json::array statements;
  for (const extract::Statement& statement : read.reading.statements) {
    statements.push_back(change_json(statement, statement.certainty == extract::Certainty::certain));
  }
  json::array trace;
  for (const extract::TraceLine& line : read.reading.trace)
    trace.push_back(json::object{{"step", line.step}, {"text", line.text}});
  object["trust"] = read.message.trust.reason;
  object["statements"] = std::move(statements);
  object["trace"] = std::move(trace);
  return object;
}

void print_reading(Terminal& terminal, const MailReading& read, const World& world, Explain explain) {
  ReadingPrinter(terminal, read, world).print(explain);
}

}  // namespace scc::app
