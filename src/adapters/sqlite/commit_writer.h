/// CommitWriter: one Commit as rows, inside a transaction that the caller holds.
///
/// SQLite::Exception comes through; the caller turns it into an Error.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "adapters/sqlite/record_json.h"
#include "adapters/sqlite/statements.h"
#include "ports/store.h"

namespace scc::sqlite {

/// The writes of one commit, in the order that lets a conflict be seen before anything is written.
class CommitWriter {
 public:
  explicit CommitWriter(Statements& statements) : statements_(statements) {}

  /// Nothing, when the commit's receipt may be written.
  [[nodiscard]] std::optional<CommitOutcome> receipt_hinders(const Commit& commit) {
    if (!commit.receipt) return std::nullopt;
    const auto handled = one("SELECT handled FROM receipts WHERE message = ?", commit.receipt->message.text);
    if (!commit.receipt_replaces) return handled ? std::optional(CommitOutcome::already_done) : std::nullopt;
    return handled == commit.receipt_replaces->milliseconds ? std::nullopt : std::optional(CommitOutcome::conflict);
  }

  [[nodiscard]] bool conflicts(const Commit& commit) {
    if (commit.lease) {
      SQLite::Statement& lease = run("SELECT 1 FROM leases WHERE name = ? AND owner = ? AND fence = ?",
                                     commit.lease->name, commit.lease->owner, commit.lease->fence);
      if (!lease.executeStep()) return true;
      lease.reset();
    }
    const auto moved = [&](const char* sql, const std::string& id, std::int64_t read) {
      return one(sql, id).value_or(0) != read;
    };
    const auto named_moved = [&](const std::string& kind, const std::string& key, std::int64_t read) {
      return one("SELECT version FROM named WHERE kind = ? AND key = ?", kind, key).value_or(0) != read;
    };
    return std::any_of(commit.charters.begin(), commit.charters.end(),
                       [&](const auto& r) {
                         return moved("SELECT version FROM charters WHERE id = ?", r.charter.id.text, r.version);
                       }) ||
           std::any_of(commit.reviews.begin(), commit.reviews.end(),
                       [&](const auto& r) {
                         return moved("SELECT version FROM reviews WHERE id = ?", r.id.text, r.version);
                       }) ||
           std::any_of(commit.sources.begin(), commit.sources.end(),
                       [&](const auto& s) {
                         return moved("SELECT version FROM sources WHERE name = ?", s.source, s.version);
                       }) ||
           std::any_of(commit.named.begin(), commit.named.end(),
                       [&](const auto& r) { return named_moved(r.kind, r.key, r.version); }) ||
           std::any_of(commit.named_removed.begin(), commit.named_removed.end(),
                       [&](const auto& r) { return r.version && named_moved(r.kind, r.key, *r.version); });
  }

  /// In place of the same mail's.
  void put_receipt(const Receipt& receipt) {
    run("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)", receipt.message.text, receipt.handled.milliseconds,
        write_record(receipt))
        .exec();
  }
  void set_change_number(std::int64_t number) { run("UPDATE changes SET number = ?", number).exec(); }

  void write(const Commit& commit) {
    if (commit.receipt) put_receipt(*commit.receipt);
    for (const Fact& fact : commit.facts) {
      run("INSERT OR IGNORE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", fact.id.text, fact.charter.text,
          fact.said.milliseconds, fact.source.id, static_cast<std::int64_t>(fact.position), fact.recorded.milliseconds,
          write_record(fact))
          .exec();
    }
    for (CharterRecord record : commit.charters) {
      ++record.version;
      write_charter(record);
    }
    for (const OutboxEntry& entry : commit.outbox) {
      run("INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?)", entry.charter.text, entry.due.milliseconds,
          entry.charter_version, write_record(entry))
          .exec();
    }
    for (const auto& [charter, version] : commit.outbox_done)
      run("DELETE FROM outbox WHERE charter = ? AND charter_version = ?", charter.text, version).exec();
    for (ReviewItem item : commit.reviews) {
      ++item.version;
      const std::int64_t is_open = item.state == ReviewState::open ? 1 : 0;
      run("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?)", item.id.text, is_open, item.opened.milliseconds,
          item.version, write_record(item))
          .exec();
    }
    for (SourceState state : commit.sources) {
      ++state.version;
      run("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", state.source, state.version, write_record(state)).exec();
    }
    for (const CrewMember& member : commit.crew_put)
      run("INSERT OR REPLACE INTO crew VALUES (?, ?)", member.id.text, write_record(member)).exec();
    for (const PersonId& person : commit.crew_removed) run("DELETE FROM crew WHERE id = ?", person.text).exec();
    for (NamedRecord record : commit.named) {
      ++record.version;
      write_named(record);
    }
    for (const NamedRemoval& removal : commit.named_removed)
      run("DELETE FROM named WHERE kind = ? AND key = ?", removal.kind, removal.key).exec();
    if (moves_change_number(commit)) run("UPDATE changes SET number = number + 1").exec();
  }

