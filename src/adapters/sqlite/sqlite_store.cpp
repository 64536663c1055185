#include "adapters/sqlite/sqlite_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "adapters/sqlite/commit_writer.h"
#include "adapters/sqlite/rows.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/sqlite_error.h"
#include "adapters/sqlite/statements.h"

namespace scc {

using sqlite::after_all;
using sqlite::after_all_text;
using sqlite::bad_page;
using sqlite::before_all;
using sqlite::bind_all;
using sqlite::error_of;
using sqlite::FactPlace;
using sqlite::maybe_read;
using sqlite::page_size;
using sqlite::Place;
using sqlite::read_all;
using sqlite::read_fact_place;
using sqlite::read_page;
using sqlite::read_place;
using sqlite::write_fact_place;
using sqlite::write_place;

/// Pages are read from memory that is mapped, not copied by a call for each: with a million charters a look-up goes
/// through pages that no cache of a few megabytes holds. SQLite itself maps no more than this
/// (sqlite.org/mmap.html, read 25 Nov 2026).
constexpr std::int64_t mapped_bytes_max = std::int64_t{2} * 1024 * 1024 * 1024;

/// The log is carried over into the file after this many pages (16 MB): a page that was written often is then
/// carried over once. What is durable does not depend on it (sqlite.org/wal.html, read 25 Nov 2026).
constexpr int checkpoint_pages = 4'000;

struct SqliteStore::State {
  State(const std::string& file, int flags)
      : path(file), database(file, flags, static_cast<int>(busy_timeout.count())) {}
  std::string path;
  SQLite::Database database;
  sqlite::Statements statements{database};

  bool waits_for_disk = true;

  /// The roster is asked for with every mail and every block, and changes once a month.
  struct Roster {
    std::int64_t data_version = 0;  ///< SQLite's: another one after somebody else's commit
    std::vector<CrewMember> members;
  };
  std::optional<Roster> roster;  ///< none after a commit of our own that changed it
};

/// A commit that only repeats what the calendar shows: charters without a fact, blocks that were written. The disk is
/// not waited for: the next other commit carries it along, a killed process loses nothing, and what a power failure
/// takes before then is found again by the next look at the calendar, whose cursor is such another commit.
bool is_found_again(const Commit& commit) {
  return !commit.receipt && commit.facts.empty() && commit.outbox.empty() && commit.reviews.empty() &&
         commit.sources.empty() && commit.crew_put.empty() && commit.crew_removed.empty() && commit.named.empty() &&
         commit.named_removed.empty();
}

// What every call does around its work: exceptions of the library become errors.
#define SCC_GUARDED(doing, ...)                      \
  try {                                              \
    __VA_ARGS__                                      \
  } catch (const SQLite::Exception& exception) {     \
    return error_of(state_->path, doing, exception); \
  }

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path) {
  try {
    auto state = std::make_unique<State>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Database& database = state->database;
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA wal_autocheckpoint = " + std::to_string(checkpoint_pages));
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA mmap_size = " + std::to_string(mapped_bytes_max));
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    constexpr int newest = static_cast<int>(sqlite::schema_steps.size());
    if (version > newest) {
      return Error{Remedy::stop, path + " was written by a newer ShipCaptainCrew (schema " + std::to_string(version) +
                                     ", this one knows " + std::to_string(newest) +
                                     "). Use that version, or restore a backup."};
    }
    for (int step = version; step < newest; ++step) database.exec(sqlite::schema_steps[static_cast<std::size_t>(step)]);
    if (version < newest) database.exec("PRAGMA user_version = " + std::to_string(newest));
    transaction.commit();
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(state)));
  } catch (const SQLite::Exception& exception) {
    return error_of(path, "Opening the database", exception);
  }
}

Result<CommitOutcome> SqliteStore::commit(const Commit& commit) {
  if (const auto limits = check_limits(commit); !limits) return limits.error();
  SCC_GUARDED("Writing to", {
    if (const bool waits = !is_found_again(commit); waits != state_->waits_for_disk) {
      state_->database.exec(waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
      state_->waits_for_disk = waits;
    }
    SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    sqlite::CommitWriter writer(state_->statements);
    if (const auto hindered = writer.receipt_hinders(commit)) return *hindered;
    if (writer.conflicts(commit)) return CommitOutcome::conflict;
    if (!commit.crew_put.empty() || !commit.crew_removed.empty()) state_->roster.reset();
    writer.write(commit);
    transaction.commit();
    return CommitOutcome::committed;
  })
}

Result<std::optional<Receipt>> SqliteStore::receipt(const MessageId& message){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM receipts WHERE message = ?");
                  bind_all(statement, 1, message.text);
                  return maybe_read<Receipt>(statement);
                })}

