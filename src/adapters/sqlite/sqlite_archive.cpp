#include "adapters/sqlite/sqlite_archive.h"

#include <array>

#include "adapters/sqlite/commit_writer.h"
#include "adapters/sqlite/rows.h"
#include "adapters/sqlite/sqlite_error.h"
#include "adapters/sqlite/sqlite_store.h"

namespace scc {

using sqlite::bind_all;
using sqlite::error_of;

struct SqliteArchive::State {
  explicit State(const std::string& file)
      : path(file), database(file, SQLite::OPEN_READWRITE, static_cast<int>(busy_timeout.count())) {
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
  }
  std::string path;
  SQLite::Database database;
  sqlite::Statements statements{database};
};

namespace {

using Reading = Result<ArchiveRecord> (*)(const std::string& body);

template <class Record>
Result<ArchiveRecord> read_as(const std::string& body) {
  auto record = sqlite::read_record<Record>(body);
  if (!record) return record.error();
  return ArchiveRecord(std::move(*record));
}

Result<ArchiveRecord> read_count(const std::string& number) {
  return ArchiveRecord(ChangeCount{std::stoll(number)});
}

/// A table by its key; what has two of them is walked by the first and within it by the second.
struct Walk {
  const char* sql;  ///< body and keys of at most ?3 rows after (?1, ?2), in their order
  Reading read;
};
constexpr std::array walks{
    Walk{"SELECT body, id, '' FROM crew WHERE id > ?1 AND ?2 = '' ORDER BY id LIMIT ?3", read_as<CrewMember>},
    Walk{"SELECT body, id, '' FROM charters WHERE id > ?1 AND ?2 = '' ORDER BY id LIMIT ?3", read_as<CharterRecord>},
    Walk{"SELECT body, charter, '' FROM outbox WHERE charter > ?1 AND ?2 = '' ORDER BY charter LIMIT ?3",
         read_as<OutboxEntry>},
    Walk{"SELECT body, id, '' FROM facts WHERE id > ?1 AND ?2 = '' ORDER BY id LIMIT ?3", read_as<Fact>},
    Walk{"SELECT body, message, '' FROM receipts WHERE message > ?1 AND ?2 = '' ORDER BY message LIMIT ?3",
         read_as<Receipt>},
    Walk{"SELECT body, id, '' FROM reviews WHERE id > ?1 AND ?2 = '' ORDER BY id LIMIT ?3", read_as<ReviewItem>},
    Walk{"SELECT body, name, '' FROM sources WHERE name > ?1 AND ?2 = '' ORDER BY name LIMIT ?3", read_as<SourceState>},
    Walk{"SELECT body, kind, key FROM named WHERE (kind, key) > (?1, ?2) ORDER BY kind, key LIMIT ?3",
         read_as<NamedRecord>},
    Walk{"SELECT number, 'changes', '' FROM changes WHERE ?1 = '' AND ?2 = '' LIMIT ?3", read_count},
};

/// "<table>/<bytes of the first key>/<first key><second key>"
std::string write_page(std::size_t table, const std::string& first, const std::string& second) {
  return std::to_string(table) + "/" + std::to_string(first.size()) + "/" + first + second;
}

}  // namespace

SqliteArchive::SqliteArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqliteArchive::~SqliteArchive() = default;

Result<std::unique_ptr<SqliteArchive>> SqliteArchive::open(const std::string& path) {
  if (auto made = SqliteStore::open(path); !made) return made.error();
  try {
    return std::unique_ptr<SqliteArchive>(new SqliteArchive(std::make_unique<State>(path)));
  } catch (const SQLite::Exception& exception) {
    return error_of(path, "Opening the database", exception);
  }
}

Result<Page<ArchiveRecord>> SqliteArchive::dump(const std::string& page) {
  std::size_t table = 0;
  std::string first;
  std::string second;
  if (!page.empty()) {
    const auto at = sqlite::read_place(page);
    const auto rest = at ? sqlite::read_place(at->text) : std::nullopt;
    if (!rest || at->number < 0 || static_cast<std::size_t>(at->number) >= walks.size() || rest->number < 0)
      return sqlite::bad_page(page);
    table = static_cast<std::size_t>(at->number);
    first = rest->text.substr(0, static_cast<std::size_t>(rest->number));
    second = rest->text.substr(first.size());
  }
  try {
    Page<ArchiveRecord> records;
    auto& statement = state_->statements.prepare(walks[table].sql);
    bind_all(statement, 1, first, second, static_cast<std::int64_t>(archive_batch_max));
    while (statement.executeStep()) {
      auto record = walks[table].read(statement.getColumn(0).getString());
      if (!record) return record.error();
      records.items.push_back(std::move(*record));
      first = statement.getColumn(1).getString();
      second = statement.getColumn(2).getString();
    }
    if (records.items.size() == archive_batch_max) {
      records.next = write_page(table, first, second);
    } else if (table + 1 < walks.size()) {
      records.next = write_page(table + 1, "", "");
    }
    return records;
  } catch (const SQLite::Exception& exception) {
    return error_of(state_->path, "Reading", exception);
  }
}

Outcome SqliteArchive::restore(const std::vector<ArchiveRecord>& records) {
  if (records.size() > archive_batch_max) return Error{Remedy::stop, "Too many records for one restore."};
  try {
    SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    sqlite::CommitWriter writer(state_->statements);
    Commit commit;
    std::optional<ChangeCount> count;
    // The writer stores each as the version after the one that was read.
    const auto versioned = [](auto record) {
      --record.version;
      return record;
    };
    for (const ArchiveRecord& record : records) {
      if (const auto* receipt = std::get_if<Receipt>(&record)) writer.put_receipt(*receipt);
      if (const auto* fact = std::get_if<Fact>(&record)) commit.facts.push_back(*fact);
      if (const auto* charter = std::get_if<CharterRecord>(&record)) commit.charters.push_back(versioned(*charter));
      if (const auto* entry = std::get_if<OutboxEntry>(&record)) commit.outbox.push_back(*entry);
      if (const auto* review = std::get_if<ReviewItem>(&record)) commit.reviews.push_back(versioned(*review));
      if (const auto* source = std::get_if<SourceState>(&record)) commit.sources.push_back(versioned(*source));
      if (const auto* member = std::get_if<CrewMember>(&record)) commit.crew_put.push_back(*member);
      if (const auto* named = std::get_if<NamedRecord>(&record)) commit.named.push_back(versioned(*named));
      if (const auto* number = std::get_if<ChangeCount>(&record)) count = *number;
    }
    writer.write(commit);
    if (count) writer.set_change_number(count->number);
    transaction.commit();
    return done();
  } catch (const SQLite::Exception& exception) {
    return error_of(state_->path, "Writing to", exception);
  }
}

}  // namespace scc
