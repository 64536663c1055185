/// MemoryStore: the Store's promises in a few maps: the model that the real stores are held to.
///
/// Several MemoryStores on one MemoryTables are several workers on one database. One thread.
#pragma once

#include <map>
#include <memory>
#include <tuple>

#include "ports/store.h"

namespace scc {

/// What is stored; outlives the stores on it.
struct MemoryTables {
  std::map<MessageId, Receipt> receipts;
  std::map<FactId, Fact> facts;
  std::map<CharterId, CharterRecord> charters;
  std::map<CharterId, OutboxEntry> outbox;
  std::map<ReviewId, ReviewItem> reviews;
  std::map<std::string, SourceState> sources;
  std::map<PersonId, CrewMember> crew;
  std::map<std::pair<std::string, std::string>, NamedRecord> named;  ///< by kind and key
  std::map<std::string, Lease> leases;
  std::int64_t change_number = 0;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(MemoryTables& tables) : tables_(tables) {}

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

 private:
  [[nodiscard]] bool conflicts(const Commit& commit) const;
  MemoryTables& tables_;
};

}  // namespace scc
