#include <boost/json.hpp>

#include "adapters/sqlite/sqlite_archive.h"
#include "adapters/sqlite/sqlite_store.h"
#include "aws_store.h"
#include "command_list.h"
#include "engine/store_copy.h"
#include "session.h"

namespace scc::app {
namespace {

/// Longer than any page takes; renewed before each.
constexpr Duration held_for = minutes(10);

/// One of the two stores, whichever of them the configuration uses today.
struct Side {
  std::string name;
  std::unique_ptr<SqliteStore> sqlite_store;
  std::unique_ptr<SqliteArchive> sqlite_archive;
  std::unique_ptr<AwsStore> table;
  [[nodiscard]] Store& store() const { return table ? table->store() : static_cast<Store&>(*sqlite_store); }
  [[nodiscard]] StoreArchive& archive() const {
    return table ? static_cast<StoreArchive&>(table->archive()) : *sqlite_archive;
  }
};

Result<Side> open_side(Session& session, const std::string& kind) {
  const Configuration& configuration = session.configuration();
  Side side;
  if (kind == "dynamodb") {
    auto table = AwsStore::open(configuration, session.clock, session.entropy);
    if (!table) return table.error();
    side.table = std::move(*table);
    side.name = "the table " + side.table->settings().table;
    return side;
  }
  const std::string path = configuration.path_of(configuration.store.path);
  auto archive = SqliteArchive::open(path);
  if (!archive) return archive.error();
  auto store = SqliteStore::open(path);
  if (!store) return store.error();
  side.sqlite_archive = std::move(*archive);
  side.sqlite_store = std::move(*store);
  side.name = path;
  return side;
}

void print_counts(Session& session, const engine::CopyReport& report) {
  boost::json::object counts;
  std::map<std::string, engine::Tally::Kind> target = report.target.kinds;
  for (const auto& [kind, tally] : report.source.kinds) target.try_emplace(kind);
  for (const auto& [kind, found] : target) {
    const auto known = report.source.kinds.find(kind);
    const engine::Tally::Kind wanted = known == report.source.kinds.end() ? engine::Tally::Kind{} : known->second;
    counts[kind] = boost::json::object{{"from", wanted.count}, {"to", found.count}, {"equal", wanted == found}};
    if (session.json) continue;
    const bool equal = wanted == found;
    session.terminal.print(session.terminal.inked(equal ? "✓ " : "✗ ", equal ? Ink::good : Ink::bad) + kind + ": " +
                           std::to_string(wanted.count) + " there, " + std::to_string(found.count) + " here" +
                           (equal                         ? ", the same"
                            : wanted.count == found.count ? ", but not the same"
                                                          : ""));
  }
  if (session.json)
    session.terminal.print(
        boost::json::serialize(boost::json::object{{"whole", report.whole()}, {"records", std::move(counts)}}));
}

Result<ExitCode> copy(Session& session, const Arguments& arguments) {
  if (arguments.text("--from") == arguments.text("--to"))
    return Error{Remedy::stop, "--from and --to name the same store. Nothing was done."};
  auto from = open_side(session, arguments.text("--from"));
  if (!from) return from.error();
  auto to = open_side(session, arguments.text("--to"));
  if (!to) return to.error();
  auto turn = SyncTurn::take(session.configuration());
  if (!turn) return turn.error();
  session.terminal.say("Copying " + from->name + " into " + to->name + " …");
  auto began_at = from->store().change_number();
  if (!began_at) return began_at.error();
  std::optional<Lease> lease;
  engine::StoreCopy copy{from->archive(), to->archive(), to->store(), session.clock};
  copy.progress = [&](std::string_view step, std::size_t done_so_far, std::size_t total) {
    session.terminal.progress(step, done_so_far, total);
  };
  copy.hold = [&]() -> Outcome {
    if (interrupted()) return Error{Remedy::retry, "Stopped. The same command goes on where it was."};
    auto taken = from->store().take_lease("sync", SyncTurn::worker(), session.clock.now(), held_for);
    if (!taken) return taken.error();
    if (!*taken) return Error{Remedy::retry, "Somebody syncs " + from->name + ". Stop them, then run this again."};
    lease = **taken;
    return done();
  };
  auto report = copy.run();
  session.terminal.end_progress();
  if (lease) {
    if (auto released = from->store().release_lease(*lease); !released) return released.error();
  }
  if (!report) return report.error();
  auto ended_at = from->store().change_number();
  if (!ended_at) return ended_at.error();
  print_counts(session, *report);
  if (*began_at != *ended_at) {
    return Error{Remedy::retry, "Somebody changed " + from->name +
                                    " while it was copied. Stop the page and the push, and copy into a new store."};
  }
  if (!report->whole()) {
    return Error{Remedy::stop, "The copy differs where a ✗ stands; use " + from->name +
                                   " on, and copy into a new store. Receipts differ when DynamoDB had to cut a mail's "
                                   "words to fit."};
  }
  if (!session.json)
    session.terminal.print("Nothing is missing. Set store.source = \"" + arguments.text("--to") + "\" to use it.");
  return ExitCode::ok;
}

}  // namespace

Command store_copy_command() {
  Command command{
      "copy", "move everything between SQLite and DynamoDB, and count it",
      "Copies every record of one store into the other, which has to be new, then reads both and compares them. Stop "
      "`scc serve` and whatever else writes before. Stopped half-way, the same command goes on where it was.\n"
      "Sign-ins go along; leases do not: whoever holds one works on the old store."};
  command.examples = {{"scc store copy --from sqlite --to dynamodb", "move to AWS"},
                      {"scc store copy --from dynamodb --to sqlite", "and back, or a copy to look into"}};
  command.options = {{"--from", Takes::text, "the store that is read", Option::Count::one, {"sqlite", "dynamodb"}},
                     {"--to", Takes::text, "the store that is filled", Option::Count::one, {"sqlite", "dynamodb"}}};
  command.run = copy;
  return command;
}

}  // namespace scc::app
