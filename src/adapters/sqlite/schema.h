/// Schema: the tables of the SQLite store, one step per version (PRAGMA user_version).
///
/// A step is never changed once it was released; the next one is added below it. What queries ask
/// for is a column; what is only carried along is JSON in `body`.
#pragma once

#include <array>

namespace scc::sqlite {

inline constexpr std::array schema_steps{
    R"sql(
CREATE TABLE receipts (
  message TEXT PRIMARY KEY, handled INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_handled ON receipts (handled, message);

CREATE TABLE charters (
  id TEXT PRIMARY KEY, start INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX charters_by_start ON charters (start, id);

CREATE TABLE charter_aliases (
  alias TEXT NOT NULL, charter TEXT NOT NULL REFERENCES charters (id), PRIMARY KEY (alias, charter)
) STRICT, WITHOUT ROWID;
CREATE INDEX charter_aliases_by_charter ON charter_aliases (charter);

CREATE TABLE sails (
  person TEXT NOT NULL, start INTEGER NOT NULL, charter TEXT NOT NULL REFERENCES charters (id), role TEXT NOT NULL,
  PRIMARY KEY (person, start, charter, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX sails_by_charter ON sails (charter);

CREATE TABLE facts (
  id TEXT PRIMARY KEY, charter TEXT NOT NULL, said INTEGER NOT NULL, source TEXT NOT NULL, position INTEGER NOT NULL,
  recorded INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_charter ON facts (charter, said, source, position);
CREATE INDEX facts_by_recorded ON facts (recorded, id);

CREATE TABLE outbox (
  charter TEXT PRIMARY KEY, due INTEGER NOT NULL, charter_version INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_due ON outbox (due, charter);

CREATE TABLE reviews (
  id TEXT PRIMARY KEY, is_open INTEGER NOT NULL, opened INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_open ON reviews (opened, id) WHERE is_open = 1;

CREATE TABLE sources (name TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE crew (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE leases (
  name TEXT PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE changes (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO changes VALUES (1, 0);
)sql",
    R"sql(
CREATE TABLE named (
  kind TEXT NOT NULL, key TEXT NOT NULL, expires INTEGER, version INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_by_expiry ON named (expires) WHERE expires IS NOT NULL;
)sql",
    R"sql(
DROP INDEX facts_by_recorded;
CREATE INDEX facts_by_recorded ON facts (recorded, source, charter, position);
)sql",
    // Rows with long bodies leave WITHOUT ROWID, whose inner pages hold whole rows: with a million of them a
    // look-up went through half as many pages again (sqlite.org/withoutrowid.html, read 25 Nov 2026).
    R"sql(
CREATE TABLE receipts_4 (message TEXT PRIMARY KEY NOT NULL, handled INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
INSERT INTO receipts_4 SELECT message, handled, body FROM receipts;
DROP TABLE receipts;
ALTER TABLE receipts_4 RENAME TO receipts;
CREATE INDEX receipts_by_handled ON receipts (handled, message);

CREATE TABLE facts_4 (
  id TEXT PRIMARY KEY NOT NULL, charter TEXT NOT NULL, said INTEGER NOT NULL, source TEXT NOT NULL,
  position INTEGER NOT NULL, recorded INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
INSERT INTO facts_4 SELECT id, charter, said, source, position, recorded, body FROM facts;
DROP TABLE facts;
ALTER TABLE facts_4 RENAME TO facts;
CREATE INDEX facts_by_charter ON facts (charter, said, source, position);
CREATE INDEX facts_by_recorded ON facts (recorded, source, charter, position);

CREATE TABLE reviews_4 (
  id TEXT PRIMARY KEY NOT NULL, is_open INTEGER NOT NULL, opened INTEGER NOT NULL, version INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
INSERT INTO reviews_4 SELECT id, is_open, opened, version, body FROM reviews;
DROP TABLE reviews;
ALTER TABLE reviews_4 RENAME TO reviews;
CREATE INDEX reviews_open ON reviews (opened, id) WHERE is_open = 1;

CREATE TABLE aliases_3 AS SELECT alias, charter FROM charter_aliases;
CREATE TABLE sails_3 AS SELECT person, start, charter, role FROM sails;
DROP TABLE charter_aliases;
DROP TABLE sails;
CREATE TABLE charters_4 (
  id TEXT PRIMARY KEY NOT NULL, start INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
INSERT INTO charters_4 SELECT id, start, version, body FROM charters;
DROP TABLE charters;
ALTER TABLE charters_4 RENAME TO charters;
CREATE INDEX charters_by_start ON charters (start, id);
CREATE TABLE charter_aliases (
  alias TEXT NOT NULL, charter TEXT NOT NULL REFERENCES charters (id), PRIMARY KEY (alias, charter)
) STRICT, WITHOUT ROWID;
CREATE INDEX charter_aliases_by_charter ON charter_aliases (charter);
CREATE TABLE sails (
  person TEXT NOT NULL, start INTEGER NOT NULL, charter TEXT NOT NULL REFERENCES charters (id), role TEXT NOT NULL,
  PRIMARY KEY (person, start, charter, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX sails_by_charter ON sails (charter);
INSERT INTO charter_aliases SELECT alias, charter FROM aliases_3;
INSERT INTO sails SELECT person, start, charter, role FROM sails_3;
DROP TABLE aliases_3;
DROP TABLE sails_3;
)sql",
};

}  // namespace scc::sqlite
