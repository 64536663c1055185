/// StoreArchive: a whole store as a stream of records, out of one and into another.
///
/// Held by tests/contract/store. One thread; nobody else writes to the store meanwhile.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ports/store.h"

namespace scc {

/// The number that grows with each commit: what a page has cached must not seem new after a move.
struct ChangeCount {
  std::int64_t number = 0;
  bool operator==(const ChangeCount&) const = default;
};

/// Everything but leases: whoever holds one works on the old store, not on the new one.
using ArchiveRecord = std::variant<Receipt, Fact, CharterRecord, OutboxEntry, ReviewItem, SourceState, CrewMember,
                                   NamedRecord, ChangeCount>;
/// Of one page or one restore: 500 mails of the largest size are 8 MB.
inline constexpr std::size_t archive_batch_max = 500;

class StoreArchive {
 public:
  StoreArchive() = default;
  StoreArchive(const StoreArchive&) = delete;
  StoreArchive& operator=(const StoreArchive&) = delete;
  virtual ~StoreArchive() = default;

  /// Every record once, in an order of the store's own; a page may be empty and not the last.
  [[nodiscard]] virtual Result<Page<ArchiveRecord>> dump(const std::string& page) = 0;
  /// Puts at most archive_batch_max records as they are, versions included. The store was empty, or holds
  /// what earlier calls put: the same again changes nothing. Error stop: too many, or one too large.
  [[nodiscard]] virtual Outcome restore(const std::vector<ArchiveRecord>& records) = 0;
};

}  // namespace scc