Result<std::optional<CharterRecord>> SqliteStore::charter(const CharterId& id){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM charters WHERE id = ?");
                  bind_all(statement, 1, id.text);
                  return maybe_read<CharterRecord>(statement);
                })}

Result<std::optional<Fact>> SqliteStore::fact(const FactId& id){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM facts WHERE id = ?");
                  bind_all(statement, 1, id.text);
                  return maybe_read<Fact>(statement);
                })}

Result<std::optional<ReviewItem>> SqliteStore::review(const ReviewId& id){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM reviews WHERE id = ?");
                  bind_all(statement, 1, id.text);
                  return maybe_read<ReviewItem>(statement);
                })}

Result<std::optional<SourceState>> SqliteStore::source(const std::string& name){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM sources WHERE name = ?");
                  bind_all(statement, 1, name);
                  return maybe_read<SourceState>(statement);
                })}

Result<std::vector<Fact>> SqliteStore::facts_of(const CharterId& id){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare(
                      "SELECT body FROM facts WHERE charter = ? ORDER BY said, source, position");
                  bind_all(statement, 1, id.text);
                  return read_all<Fact>(statement);
                })}

Result<std::vector<CrewMember>> SqliteStore::crew(){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("PRAGMA data_version");
                  statement.executeStep();
                  const std::int64_t data_version = statement.getColumn(0).getInt64();
                  statement.reset();
                  if (state_->roster && state_->roster->data_version == data_version) return state_->roster->members;
                  auto members = read_all<CrewMember>(state_->statements.prepare("SELECT body FROM crew ORDER BY id"));
                  if (members) state_->roster = State::Roster{data_version, *members};
                  return members;
                })}

Result<std::optional<NamedRecord>> SqliteStore::named(const std::string& kind, const std::string& key){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare("SELECT body FROM named WHERE kind = ? AND key = ?");
                  bind_all(statement, 1, kind, key);
                  return maybe_read<NamedRecord>(statement);
                })}

Result<Page<NamedRecord>> SqliteStore::named_of(const std::string& kind, int limit, const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT body, 0, key FROM named WHERE kind = ? AND key > ? ORDER BY key LIMIT ?");
                  bind_all(statement, 1, kind, place->text, static_cast<std::int64_t>(page_size(limit)) + 1);
                  return read_page<NamedRecord>(statement, page_size(limit));
                })}

Result<std::optional<CharterId>> SqliteStore::find_charter(const std::string& alias){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare(
                      "SELECT id, 0 AS rank FROM charters WHERE id = ?1 UNION ALL SELECT charter, 1 FROM "
                      "charter_aliases WHERE alias = ?1 ORDER BY rank, id LIMIT 1");
                  bind_all(statement, 1, alias);
                  if (!statement.executeStep()) return std::optional<CharterId>{};
                  const CharterId id(statement.getColumn(0).getString());
                  statement.reset();
                  return std::optional(id);
                })}

Result<Page<CharterRecord>> SqliteStore::charters_between(Instant from, Instant to, int limit, const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{before_all, ""} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT body, start, id FROM charters WHERE start >= ? AND start < ? AND (start, id) > (?, ?) "
                      "ORDER BY start, id LIMIT ?");
                  bind_all(statement, 1, from.milliseconds, to.milliseconds, place->number, place->text,
                           static_cast<std::int64_t>(page_size(limit)) + 1);
                  return read_page<CharterRecord>(statement, page_size(limit));
                })}

Result<Page<CrewSail>> SqliteStore::sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                             const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{before_all, ""} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT charter, role, start, charter || '/' || role FROM sails WHERE person = ? AND start >= ? "
                      "AND start < ? "
                      "AND (start, charter || '/' || role) > (?, ?) ORDER BY start, charter || '/' || role LIMIT ?");
                  bind_all(statement, 1, person.text, from.milliseconds, to.milliseconds, place->number, place->text,
                           static_cast<std::int64_t>(page_size(limit)) + 1);
                  Page<CrewSail> sails;
                  std::string last;
                  while (statement.executeStep()) {
                    if (sails.items.size() == static_cast<std::size_t>(page_size(limit))) {
                      sails.next = last;
                      break;
                    }
                    sails.items.push_back(
                        {CharterId(statement.getColumn(0).getString()), RoleId(statement.getColumn(1).getString())});
                    last = write_place(statement.getColumn(2).getInt64(), statement.getColumn(3).getString());
                  }
                  statement.reset();
                  return sails;
                })}

Result<std::vector<OutboxEntry>> SqliteStore::due_outbox(Instant now, int limit){
    SCC_GUARDED("Reading",
                {
                  auto& statement = state_->statements.prepare(
                      "SELECT body FROM outbox WHERE due <= ? ORDER BY due, charter LIMIT ?");
                  bind_all(statement, 1, now.milliseconds, static_cast<std::int64_t>(std::max(limit, 0)));
                  return read_all<OutboxEntry>(statement);
                })}

