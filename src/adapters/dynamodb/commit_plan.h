/// CommitPlan: one Commit as the actions of one transaction. Pure.
///
/// A charter's item is written whole, on condition that it is the one that was read (its revision),
/// so what only follows from it (aliases, sails) is written with it by difference.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "adapters/dynamodb/items.h"
#include "adapters/dynamodb/table.h"
#include "ports/store.h"

namespace scc::dynamodb {

/// API_TransactWriteItems, read 24 Nov 2026; the bytes with room for what the request adds.
inline constexpr std::size_t actions_max = 100;
inline constexpr std::size_t transaction_bytes_max = 3'500'000;
inline constexpr std::size_t item_bytes_max = 400 * 1024;

/// What a commit's charters are before it.
struct Snapshot {
  std::map<CharterId, StoredCharter> charters;
  /// Items of facts of these charters; filled when some of the facts turned out to be there.
  std::optional<std::map<CharterId, std::vector<Item>>> facts;
};

struct Action {
  enum class Kind { put, remove };
  enum class If { always, absent, version, revision, listed };
  /// What it means that the condition does not hold.
  enum class Guard { none, receipt, version, charter, facts };
  Kind kind = Kind::put;
  Key key;
  Item item = {};  ///< put
  If condition = If::always;
  std::int64_t number = 0;  ///< version, revision
  Guard guard = Guard::none;
  std::string listed = {};  ///< the item's place in its list
};

/// The store's one item of state: change number, sources, leases.
struct StateChange {
  bool counts = false;  ///< the change number grows
  std::optional<Lease> lease;
  std::vector<SourceState> sources;
};

struct Plan {
  std::vector<Action> actions;
  std::optional<StateChange> state;
  bool conflict = false;  ///< a charter's version moved
  [[nodiscard]] std::size_t size() const { return actions.size() + (state ? 1 : 0); }
  [[nodiscard]] std::size_t bytes() const;
};

/// Ids of the charters whose items a commit reads and writes.
[[nodiscard]] std::vector<CharterId> charters_of(const Commit& commit);

/// Error stop: an item that is larger than DynamoDB takes.
[[nodiscard]] Result<Plan> make_plan(const Commit& commit, const Snapshot& snapshot);

/// The commit itself, or as several that each fit into a transaction, to be written in this order:
/// facts too many for one, charters each with what belongs to it, at last the receipt with reviews
/// and sources. Stopped between two, the mail has no receipt and is taken in again.
/// Error stop: one charter alone does not fit.
[[nodiscard]] Result<std::vector<Commit>> split(const Commit& commit, const Snapshot& snapshot);

/// As requests: {"Put": …}, {"Update": …}.
[[nodiscard]] boost::json::object request_of(const Action& action, const Names& names);
[[nodiscard]] boost::json::object request_of(const StateChange& change, const Names& names);
[[nodiscard]] std::string lease_attribute(const std::string& name);
[[nodiscard]] std::string source_attribute(const std::string& name);

}  // namespace scc::dynamodb
