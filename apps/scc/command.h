/// Command: one command of `scc` as a value: its name, what it takes, and what it does.
///
/// Everything that speaks of commands is made from these values: the command line, `--help`, shell
/// completion and the man page. No command knows the library that reads the command line.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arguments.h"
#include "base/result.h"

namespace scc::app {

class Session;

/// What a shell sees. `scc help exit-codes` prints this table.
enum class ExitCode {
  ok = 0,
  failed = 1,
  usage = 2,         ///< the command line or the configuration is wrong
  differs = 3,       ///< `check`: something disagrees; `sync --dry-run`: something would change
  sign_in = 4,       ///< somebody has to sign in again
  conflict = 5,      ///< changed meanwhile: look again and repeat
  busy = 75,         ///< another process works on the same store, or a service did not answer: try later
  interrupted = 130  ///< stopped by Ctrl-C
};

/// What an option's value is: checked before the command runs, and used for completion.
enum class Takes { nothing, text, number, date, file, folder, charter, role, crew_member, review, fact };

struct Option {
  std::string name;              ///< "--from", or for a positional argument "CHARTER"
  Takes takes = Takes::nothing;  ///< nothing: a flag
  std::string help;
  enum class Count { maybe, one, any, some } count = Count::maybe;
  std::vector<std::string> choices = {};  ///< none: anything
  std::string value_name = {};            ///< in help; "" = by what it takes

  [[nodiscard]] bool positional() const { return name.empty() || name[0] != '-'; }
};

/// What has to be there before the command runs.
enum class Needs { nothing, configuration };

struct Example {
  std::string line;     ///< "scc charters --open"
  std::string meaning;  ///< "sails that still lack somebody"
};

using Action = std::function<Result<ExitCode>(Session&, const Arguments&)>;

struct Command {
  std::string name;
  std::string summary;  ///< one line without a full stop
  std::string details;  ///< for the help of this command alone; "" if there is no more to say
  std::vector<Example> examples = {};
  std::vector<Option> options = {};  ///< positional ones in their order
  Needs needs = Needs::configuration;
  Action run = {};                        ///< none: one of `subcommands` has to be named
  std::vector<Command> subcommands = {};  ///< with `run` also: they are optional
};

/// Options that every command has.
[[nodiscard]] const std::vector<Option>& common_options();

}  // namespace scc::app
