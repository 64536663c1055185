/// Ledger: the one way facts, and the crew that follows from them, get into the store.
///
/// The crew of a charter is never edited: its facts are loaded, the new ones added, and all of
/// them folded. A charter's record is written with every fact added to it, also when its crew
/// stays the same, because its version is what makes two writers of one charter take turns.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace scc::engine {

/// How often a step reads again and decides again after somebody else committed in between.
inline constexpr int conflict_attempts_max = 8;
/// What one source (a mail, an act, an edit) adds in one go.
struct Posting {
  std::vector<Fact> facts;  ///< of any number of charters
  Commit last;              ///< receipt, reviews…: durable together with the last of the facts
  /// A charter's record with new values from the calendar; used in place of the stored one.
  std::optional<CharterRecord> revised;
  /// Charters whose block is written again even where their crew stays the same.
  std::vector<CharterId> rewrite;
  /// The version that a person saw of the facts' charters; another one is a conflict.
  std::optional<std::int64_t> expected;
};

/// Commits a posting, in several transactions where it is larger than one may be; repeating it
/// after a kill in between is safe. Error skip: a fact names a charter that is not in the store.
[[nodiscard]] Result<CommitOutcome> post(Context& context, const Posting& posting);

/// One commit under the run's lease, which is renewed when it ends soon. A dry run commits nothing.
[[nodiscard]] Result<CommitOutcome> commit_fenced(Context& context, Commit commit);

/// True when the calendar shall show this charter's crew.
[[nodiscard]] bool has_writable_event(const Charter& charter);

/// An outbox entry that is due now.
[[nodiscard]] OutboxEntry outbox_entry(Context& context, const CharterRecord& record, std::int64_t version);

/// Reads what is there now, decides, and commits it; already_done where there is nothing to commit.
using CommitTry = std::function<Result<CommitOutcome>()>;

/// Tries until no other writer was quicker, `conflict_attempts_max` times at most; the error after
/// the last of them names `what`.
[[nodiscard]] Outcome until_committed(std::string_view what, const CommitTry& attempt);

/// Writes a named record, whatever stood there.
[[nodiscard]] Outcome put_named(Context& context, const std::string& kind, const std::string& key,
                                const std::string& value);

/// The source was read up to `cursor`.
[[nodiscard]] Outcome move_cursor(Context& context, const std::string& source, const std::string& cursor);

/// All charters that start in [from, to).
[[nodiscard]] Result<std::vector<CharterRecord>> all_charters(Store& store, Instant from, Instant to);

/// The charter with this id, or the one that this alias or event id finds.
[[nodiscard]] Result<std::optional<CharterRecord>> find_record(Store& store, const std::string& id_or_alias);

/// The operation with the roster as the store has it.
[[nodiscard]] Result<Operation> current_operation(Context& context);

}  // namespace scc::engine
