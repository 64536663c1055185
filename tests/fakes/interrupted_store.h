/// InterruptedStore: any store, with something that somebody else does just before the next commit.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "ports/store.h"

namespace scc::fakes {

class InterruptedStore final : public Store {
 public:
  explicit InterruptedStore(Store& store) : store_(store) {}
  /// Done once, then forgotten.
  std::function<void()> before_commit;

  Result<CommitOutcome> commit(const Commit& commit) override {
    if (const auto act = std::exchange(before_commit, nullptr)) act();
    return store_.commit(commit);
  }
  Result<std::optional<Receipt>> receipt(const MessageId& message) override { return store_.receipt(message); }
  Result<std::optional<CharterRecord>> charter(const CharterId& id) override { return store_.charter(id); }
  Result<std::vector<Fact>> facts_of(const CharterId& id) override { return store_.facts_of(id); }
  Result<std::optional<Fact>> fact(const FactId& id) override { return store_.fact(id); }
  Result<std::optional<ReviewItem>> review(const ReviewId& id) override { return store_.review(id); }
  Result<std::optional<SourceState>> source(const std::string& name) override { return store_.source(name); }
  Result<std::vector<CrewMember>> crew() override { return store_.crew(); }
  Result<std::optional<NamedRecord>> named(const std::string& kind, const std::string& key) override {
    return store_.named(kind, key);
  }
  Result<Page<NamedRecord>> named_of(const std::string& kind, int limit, const std::string& page) override {
    return store_.named_of(kind, limit, page);
  }
  Result<std::vector<CharterRecord>> charters_now(Instant from, Instant to) override {
    return store_.charters_now(from, to);
  }
  Result<std::optional<CharterId>> find_charter(const std::string& alias) override {
    return store_.find_charter(alias);
  }
  Result<Page<CharterRecord>> charters_between(Instant from, Instant to, int limit, const std::string& page) override {
    return store_.charters_between(from, to, limit, page);
  }
  Result<Page<CrewSail>> sails_of(const PersonId& person, Instant from, Instant to, int limit,
                                  const std::string& page) override {
    return store_.sails_of(person, from, to, limit, page);
  }
  Result<std::vector<OutboxEntry>> due_outbox(Instant now, int limit) override { return store_.due_outbox(now, limit); }
  Result<Page<ReviewItem>> open_reviews(int limit, const std::string& page) override {
    return store_.open_reviews(limit, page);
  }
  Result<Page<Fact>> audit(Instant from, Instant to, int limit, const std::string& page) override {
    return store_.audit(from, to, limit, page);
  }
  Result<Page<Receipt>> receipts(int limit, const std::string& page) override { return store_.receipts(limit, page); }
  Result<std::optional<Lease>> take_lease(const std::string& name, const std::string& owner, Instant now,
                                          Duration length) override {
    return store_.take_lease(name, owner, now, length);
  }
  Outcome release_lease(const Lease& lease) override { return store_.release_lease(lease); }
  Outcome forget_expired(Instant now) override { return store_.forget_expired(now); }
  Result<std::int64_t> change_number() override { return store_.change_number(); }

 private:
  Store& store_;
};

}  // namespace scc::fakes
