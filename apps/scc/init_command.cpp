#include <filesystem>
#include <fstream>

#include "command_list.h"
#include "configuration.h"
#include "json_view.h"
#include "session.h"

namespace scc::app {
namespace {

namespace fs = std::filesystem;

Outcome write_new_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.flush();
  if (!out) return Error{Remedy::stop, path.string() + ": can't be written; check the folder's permissions and room."};
  return done();
}

Result<ExitCode> write_first_files(Session& session, const Arguments& arguments) {
  const fs::path folder = arguments.has("FOLDER") ? arguments.text("FOLDER") : ".";
  const fs::path file = folder / "scc.toml";
  std::error_code problem;
  if (fs::exists(file, problem)) {
    return Error{Remedy::stop, file.string() + " stands here already; nothing was changed. Edit it, or move it away."};
  }
  const FirstAnswers answers{arguments.text("--name"), arguments.text("--timezone"), arguments.text("--mailbox"),
                             arguments.list("--trust")};
  const std::string text = configuration_template(answers);
  auto read = read_configuration_text(text, file.string(), Environment());
  if (!read) {
    // The line number would be one of a file that is not there.
    session.terminal.complain("A scc.toml with these answers would be wrong: " + read.error().what);
    return ExitCode::usage;
  }
  fs::create_directories(folder / "mail", problem);
  if (problem) return Error{Remedy::stop, folder.string() + ": can't be made (" + problem.message() + ")."};
  auto written = write_new_file(file, text);
  if (!written) return written.error();
  session.terminal.print(session.json
                             ? boost::json::serialize(boost::json::object{{"file", file.string()}})
                             : "Wrote " + file.string() + " and the folder " + (folder / "mail").string() + ".");
  session.terminal.say(
      "Next: put calendar.ics beside it and mails into mail/, name your trusted senders in it, then\n"
      "  scc crew import crew.csv\n  scc doctor\n  scc sync");
  return ExitCode::ok;
}

}  // namespace

Command init_command() {
  Command command{"init", "write a scc.toml with comments to begin with", ""};
  command.examples = {{"scc init", "in this folder"},
                      {"scc init charters --timezone America/Los_Angeles --trust carole@sailing.example",
                       "in another one, with first answers"}};
  command.options = {
      {"FOLDER", Takes::folder, "where; otherwise here"},
      {"--name", Takes::text, "what the operator is called"},
      {"--timezone", Takes::text, "IANA time zone of the harbour", Option::Count::maybe, {}, "ZONE"},
      {"--mailbox", Takes::text, "the address that receives crew mails", Option::Count::maybe, {}, "ADDRESS"},
      {"--trust",
       Takes::text,
       "a sender whose mail may change crew; may be repeated",
       Option::Count::any,
       {},
       "ADDRESS"}};
  command.needs = Needs::nothing;
  command.run = write_first_files;
  return command;
}

}  // namespace scc::app
