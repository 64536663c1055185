/// DynamoDbStore: the Store in one DynamoDB table (docs/decisions/0012-dynamodb-table.md).
///
/// One commit is one transaction; decisions read consistently; each read is one GetItem or Query.
/// One object serves one thread at a time; any number of workers may share the table.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "ports/clock.h"
#include "ports/http_transport.h"
#include "ports/store.h"

namespace scc {

struct DynamoDbSettings {
  std::string endpoint;  ///< "https://dynamodb.us-east-1.amazonaws.com"
  std::string table = "ShipCaptainCrew";
  std::string date_index = "gsi_date";
  std::string list_index = "gsi_list";
  std::map<std::string, std::string> attributes;  ///< our name → the table's, of those that differ
};

class DynamoDbStore final : public Store {
 public:
  /// `transport` signs. Nothing is asked before the first call.
  DynamoDbStore(HttpTransport& transport, Clock& clock, Entropy& entropy, const DynamoDbSettings& settings);
  ~DynamoDbStore() override;

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
  Result<std::vector<CharterRecord>> charters_now(Instant from, Instant to) override;
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
  /// The table forgets by itself (time to live).
  Outcome forget_expired(Instant now) override;
  Result<std::int64_t> change_number() override;

  struct State;  ///< shared by the parts of this adapter

 private:
  std::unique_ptr<State> state_;
};

}  // namespace scc
