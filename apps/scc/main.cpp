#include <exception>
#include <iostream>

#include "adapters/system/system_clock.h"
#include "adapters/system/system_entropy.h"
#include "command_help.h"
#include "command_line.h"
#include "command_list.h"
#include "completion.h"
#include "session.h"

namespace scc::app {
namespace {

Colour colour_wanted(const Arguments& arguments) {
  const std::string wish = arguments.text("--color");
  if (wish == "always") return Colour::always;
  return wish == "never" ? Colour::never : Colour::when_terminal;
}

ExitCode run(const std::vector<std::string>& words) {
  const Environment environment = Environment::of_this_process();
  std::vector<Command> commands = all_commands();
  if (!words.empty() && words.front() == "__complete") {
    for (const std::string& candidate : complete({words.begin() + 1, words.end()}, commands, environment))
      std::cout << candidate << '\n';
    return ExitCode::ok;
  }
  const bool asks_version = words.size() == 1 && words.front() == "--version";
  auto invocation = read_command_line(asks_version ? std::vector<std::string>{"version"} : words, commands);
  if (!invocation) {
    Terminal(environment, Colour::when_terminal).complain(invocation.error().what);
    return ExitCode::usage;
  }
  Terminal terminal(environment, colour_wanted(invocation->arguments));
  if (invocation->help || invocation->path.empty()) {
    std::cout << help_text(invocation->path, commands);
    return ExitCode::ok;
  }
  if (invocation->arguments.has("--quiet")) terminal.be_quiet();
  const Command& command = *invocation->path.back();
  SystemClock clock;
  SystemEntropy entropy;
  Session session(terminal, environment, clock, entropy, commands);
  session.json = invocation->arguments.has("--json");
  if (command.needs == Needs::configuration) {
    auto loaded = session.load_configuration(session.configuration_file(invocation->arguments));
    if (!loaded) {
      terminal.complain(loaded.error().what);
      return ExitCode::usage;
    }
  }
  watch_for_interrupts();
  auto code = command.run(session, invocation->arguments);
  terminal.end_progress();
  if (!code) {
    terminal.complain(code.error().what);
    return exit_code_of(code.error());
  }
  return *code;
}

}  // namespace
}  // namespace scc::app

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    const scc::app::ExitCode code = scc::app::run({argv + 1, argv + argc});
    std::cout.flush();
    if (std::cout) return static_cast<int>(code);
    std::cerr << "scc: the output could not be written; is the disk full?\n";
  } catch (const std::exception& bug) {
    // Nothing of ours throws on purpose: out of memory, or a bug that a report should name.
    std::cerr << "scc: internal error: " << bug.what() << ". What was recorded before it stays; please report it.\n";
  }
  return static_cast<int>(scc::app::ExitCode::failed);
}
