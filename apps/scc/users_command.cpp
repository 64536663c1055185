#include "api/users.h"
#include "command_list.h"
#include "json_view.h"
#include "session.h"

namespace scc::app {
namespace {

constexpr const char* actor = "the command line";

Result<ExitCode> list_users(Session& session, const Arguments&) {
  auto store = session.ports().store();
  if (!store) return store.error();
  const auto users = api::Users(**store, session.clock).all();
  if (!users) return users.error();
  if (session.json) {
    session.terminal.print(boost::json::serialize(boost::json::object{{"items", list_json(*users)}}));
    return ExitCode::ok;
  }
  if (users->empty()) session.terminal.say("Nobody may sign in with Google yet: scc users put EMAIL admin");
  for (const api::User& user : *users)
    session.terminal.print(std::string(api::to_string(user.access)) + "  " + printable(user.email));
  return ExitCode::ok;
}

Result<ExitCode> put_user(Session& session, const Arguments& arguments) {
  auto store = session.ports().store();
  if (!store) return store.error();
  const auto access = api::parse_access(arguments.text("ACCESS"));
  const auto user =
      api::Users(**store, session.clock).put(arguments.text("EMAIL"), access.value_or(api::Access::viewer), actor);
  if (!user) return user.error();
  if (!user->has_value()) return Error{Remedy::skip, "That would leave no admin; make somebody else one first."};
  session.terminal.say((*user)->email + " may sign in as " + api::to_string((*user)->access) + ".");
  return ExitCode::ok;
}

Result<ExitCode> remove_user(Session& session, const Arguments& arguments) {
  auto store = session.ports().store();
  if (!store) return store.error();
  const std::string email = api::email_of(arguments.text("EMAIL")).value_or("");
  const auto removal = api::Users(**store, session.clock).remove(email);
  if (!removal) return removal.error();
  switch (*removal) {
    case api::Users::Removal::unknown:
      return Error{Remedy::skip, "There is no user " + arguments.text("EMAIL") + "; `scc users` lists them."};
    case api::Users::Removal::last_admin:
      return Error{Remedy::skip, "That would leave no admin; make somebody else one first."};
    case api::Users::Removal::gone: break;
  }
  session.terminal.say(email + " signs in no more, and is signed out.");
  return ExitCode::ok;
}

}  // namespace

Command users_command() {
  Command list{"list", "show them", ""};
  list.run = list_users;
  Command put{"put", "let somebody sign in, or change how much they may do", ""};
  put.examples = {{"scc users put maria@sailing.example admin", "the first one, before anybody can use the page"}};
  put.options = {{"EMAIL", Takes::text, "the address of their Google account", Option::Count::one},
                 {"ACCESS", Takes::text, "what they may do", Option::Count::one, {"viewer", "operator", "admin"}}};
  put.run = put_user;
  Command remove{"remove", "nobody of that address signs in any more", ""};
  remove.options = {{"EMAIL", Takes::text, "the address", Option::Count::one}};
  remove.run = remove_user;
  Command command{"users", "who may sign in with Google, and how much they may do", ""};
  command.run = list_users;
  command.subcommands = {list, put, remove};
  return command;
}

}  // namespace scc::app
