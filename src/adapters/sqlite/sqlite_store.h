/// SqliteStore: the Store in one SQLite file.
///
/// WAL with synchronous=FULL: what commit() acknowledged is on the disk (sqlite.org/pragma.html,
/// read 24 Nov 2026). Each commit is one IMMEDIATE transaction; each read is one index look-up.
/// One object per thread; any number of objects and processes on one file.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "ports/store.h"

namespace scc {

/// How long a write waits for another process's before it gives up (remedy retry).
inline constexpr std::chrono::milliseconds busy_timeout{10'000};

class SqliteStore final : public Store {
 public:
  /// Makes the file and its tables when there are none, and brings older ones up to date.
  /// Error stop: no database, a newer version's, read-only, no room: names the file and the cure.
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path);
  ~SqliteStore() override;

  Result<CommitOutcome> commit(const Commit& commit) override;
  Result<std::optional<Receipt>> receipt(const MessageId& message) override;
  Result<std::optional<CharterRecord>> charter(const CharterId& id) override;
  Result<std::vector<Fact>> facts_of(const CharterId& id) override;
  Result<std::optional<Fact>> fact(const FactId& id) override;
  Result<std::optional<ReviewItem>> review(const ReviewId& id) override;
  Result<std::optional<SourceState>> source(const std::string& name) override;
  Result<std::vector<CrewMember>> crew() override;
  Result<std::optional<NamedRecord>> named(const std::string& kind, const std::string& key) override;
  Result<Page<NamedRecord>> named_of(const std::string& kind, int limit, const std::string& page) override;
  Result<std::optional<CharterId>> find_charter(const std::string& alias) override;
  Result<Page<CharterRecord>> charters_between(Instant from, Instant to, int limit, const std::string& page) override;
  Result<Page<CrewSail>> sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                  const std::string& page) override;
  Result<std::vector<OutboxEntry>> due_outbox(Instant now, int limit) override;
  Result<Page<ReviewItem>> open_reviews(int limit, const std::string& page) override;
  Result<Page<Fact>> audit(Instant from, Instant to, int limit, const std::string& page) override;
  Result<Page<Receipt>> receipts(int limit, const std::string& page) override;
  Result<std::optional<Lease>> take_lease(const std::string& name, const std::string& owner, Instant now,
                                          Duration length) override;
  Outcome release_lease(const Lease& lease) override;
  Outcome forget_expired(Instant now) override;
  Result<std::int64_t> change_number() override;

  /// Instead of busy_timeout.
  void wait_for_others(std::chrono::milliseconds timeout);
  /// A whole, compact copy while others go on working (VACUUM INTO). Error stop: `path` exists.
  [[nodiscard]] Outcome back_up_to(const std::string& path);

 private:
  struct State;
  explicit SqliteStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace scc
