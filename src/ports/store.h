/// Store: where facts, receipts, charters, reviews and the outbox are kept.
///
/// One object serves one thread at a time; several objects, processes or machines may work on
/// the same data at once. Every promise here is held by tests/contract/store.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ports/store_records.h"

namespace scc {

/// Everything one step writes. All of it or nothing becomes durable before `commit` returns; one that only repeats
/// what the calendar shows (charters and finished blocks alone) at the latest with the next other commit.
struct Commit {
  std::optional<Receipt> receipt;  ///< put if absent; present already → already_done
  /// When the receipt was handled that the new one takes the place of; any other one there, or none,
  /// is a conflict.
  std::optional<Instant> receipt_replaces;
  std::vector<Fact> facts;  ///< put if absent (a fact with that id is the same fact)
  /// `version` names the version that was read (0: must not exist yet); stored as version + 1.
  std::vector<CharterRecord> charters;
  std::vector<OutboxEntry> outbox;  ///< put, replacing an older one of that charter
  /// Removed only if still for that charter version (a newer entry stays).
  std::vector<std::pair<CharterId, std::int64_t>> outbox_done;
  std::vector<ReviewItem> reviews;     ///< as charters: version read, stored + 1
  std::vector<SourceState> sources;    ///< as charters
  std::vector<CrewMember> crew_put;    ///< insert or replace by id
  std::vector<PersonId> crew_removed;  ///< gone from the roster; facts keep their names
  std::vector<NamedRecord> named;      ///< as charters
  std::vector<NamedRemoval> named_removed;
  std::optional<Lease> lease;  ///< commit only while this lease's fence is the newest
};
/// DynamoDB's limit for one transaction (API_TransactWriteItems, read Nov 2026); the engine splits.
inline constexpr std::size_t commit_items_max = 90;

/// Error stop when a part of `commit` is larger than the store's limits; every store asks this first.
[[nodiscard]] Outcome check_limits(const Commit& commit);

enum class CommitOutcome {
  committed,
  already_done,  ///< the receipt was there: nothing was written, nothing is to be done
  conflict,      ///< a version or fence moved: nothing was written; read again, decide again
};
/// Whether the commit writes anything but named records.
[[nodiscard]] bool moves_change_number(const Commit& commit);

/// A page of a list; `next` is "" on the last one and otherwise the `page` of the next call. Error
/// skip: a `page` that no list gave.
template <class T>
struct Page {
  std::vector<T> items;
  std::string next;
  bool operator==(const Page&) const = default;
};
inline constexpr int page_items_max = 500;
/// Pages of any list of the store that is read whole.
inline constexpr int store_pages_max = 2'000;

/// Crew of one charter as a crew member's list shows it.
struct CrewSail {
  CharterId charter;
  RoleId role;
  bool operator==(const CrewSail&) const = default;
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  [[nodiscard]] virtual Result<CommitOutcome> commit(const Commit& commit) = 0;

  /// Reads see every commit that returned before (consistent).
  [[nodiscard]] virtual Result<std::optional<Receipt>> receipt(const MessageId& message) = 0;
  [[nodiscard]] virtual Result<std::optional<CharterRecord>> charter(const CharterId& id) = 0;
  /// In the order recorded: (said, source id, position).
  [[nodiscard]] virtual Result<std::vector<Fact>> facts_of(const CharterId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<Fact>> fact(const FactId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<ReviewItem>> review(const ReviewId& id) = 0;
  [[nodiscard]] virtual Result<std::optional<SourceState>> source(const std::string& name) = 0;
  [[nodiscard]] virtual Result<std::vector<CrewMember>> crew() = 0;  ///< by id
  [[nodiscard]] virtual Result<std::optional<NamedRecord>> named(const std::string& kind, const std::string& key) = 0;
  /// All of a kind, by key.
  [[nodiscard]] virtual Result<Page<NamedRecord>> named_of(const std::string& kind, int limit,
                                                           const std::string& page) = 0;

  /// All charters that start in [from, to), by start then id: consistent, as decisions are made on them.
  [[nodiscard]] virtual Result<std::vector<CharterRecord>> charters_now(Instant from, Instant to);

  /// Lists; on DynamoDB from an index, so possibly a moment old.
  /// The charter whose id, alias or event id this is.
  [[nodiscard]] virtual Result<std::optional<CharterId>> find_charter(const std::string& alias) = 0;
  /// Charters that start in [from, to), by start then id.
  [[nodiscard]] virtual Result<Page<CharterRecord>> charters_between(Instant from, Instant to, int limit,
                                                                     const std::string& page) = 0;
  /// A crew member's sails that start in [from, to), by start then charter id.
  [[nodiscard]] virtual Result<Page<CrewSail>> sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                                        const std::string& page) = 0;
  /// Entries with due ≤ now, the longest due first.
  [[nodiscard]] virtual Result<std::vector<OutboxEntry>> due_outbox(Instant now, int limit) = 0;
  /// Open review items, the oldest first.
  [[nodiscard]] virtual Result<Page<ReviewItem>> open_reviews(int limit, const std::string& page) = 0;
  /// All facts by time recorded, the newest first, in [from, to); of one time by source, charter and
  /// position, the last first.
  [[nodiscard]] virtual Result<Page<Fact>> audit(Instant from, Instant to, int limit, const std::string& page) = 0;
  /// All receipts by time handled, the newest first.
  [[nodiscard]] virtual Result<Page<Receipt>> receipts(int limit, const std::string& page) = 0;

  /// Takes the lease when it is free, expired at `now`, or already `owner`'s (which keeps the
  /// fence when it has not expired); nothing when somebody else holds it.
  [[nodiscard]] virtual Result<std::optional<Lease>> take_lease(const std::string& name, const std::string& owner,
                                                                Instant now, Duration length) = 0;
  [[nodiscard]] virtual Outcome release_lease(const Lease& lease) = 0;

  /// Forgets named records that expired before `now` (DynamoDB does so by itself, within days).
  [[nodiscard]] virtual Outcome forget_expired(Instant now) = 0;

  /// A number that grows with every commit that changed anything a page shows: for ETags and live
  /// updates ("has anything changed since?"). Named records alone do not move it: nobody's page shows a session.
  [[nodiscard]] virtual Result<std::int64_t> change_number() = 0;
};

}  // namespace scc
