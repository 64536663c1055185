#include "adapters/sqlite/sqlite_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>

#include "adapters/sqlite/commit_writer.h"
#include "adapters/sqlite/record_json.h"
#include "adapters/sqlite/schema.h"
#include "adapters/sqlite/statements.h"

namespace scc {

using sqlite::bind_all;
using sqlite::read_record;

struct SqliteStore::State {
  State(const std::string& file, int flags)
      : path(file), database(file, flags, static_cast<int>(busy_timeout.count())) {}
  std::string path;
  SQLite::Database database;
  sqlite::Statements statements{database};
};

namespace {

Error error_of(const std::string& path, const std::string& doing, const SQLite::Exception& exception) {
  const std::string what = doing + " " + path + " failed: " + exception.getErrorStr();
  switch (exception.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Remedy::retry, what + ". Another process is writing; try again."};
    case SQLITE_FULL: return {Remedy::stop, what + ". The disk is full: make room, nothing was lost."};
    case SQLITE_READONLY: return {Remedy::stop, what + ". Make the file and its folder writable."};
    case SQLITE_CANTOPEN: return {Remedy::stop, what + ". Check that the folder exists and is yours to write."};
    case SQLITE_NOTADB: return {Remedy::stop, what + ". It is no database of ours: name another file as store.path."};
    case SQLITE_CORRUPT: return {Remedy::stop, what + ". Restore a backup: docs/operations.md"};
    case SQLITE_IOERR: return {Remedy::stop, what + ". The disk does not answer as it should."};
    default: return {Remedy::stop, what};
  }
}

/// The place after a row: "<number>/<text>", as a page token.
struct Place {
  std::int64_t number = 0;
  std::string text;
};
std::string write_place(std::int64_t number, const std::string& text) {
  return std::to_string(number) + "/" + text;
}
std::optional<Place> read_place(const std::string& page) {
  const std::size_t slash = page.find('/');
  Place place;
  if (slash == std::string::npos || std::from_chars(page.data(), page.data() + slash, place.number).ec != std::errc{})
    return std::nullopt;
  place.text = page.substr(slash + 1);
  return place;
}
constexpr std::int64_t before_all = INT64_MIN;
constexpr std::int64_t after_all = INT64_MAX;
const std::string after_all_text = "\U0010FFFF";

int page_size(int limit) {
  return std::clamp(limit, 1, page_items_max);
}

template <class Record>
Result<std::optional<Record>> maybe_read(SQLite::Statement& statement) {
  if (!statement.executeStep()) return std::optional<Record>{};
  auto record = read_record<Record>(statement.getColumn(0).getString());
  statement.reset();
  if (!record) return record.error();
  return std::optional(std::move(*record));
}

template <class Record>
Result<std::vector<Record>> read_all(SQLite::Statement& statement) {
  std::vector<Record> records;
  while (statement.executeStep()) {
    auto record = read_record<Record>(statement.getColumn(0).getString());
    if (!record) return record.error();
    records.push_back(std::move(*record));
  }
  return records;
}

/// Rows of (body, number, text) with one row more than asked for, to know whether there are more.
template <class Record>
Result<Page<Record>> read_page(SQLite::Statement& statement, int size) {
  Page<Record> page;
  std::string last;
  while (statement.executeStep()) {
    if (page.items.size() == static_cast<std::size_t>(size)) {
      page.next = last;
      break;
    }
    auto record = read_record<Record>(statement.getColumn(0).getString());
    if (!record) return record.error();
    page.items.push_back(std::move(*record));
    last = write_place(statement.getColumn(1).getInt64(), statement.getColumn(2).getString());
  }
  statement.reset();
  return page;
}

Error bad_page(const std::string& page) {
  return {Remedy::stop, "\"" + page + "\" is no page of this list; begin at the first."};
}

}  // namespace

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
    database.exec("PRAGMA foreign_keys = ON");
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

Result<CommitOutcome> SqliteStore::commit(const Commit& commit){
    SCC_GUARDED("Writing to",
                {
                  SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
                  sqlite::CommitWriter writer(state_->statements);
                  if (commit.receipt && writer.has_receipt(*commit.receipt)) return CommitOutcome::already_done;
                  if (writer.conflicts(commit)) return CommitOutcome::conflict;
                  writer.write(commit);
                  transaction.commit();
                  return CommitOutcome::committed;
                })}

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
                { return read_all<CrewMember>(state_->statements.prepare("SELECT body FROM crew ORDER BY id")); })}

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

Result<Page<Fact>> SqliteStore::audit(Instant from, Instant to, int limit, const std::string& page){
    SCC_GUARDED("Reading",
                {
                  const auto place = page.empty() ? Place{after_all, after_all_text} : read_place(page);
                  if (!place) return bad_page(page);
                  auto& statement = state_->statements.prepare(
                      "SELECT body, recorded, id FROM facts WHERE recorded >= ? AND recorded < ? AND (recorded, id) < "
                      "(?, ?) ORDER BY recorded DESC, id DESC LIMIT ?");
                  bind_all(statement, 1, from.milliseconds, to.milliseconds, place->number, place->text,
                           static_cast<std::int64_t>(page_size(limit)) + 1);
                  return read_page<Fact>(statement, page_size(limit));
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