Result<Page<ReviewItem>> SqliteStore::open_reviews(int limit, const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{before_all, ""} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT body, opened, id FROM reviews WHERE is_open = 1 AND (opened, id) > (?, ?) ORDER BY "
                      "opened, id LIMIT ?");
                  bind_all(statement, 1, place->number, place->text, static_cast<std::int64_t>(page_size(limit)) + 1);
                  return read_page<ReviewItem>(statement, page_size(limit));
                })}

Result<Page<Fact>> SqliteStore::audit(Instant from, Instant to, int limit, const std::string& page){SCC_GUARDED(
    "Reading",
    {
      const auto place = page.empty() ? FactPlace{after_all, after_all_text, "", 0} : read_fact_place(page);
      if (!place) return bad_page(page);
      auto& statement = state_->statements.prepare(
          "SELECT body FROM facts WHERE recorded >= ? AND recorded < ? AND (recorded, source, charter, position) < "
          "(?, ?, ?, ?) ORDER BY recorded DESC, source DESC, charter DESC, position DESC LIMIT ?");
      const int size = page_size(limit);
      bind_all(statement, 1, from.milliseconds, to.milliseconds, place->recorded, place->source, place->charter,
               place->position, static_cast<std::int64_t>(size) + 1);
      auto facts = read_all<Fact>(statement);
      if (!facts) return facts.error();
      Page<Fact> found{std::move(*facts), ""};
      if (found.items.size() > static_cast<std::size_t>(size)) {
        found.items.pop_back();
        found.next = write_fact_place(found.items.back());
      }
      return found;
    })}

Result<Page<Receipt>> SqliteStore::receipts(int limit, const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{after_all, after_all_text} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT body, handled, message FROM receipts WHERE (handled, message) < (?, ?) ORDER BY handled "
                      "DESC, message DESC LIMIT ?");
                  bind_all(statement, 1, place->number, place->text, static_cast<std::int64_t>(page_size(limit)) + 1);
                  return read_page<Receipt>(statement, page_size(limit));
                })}

Result<std::optional<Lease>> SqliteStore::take_lease(const std::string& name, const std::string& owner, Instant now,
                                                     Duration length){
    SCC_GUARDED("Writing to",
                {
                  SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
                  Lease lease{name, owner, 1, now + length};
                  auto& held = state_->statements.prepare("SELECT owner, fence, until FROM leases WHERE name = ?");
                  bind_all(held, 1, name);
                  if (held.executeStep()) {
                    const std::string holder = held.getColumn(0).getString();
                    const std::int64_t fence = held.getColumn(1).getInt64();
                    const bool is_held = !holder.empty() && now.milliseconds < held.getColumn(2).getInt64();
                    held.reset();
                    if (is_held && holder != owner) return std::optional<Lease>{};
                    lease.fence = is_held ? fence : fence + 1;
                  }
                  auto& put = state_->statements.prepare("INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?)");
                  bind_all(put, 1, lease.name, lease.owner, lease.fence, lease.until.milliseconds);
                  put.exec();
                  transaction.commit();
                  return std::optional(lease);
                })}

Outcome SqliteStore::release_lease(const Lease& lease){
    SCC_GUARDED("Writing to",
                {
                  auto& statement =
                      state_->statements.prepare("UPDATE leases SET owner = '' WHERE name = ? AND fence = ?");
                  bind_all(statement, 1, lease.name, lease.fence);
                  statement.exec();
                  return done();
                })}

Outcome SqliteStore::forget_expired(Instant now){SCC_GUARDED("Writing to",
                                                             {
                                                               auto& statement = state_->statements.prepare(
                                                                   "DELETE FROM named WHERE expires < ?");
                                                               bind_all(statement, 1, now.milliseconds);
                                                               statement.exec();
                                                               return done();
                                                             })}

Result<std::int64_t> SqliteStore::change_number() {
  SCC_GUARDED("Reading", {
    auto& statement = state_->statements.prepare("SELECT number FROM changes");
    statement.executeStep();
    const std::int64_t number = statement.getColumn(0).getInt64();
    statement.reset();
    return number;
  })
}

void SqliteStore::wait_for_others(std::chrono::milliseconds timeout) {
  state_->database.setBusyTimeout(static_cast<int>(timeout.count()));
}

Outcome SqliteStore::back_up_to(const std::string& path) {
  SCC_GUARDED("Copying", {
    auto& statement = state_->statements.prepare("VACUUM INTO ?");
    bind_all(statement, 1, path);
    statement.exec();
    return done();
  })
}

}  // namespace scc
