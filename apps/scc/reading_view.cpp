#include "reading_view.h"

#include <algorithm>

#include "api/wire.h"
#include "base/text.h"
#include "charter_view.h"
#include "engine/visible_text.h"

namespace scc::app {
namespace {

namespace json = boost::json;

constexpr std::size_t quote_columns = 72;
constexpr std::size_t step_columns = 11;

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
  change["evidence"] = api::evidence_json(statement.evidence);
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

  /// The words with each mention underlined, and below each stretch what its mentions were taken for.
  void print_text() {
    heading("Text");
    for (const extract::ReadText& text : read_.reading.texts) {
      if (trim(text.text).empty()) continue;
      const std::string where = text.part + (text.layer.empty() ? "" : ", " + text.layer);
      terminal_.print("  " + terminal_.inked(printable(where), Ink::dim));
      print_marked(text);
      for (const extract::Mark& mark : text.marks) {
        std::string words = text.text.substr(mark.begin, mark.end - mark.begin);
        std::replace(words.begin(), words.end(), '\n', ' ');
        const std::string meaning = mark.meaning.empty() ? "" : ": " + mark.meaning;
        print_step(mark.kind, shortened(words, quote_columns) + meaning);
      }
    }
  }
  void print_marked(const extract::ReadText& text) {
    std::size_t at = 0;
    std::string line;
    const auto write = [&](std::string_view words, bool marked) {
      const auto parts = split(words, '\n');
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
          terminal_.print("  │ " + line);
          line.clear();
        }
        if (parts[i].empty()) continue;
        if (!marked) {
          line += printable(parts[i]);
        } else if (terminal_.shows_ink()) {
          line += terminal_.inked(printable(parts[i]), Ink::underlined);
        } else {
          line += "[" + printable(parts[i]) + "]";
        }
      }
    };
    const std::string_view words = text.text;
    for (const extract::Mark& mark : text.marks) {
      write(words.substr(at, mark.begin - at), false);
      write(words.substr(mark.begin, mark.end - mark.begin), true);
      at = mark.end;
    }
    write(words.substr(at), false);
    if (!line.empty()) terminal_.print("  │ " + line);
  }

  void print_step(const std::string& name, std::string_view text) {
    const std::string step = shortened(name, step_columns);
    std::string indent = "    " + step + std::string(step_columns + 1 - display_width(step), ' ');
    for (const std::string_view part : split(text, '\n')) {
      terminal_.print(terminal_.inked(indent, Ink::dim) + printable(part));
      indent = std::string(display_width(indent), ' ');
    }
  }

  void print_trace() {
    heading("Reading");
    for (const extract::TraceLine& line : read_.reading.trace) print_step(line.step, line.text);
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
  json::array texts;
  for (const extract::ReadText& text : read.reading.texts) {
    json::array marks;
    for (const extract::Mark& mark : text.marks) {
      marks.push_back(
          json::object{{"begin", mark.begin}, {"end", mark.end}, {"kind", mark.kind}, {"meaning", mark.meaning}});
    }
    texts.push_back(
        json::object{{"part", text.part}, {"layer", text.layer}, {"text", text.text}, {"marks", std::move(marks)}});
  }
  object["texts"] = std::move(texts);
  object["trust"] = read.message.trust.reason;
  object["statements"] = std::move(statements);
  object["trace"] = std::move(trace);
  return object;
}

void print_reading(Terminal& terminal, const MailReading& read, const World& world, Explain explain) {
  ReadingPrinter(terminal, read, world).print(explain);
}

}  // namespace scc::app
