#include <cstdio>

#include "command_list.h"
#include "json_view.h"
#include "reading_score.h"
#include "session.h"

namespace scc::app {
namespace {

namespace json = boost::json;

json::object to_json(const std::string& name, const Score& score, bool verbose) {
  json::object object{{"world", name},
                      {"mails", score.mails},
                      {"dispositions_right", score.dispositions_right},
                      {"disposition_accuracy", score.disposition_accuracy()},
                      {"certain_labelled", score.certain_labelled},
                      {"certain_read", score.certain_read},
                      {"certain_right", score.certain_right},
                      {"precision", score.precision()},
                      {"recall", score.recall()},
                      {"mails_with_wrong_change", score.mails_with_wrong_change},
                      {"mails_touched_wrongly", score.mails_touched_wrongly},
                      {"wrong_persons", score.wrong_persons}};
  if (!verbose) return object;
  json::array misses;
  for (const Miss& miss : score.misses) {
    misses.push_back(json::object{{"file", miss.file}, {"kind", miss.kind}, {"what", miss.what}, {"why", miss.why}});
  }
  object["misses"] = std::move(misses);
  return object;
}

/// In thousandths, so that 97.9 % and 98 % are told apart.
std::string per_cent(double share) {
  char text[16];
  static_cast<void>(std::snprintf(text, sizeof text, "%.1f %%", share * 100));
  return text;
}

Ink ink_of_count(std::size_t count) {
  return count == 0 ? Ink::plain : Ink::bad;
}

TableRow row_of(const std::string& name, const Score& score, Ink ink) {
  return {{printable(name), ink},
          {std::to_string(score.mails), ink},
          {per_cent(score.disposition_accuracy()), ink},
          {per_cent(score.precision()), ink},
          {per_cent(score.recall()), ink},
          {std::to_string(score.certain_right) + "/" + std::to_string(score.certain_labelled), ink},
          {std::to_string(score.mails_with_wrong_change), ink_of_count(score.mails_with_wrong_change)},
          {std::to_string(score.wrong_persons), ink_of_count(score.wrong_persons)},
          {std::to_string(score.mails_touched_wrongly), ink_of_count(score.mails_touched_wrongly)}};
}

void print_misses(Terminal& terminal, const std::string& world, const Score& score) {
  std::string file;
  for (const Miss& miss : score.misses) {
    if (miss.file != file) {
      terminal.print(terminal.inked(printable(world + "/" + miss.file), Ink::bold) + "  " +
                     terminal.inked(printable(miss.why), Ink::dim));
      file = miss.file;
    }
    const bool bad = miss.kind == "wrong";
    terminal.print("  " + terminal.inked(miss.kind, bad ? Ink::bad : Ink::warn) +
                   std::string(12 - miss.kind.size(), ' ') + printable(miss.what));
  }
}

struct NamedScore {
  std::string name;
  Score score;
};

void print_json(Terminal& terminal, const std::vector<NamedScore>& worlds, const Score& total, bool verbose) {
  json::array list;
  for (const NamedScore& world : worlds) list.push_back(to_json(world.name, world.score, verbose));
  terminal.print(json::serialize(json::object{{"worlds", std::move(list)}, {"total", to_json("total", total, false)}}));
}

void print_table(Terminal& terminal, const std::vector<NamedScore>& worlds, const Score& total, bool verbose) {
  if (verbose) {
    for (const NamedScore& world : worlds) print_misses(terminal, world.name, world.score);
    if (!total.misses.empty()) terminal.print("");
  }
  std::vector<TableRow> rows;
  for (const NamedScore& world : worlds) rows.push_back(row_of(world.name, world.score, Ink::plain));
  if (worlds.size() > 1) rows.push_back(row_of("total", total, Ink::bold));
  terminal.table(
      {"WORLD", "MAILS", "DISPOSITION", "PRECISION", "RECALL", "CERTAIN", "WRONG", "WRONG PERSON", "TOUCHED"}, rows);
  if (!verbose && !total.misses.empty()) {
    terminal.say(std::to_string(total.misses.size()) + " differences from the labels; --verbose lists them.");
  }
}

Result<ExitCode> run_eval(Session& session, const Arguments& arguments) {
  const std::vector<std::string> folders = arguments.list("WORLD");
  std::vector<NamedScore> worlds;
  Score total;
  for (const std::string& folder : folders) {
    session.terminal.progress("world", worlds.size(), folders.size());
    auto labelled = read_labelled_world(folder);
    if (!labelled) return labelled.error();
    Score score = score_world(*labelled);
    total.add(score);
    worlds.push_back({labelled->name, std::move(score)});
    if (interrupted()) return ExitCode::interrupted;
  }
  session.terminal.end_progress();
  const bool verbose = arguments.has("--verbose");
  if (session.json) {
    print_json(session.terminal, worlds, total, verbose);
  } else {
    print_table(session.terminal, worlds, total, verbose);
  }
  return ExitCode::ok;
}

}  // namespace

Command eval_command() {
  Command command{"eval", "measure the reading of mails against labelled worlds", ""};
  command.details =
      "A world is a folder with world.json, mail/ and expected.jsonl. A certain change is right when what is done, "
      "charter, role and person all are. PRECISION: certain changes read that are right. RECALL: labelled certain "
      "changes that were read. WRONG: mails with a wrong certain change. TOUCHED: mails to be ignored or rejected that "
      "changed or proposed anything.";
  command.examples = {{"scc eval tests/golden/worlds/jada", "one world"},
                      {"scc eval tests/golden/worlds/* --verbose", "each world, and every difference"}};
  command.options = {{"WORLD", Takes::folder, "a labelled world's folder", Option::Count::some},
                     {"--verbose", Takes::nothing, "list each difference from the labels"}};
  command.needs = Needs::nothing;
  command.run = run_eval;
  return command;
}

}  // namespace scc::app
