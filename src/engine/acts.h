/// Acts: what a person does by hand, on the page or the command line. Each is one commit.
///
/// `expected` is the version the person saw: a commit in between is a conflict (remedy resync
/// with "changed meanwhile"); nothing = whatever is there now.
#pragma once

#include <optional>

#include "engine/engine.h"

namespace scc::engine {

/// Who acts, and the id of the act: the same id twice is done once (a resent request).
struct Hand {
  std::string actor;  ///< "maria (page)"
  std::string act_id;
  std::string note;
};

/// Sets `person` into (or, unassign, out of) `role`. Error skip: no such charter, role or person.
[[nodiscard]] Result<CharterRecord> assign(Context& context, const Hand& hand, const CharterId& charter,
                                           const RoleId& role, const Person& person,
                                           std::optional<std::int64_t> expected);
[[nodiscard]] Result<CharterRecord> unassign(Context& context, const Hand& hand, const CharterId& charter,
                                             const RoleId& role, const Person& person,
                                             std::optional<std::int64_t> expected);
/// Undoes one fact (undoing an undo redoes). Error skip: no such fact, or undone already.
[[nodiscard]] Result<CharterRecord> undo(Context& context, const Hand& hand, const FactId& fact,
                                         std::optional<std::int64_t> expected);

/// Accepts the item with these changes (none given: its own proposals); they become facts said
/// when the mail was said, for which the actor answers. Error resync: decided meanwhile.
[[nodiscard]] Result<ReviewItem> accept_review(Context& context, const Hand& hand, const ReviewId& id,
                                               const std::optional<std::vector<Proposal>>& edited,
                                               std::optional<std::int64_t> expected);
/// A calendar edit that is dismissed restores our block (outbox).
[[nodiscard]] Result<ReviewItem> dismiss_review(Context& context, const Hand& hand, const ReviewId& id,
                                                std::optional<std::int64_t> expected);

/// Warned of, never blocked.
enum class WarningKind { double_booked, not_qualified, short_turnaround, over_max, not_on_roster };
[[nodiscard]] const char* to_string(WarningKind kind);
struct Warning {
  WarningKind kind = WarningKind::double_booked;
  CharterId charter;
  RoleId role;
  Person person;
  CharterId other;   ///< the sail it clashes with
  std::string what;  ///< for people
  bool operator==(const Warning&) const = default;
};
/// Of the given charters; cancelled ones warn of nothing. Pure.
[[nodiscard]] std::vector<Warning> find_warnings(const std::vector<Charter>& charters, const Operation& operation,
                                                 Duration turnaround_min);

}  // namespace scc::engine
