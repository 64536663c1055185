/// SqliteError: what an exception of the library means, and what is to be done.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>

#include "base/result.h"

namespace scc::sqlite {

inline Error error_of(const std::string& path, const std::string& doing, const SQLite::Exception& exception) {
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

}  // namespace scc::sqlite