 private:
  template <class... Values>
  SQLite::Statement& run(const char* sql, const Values&... values) {
    SQLite::Statement& statement = statements_.prepare(sql);
    bind_all(statement, 1, values...);
    return statement;
  }

  template <class... Keys>
  std::optional<std::int64_t> one(const char* sql, const Keys&... keys) {
    SQLite::Statement& statement = run(sql, keys...);
    if (!statement.executeStep()) return std::nullopt;
    const std::int64_t value = statement.getColumn(0).getInt64();
    statement.reset();
    return value;
  }

  void write_charter(const CharterRecord& record) {
    const Charter& charter = record.charter;
    const std::int64_t start = charter.sail.start.milliseconds;
    const std::string body = write_record(record);
    // A start that stays leaves its index alone.
    SQLite::Statement& rewrite = run("UPDATE charters SET version = ?, body = ? WHERE id = ? AND start = ?",
                                     record.version, body, charter.id.text, start);
    if (rewrite.exec() == 0) {
      run("INSERT INTO charters VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET start = excluded.start, version = "
          "excluded.version, body = excluded.body",
          charter.id.text, start, record.version, body)
          .exec();
    }
    std::set<std::string> aliases(charter.aliases.begin(), charter.aliases.end());
    if (!charter.event.empty()) aliases.insert(charter.event.text);
    SQLite::Statement& known = run("SELECT alias FROM charter_aliases WHERE charter = ?", charter.id.text);
    std::set<std::string> aliases_before;
    while (known.executeStep()) aliases_before.insert(known.getColumn(0).getString());
    known.reset();
    // Most writes change neither: each row that stays spares four pages.
    if (aliases != aliases_before) {
      run("DELETE FROM charter_aliases WHERE charter = ?", charter.id.text).exec();
      for (const std::string& alias : aliases)
        run("INSERT INTO charter_aliases VALUES (?, ?)", alias, charter.id.text).exec();
    }
    write_sails(charter);
  }

  void write_sails(const Charter& charter) {
    using Seat = std::tuple<std::string, std::int64_t, std::string>;
    const std::int64_t start = charter.sail.start.milliseconds;
    std::set<Seat> seats;
    for (const Assignment& assignment : charter.crew) {
      if (!assignment.person.id.empty()) seats.emplace(assignment.person.id.text, start, assignment.role.text);
    }
    SQLite::Statement& known = run("SELECT person, start, role FROM sails WHERE charter = ?", charter.id.text);
    std::set<Seat> seats_before;
    while (known.executeStep())
      seats_before.emplace(known.getColumn(0).getString(), known.getColumn(1).getInt64(),
                           known.getColumn(2).getString());
    known.reset();
    if (seats == seats_before) return;
    run("DELETE FROM sails WHERE charter = ?", charter.id.text).exec();
    for (const auto& [person, sail_start, role] : seats)
      run("INSERT INTO sails VALUES (?, ?, ?, ?)", person, sail_start, charter.id.text, role).exec();
  }

  void write_named(const NamedRecord& record) {
    SQLite::Statement& put =
        record.expires
            ? run("INSERT OR REPLACE INTO named (kind, key, version, body, expires) VALUES (?, ?, ?, ?, ?)",
                  record.kind, record.key, record.version, write_record(record), record.expires->milliseconds)
            : run("INSERT OR REPLACE INTO named (kind, key, version, body) VALUES (?, ?, ?, ?)", record.kind,
                  record.key, record.version, write_record(record));
    put.exec();
  }

  Statements& statements_;
};

}  // namespace scc::sqlite
