#include "command_list.h"

namespace scc::app {

std::vector<Command> all_commands() {
  return {
      init_command(),   demo_command(),    sync_command(),     parse_command(),  eval_command(),   charters_command(),
      show_command(),   assign_command(),  unassign_command(), undo_command(),   review_command(), check_command(),
      crew_command(),   audit_command(),   auth_command(),     users_command(),  serve_command(),  status_command(),
      doctor_command(), backup_command(),  store_command(),    stream_command(), deploy_command(), completion_command(),
      help_command(),   version_command(),
  };
}

}  // namespace scc::app
