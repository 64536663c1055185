/// CommandList: every command of `scc`, in the order in which `scc --help` lists them.
///
/// A command lives in <name>_command.cpp and is one function that returns it; a new one is a line
/// here and a line in command_list.cpp.
#pragma once

#include <vector>

#include "command.h"

namespace scc::app {

[[nodiscard]] Command init_command();
[[nodiscard]] Command demo_command();
[[nodiscard]] Command sync_command();
[[nodiscard]] Command parse_command();
[[nodiscard]] Command eval_command();
[[nodiscard]] Command charters_command();
[[nodiscard]] Command show_command();
[[nodiscard]] Command assign_command();
[[nodiscard]] Command unassign_command();
[[nodiscard]] Command undo_command();
[[nodiscard]] Command review_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command crew_command();
[[nodiscard]] Command audit_command();
[[nodiscard]] Command auth_command();
[[nodiscard]] Command serve_command();
[[nodiscard]] Command users_command();
[[nodiscard]] Command status_command();
[[nodiscard]] Command doctor_command();
[[nodiscard]] Command backup_command();
[[nodiscard]] Command store_command();
[[nodiscard]] Command store_copy_command();  ///< of `store`
[[nodiscard]] Command stream_command();
[[nodiscard]] Command deploy_command();
[[nodiscard]] Command completion_command();
[[nodiscard]] Command help_command();
[[nodiscard]] Command version_command();

[[nodiscard]] std::vector<Command> all_commands();

}  // namespace scc::app
