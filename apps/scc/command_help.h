/// CommandHelp: what `--help` prints and what the man page says, made from the commands. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command.h"

namespace scc::app {

/// `path` as in Invocation; at most 80 columns.
[[nodiscard]] std::string help_text(const std::vector<const Command*>& path, const std::vector<Command>& commands);
/// A page of its own: "exit-codes", "environment"; "" if there is no such topic.
[[nodiscard]] std::string help_topic(std::string_view topic);
/// The man page scc(1), roff with the man macros.
[[nodiscard]] std::string man_page(const std::vector<Command>& commands, std::string_view version);

}  // namespace scc::app
