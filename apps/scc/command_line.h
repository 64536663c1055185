/// CommandLine: words of the command line → the command they name and its arguments.
///
/// The only place that knows CLI11. Pure but for the words; says what is wrong and what was meant.
#pragma once

#include <string>
#include <vector>

#include "command.h"

namespace scc::app {

struct Invocation {
  /// From the outermost command to the one that is meant; empty: `scc` alone.
  std::vector<const Command*> path;
  Arguments arguments;
  bool help = false;  ///< asked for the help of `path`
};

/// The error's `what` names the word that is wrong and what would be right.
[[nodiscard]] Result<Invocation> read_command_line(const std::vector<std::string>& words,
                                                   const std::vector<Command>& commands);

}  // namespace scc::app
