/// Fact: a statement that was accepted. Facts are only ever added; the crew is their fold.
///
/// The order that counts is the time each was *said*, then source, then position, so the order in
/// which mails arrive or are processed never matters. Undo is one more fact. Pure, any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/charter.h"
#include "domain/operation.h"

namespace scc {

enum class FactOp { assign, unassign, cancel, undo };
[[nodiscard]] const char* to_string(FactOp op);
[[nodiscard]] std::optional<FactOp> parse_fact_op(std::string_view text);

enum class SourceKind { mail, hand, calendar };
[[nodiscard]] const char* to_string(SourceKind kind);
[[nodiscard]] std::optional<SourceKind> parse_source_kind(std::string_view text);

/// Who said it: one mail, one act on the page or command line, or one edit of a calendar block.
struct Source {
  SourceKind kind = SourceKind::mail;
  std::string id;     ///< message id; id of the act; event id and etag of the edit
  std::string actor;  ///< for people: "Carole Whitfield", "maria (page)"
  bool operator==(const Source&) const = default;
};

struct Fact {
  FactId id;  ///< make_fact_id(source, position): the same statement always gets the same id
  CharterId charter;
  FactOp op = FactOp::assign;
  RoleId role;    ///< assign, unassign
  Person person;  ///< assign, unassign
  FactId undoes;  ///< undo
  Source source;
  int position = 0;  ///< place among the facts of one source
  Instant said;      ///< a mail's internalDate, an edit's time
  Instant recorded;  ///< when we accepted it: audit only, decides nothing
  Evidence evidence;
  std::string note;  ///< a person's remark: "phone call"
  bool operator==(const Fact&) const = default;
};

[[nodiscard]] FactId make_fact_id(const Source& source, int position);

struct CrewState {
  std::vector<Assignment> crew;  ///< in role order, then in the order said
  bool cancelled = false;
  bool operator==(const CrewState&) const = default;
};

/// Who sails, from all facts of ONE charter. Any order of `facts`, any repetition: same result.
/// An assign in a role with max 1 replaces; with max > 1 it adds (beyond the max too: warned of
/// elsewhere). An assign of somebody already in that role renews who said so.
[[nodiscard]] CrewState fold_facts(std::span<const Fact> facts, std::span<const Role> roles);

}  // namespace scc
