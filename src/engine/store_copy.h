/// StoreCopy: a whole store into another kind of store, and the proof that nothing is missing.
///
/// May be killed at any point and run again: it goes on where it was.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "ports/clock.h"
#include "ports/store_archive.h"

namespace scc::engine {

/// Of each kind of record ("charters", "facts"…) how many, and a sum of their hashes: equal sums, equal records.
struct Tally {
  struct Kind {
    std::size_t count = 0;
    std::uint64_t sum = 0;
    bool operator==(const Kind&) const = default;
  };
  std::map<std::string, Kind> kinds;
  void add(const ArchiveRecord& record);
  [[nodiscard]] std::size_t count() const;
  bool operator==(const Tally&) const = default;
};

struct CopyReport {
  Tally source;
  Tally target;  ///< read back from there
  bool resumed = false;
  [[nodiscard]] bool whole() const { return source == target; }
};

struct StoreCopy {
  StoreArchive& from;
  StoreArchive& to;
  Store& target;  ///< the same as `to`: holds the mark of an unfinished copy
  Clock& clock;
  /// `step` is "copy" or "compare"; records so far; total 0 while unknown.
  std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress = {};
  /// Before each page: keeps everybody else from writing. An error ends the copy.
  std::function<Outcome()> hold = {};

  /// Error stop: the target is neither empty nor the remains of such a copy.
  [[nodiscard]] Result<CopyReport> run();

 private:
  [[nodiscard]] Result<std::string> begin(CopyReport& report);
  [[nodiscard]] Outcome copy(std::string page);
  [[nodiscard]] Result<Tally> tally(StoreArchive& archive, std::size_t total);
  [[nodiscard]] bool goes_along(const ArchiveRecord& record) const;
};

}  // namespace scc::engine
