/// Committer: writes a Commit in one transaction, or in the fewest safe ones.
///
/// What a transaction's refusal means is read action by action. A try without an answer is sent
/// again under the same token, so it happens once. One thread.
#pragma once

#include "adapters/dynamodb/commit_plan.h"

namespace scc::dynamodb {

class Committer {
 public:
  explicit Committer(Table& table) : table_(table) {}
  [[nodiscard]] Result<CommitOutcome> commit(const Commit& commit);

 private:
  enum class Verdict { committed, already_done, conflict, charter_moved, facts_known, busy };
  [[nodiscard]] Result<Snapshot> read_snapshot(const Commit& commit, bool with_facts);
  [[nodiscard]] Result<bool> has_receipt(const Commit& commit);
  [[nodiscard]] Result<bool> moved_already(const Commit& commit);
  [[nodiscard]] Result<CommitOutcome> write(const Commit& commit, std::optional<Snapshot> snapshot);
  [[nodiscard]] Result<Verdict> run(const Plan& plan);
  [[nodiscard]] Result<Verdict> run_alone(const Plan& plan);
  [[nodiscard]] Result<Verdict> verdict_of(const Plan& plan, const Reply& reply) const;

  Table& table_;
};

}  // namespace scc::dynamodb
