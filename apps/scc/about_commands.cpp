#include <iostream>

#include "command_help.h"
#include "command_line.h"
#include "command_list.h"
#include "session.h"
#include "version.h"

namespace scc::app {
namespace {

// The shell scripts only carry words; what to offer is decided by `scc __complete`.
constexpr std::string_view bash_script = R"(# scc: completion for bash. To use it: source <(scc completion bash)
_scc() {
  local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=($(scc __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  [[ ${#COMPREPLY[@]} -eq 1 && $COMPREPLY == */ ]] && compopt -o nospace
  COMPREPLY=("${COMPREPLY[@]/#/}")
}
complete -F _scc scc
)";
constexpr std::string_view zsh_script = R"(#compdef scc
# scc: completion for zsh. To use it: source <(scc completion zsh)
_scc() {
  local -a offers
  offers=("${(@f)$(scc __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -- $offers
}
compdef _scc scc
)";
constexpr std::string_view fish_script = R"(# scc: completion for fish. To use it: scc completion fish | source
function __scc_offers
  set -l words (commandline -opc) (commandline -ct)
  scc __complete $words[2..-1] 2>/dev/null
end
complete -c scc -f -a '(__scc_offers)'
)";

Result<ExitCode> print_completion(Session&, const Arguments& arguments) {
  const std::string shell = arguments.text("SHELL");
  std::cout << (shell == "bash" ? bash_script : shell == "zsh" ? zsh_script : fish_script);
  return ExitCode::ok;
}

Result<ExitCode> print_help(Session& session, const Arguments& arguments) {
  const std::vector<std::string> words = arguments.list("TOPIC");
  if (words.size() == 1) {
    if (words.front() == "man") {
      std::cout << man_page(session.commands, version);
      return ExitCode::ok;
    }
    const std::string topic = help_topic(words.front());
    if (!topic.empty()) {
      std::cout << topic;
      return ExitCode::ok;
    }
  }
  std::vector<std::string> asked = words;
  asked.emplace_back("--help");
  auto invocation = read_command_line(asked, session.commands);
  if (!invocation) {
    session.terminal.complain(invocation.error().what);
    return ExitCode::usage;
  }
  std::cout << help_text(invocation->path, session.commands);
  return ExitCode::ok;
}

Result<ExitCode> print_version(Session& session, const Arguments&) {
  session.terminal.print(session.json ? "{\"version\":\"" + std::string(version) + "\"}"
                                      : "scc " + std::string(version));
  return ExitCode::ok;
}

}  // namespace

Command completion_command() {
  Command command{"completion", "print the completion script of a shell", ""};
  command.examples = {{"source <(scc completion bash)", "in ~/.bashrc"},
                      {"scc completion fish | source", "in config.fish"}};
  command.options = {{"SHELL", Takes::text, "which shell", Option::Count::one, {"bash", "zsh", "fish"}}};
  command.needs = Needs::nothing;
  command.run = print_completion;
  return command;
}

Command help_command() {
  Command command{"help", "help of a command, or about exit-codes, environment; man prints the man page", ""};
  command.examples = {{"scc help sync", "the same as scc sync --help"},
                      {"scc help exit-codes", "what a script may rely on"},
                      {"scc help man | man -l -", "everything on one page"}};
  command.options = {{"TOPIC", Takes::text, "a command, exit-codes, environment or man", Option::Count::any}};
  command.needs = Needs::nothing;
  command.run = print_help;
  return command;
}

Command version_command() {
  Command command{"version", "which version this is", ""};
  command.needs = Needs::nothing;
  command.run = print_version;
  return command;
}

}  // namespace scc::app
