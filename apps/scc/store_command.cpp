#include <boost/json.hpp>

#include "aws_store.h"
#include "command_list.h"
#include "session.h"

namespace scc::app {
namespace {

Result<AwsStore*> table_of(Session& session) {
  if (session.configuration().store.source != "dynamodb") {
    return Error{
        Remedy::stop,
        "The store is one SQLite file, which is made and brought up to date when it is opened. This command is "
        "for store.source = \"dynamodb\"."};
  }
  return session.ports().aws_store();
}

void say_added(Session& session, const std::vector<std::string>& added) {
  if (session.json) {
    session.terminal.print(
        boost::json::serialize(boost::json::object{{"added", boost::json::array(added.begin(), added.end())}}));
    return;
  }
  for (const std::string& feature : added) session.terminal.print("Added: " + feature + ".");
  if (added.empty()) session.terminal.print("The table has everything; nothing was changed.");
}

Result<ExitCode> create(Session& session, const Arguments&) {
  auto table = table_of(session);
  if (!table) return table.error();
  session.terminal.say("Creating the table " + (*table)->settings().table + " …");
  auto made = (*table)->admin().create();
  if (!made) return made.error();
  session.terminal.print(session.json
                             ? boost::json::serialize(boost::json::object{{"table", (*table)->settings().table}})
                             : "The table " + (*table)->settings().table + " is ready.");
  return ExitCode::ok;
}

Result<ExitCode> migrate(Session& session, const Arguments&) {
  auto table = table_of(session);
  if (!table) return table.error();
  auto added = (*table)->admin().migrate();
  if (!added) return added.error();
  say_added(session, *added);
  return ExitCode::ok;
}

Result<ExitCode> describe(Session& session, const Arguments&) {
  auto table = table_of(session);
  if (!table) return table.error();
  const DynamoDbSettings& settings = (*table)->settings();
  auto found = (*table)->admin().describe();
  if (!found) return found.error();
  if (!found->exists)
    return Error{Remedy::stop,
                 "There is no table " + settings.table + " at " + settings.endpoint + ". Create it: scc store create"};
  bool whole = true;
  boost::json::object features;
  for (const TableFeature& feature : found->features) {
    features[feature.name] = feature.present;
    whole = whole && feature.present;
  }
  if (session.json) {
    session.terminal.print(boost::json::serialize(boost::json::object{{"table", settings.table},
                                                                      {"endpoint", settings.endpoint},
                                                                      {"status", found->status},
                                                                      {"items", found->items},
                                                                      {"bytes", found->bytes},
                                                                      {"stream", found->stream_arn},
                                                                      {"features", features}}));
  } else {
    session.terminal.print(settings.table + " at " + settings.endpoint + ": " + found->status + ", " +
                           std::to_string(found->items) + " items, " + std::to_string(found->bytes / 1024) +
                           " KiB (counted within the last six hours)");
    for (const TableFeature& feature : found->features) {
      session.terminal.print(
          session.terminal.inked(feature.present ? "✓ " : "✗ ", feature.present ? Ink::good : Ink::bad) + feature.name);
    }
    if (!whole) session.terminal.print("    → scc store migrate");
  }
  return whole ? ExitCode::ok : ExitCode::failed;
}

}  // namespace

Command store_command() {
  Command command{"store", "the DynamoDB table: make it, look at it, bring it up to date, move to and from it", ""};
  Command creating{"create", "make the table with its indexes, stream, time to live and recovery", ""};
  creating.run = create;
  Command describing{"describe", "how the table stands; exit code 1 when it lacks something", ""};
  describing.run = describe;
  Command migrating{"migrate", "add what this version wants and the table lacks", ""};
  migrating.run = migrate;
  command.subcommands = {creating, describing, migrating, store_copy_command()};
  return command;
}

}  // namespace scc::app
