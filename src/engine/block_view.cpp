#include "engine/block_view.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "domain/crew_block.h"
#include "engine/roster.h"

namespace scc::engine {
namespace {

/// The crew that the block showed when we wrote it, found by the block's hash among the states
/// that the charter went through as facts were recorded.
struct SeenCrew {
  std::vector<Assignment> crew;
  Instant newest_fact;
};

SeenCrew seen_crew(const CalendarEvent& event, const Charter& charter, std::span<const Fact> facts,
                   const Operation& operation) {
  SeenCrew seen{charter.crew, Instant{}};
  for (const Fact& fact : facts) seen.newest_fact = std::max(seen.newest_fact, fact.said);
  if (event.mark.block_hash.empty()) return seen;
  std::set<Instant> moments;
  for (const Fact& fact : facts) moments.insert(fact.recorded);
  for (auto moment = moments.rbegin(); moment != moments.rend(); ++moment) {
    std::vector<Fact> until;
    Instant newest;
    for (const Fact& fact : facts) {
      if (fact.recorded > *moment) continue;
      until.push_back(fact);
      newest = std::max(newest, fact.said);
    }
    CrewState state = fold_facts(until, operation.roles);
    if (sha256_hex(render_crew_block(state.crew, operation)) == event.mark.block_hash) {
      return {std::move(state.crew), newest};
    }
  }
  return seen;
}

class EditReader {
 public:
  EditReader(const Charter& charter, const std::vector<Assignment>& seen, const Operation& operation)
      : charter_(charter), seen_(seen), operation_(operation) {}

  BlockEdit read(std::string_view text) {
    std::set<RoleId> named;
    for (const BlockLine& line : parse_crew_block(text)) {
      const Role* role = role_named(operation_, line.title);
      if (role == nullptr || !named.insert(role->id).second) {
        edit_.understood = false;
        continue;
      }
      read_line(*role, line);
    }
    for (const Assignment& holder : seen_) {
      if (named.contains(holder.role)) continue;
      edit_.understood = false;
      propose(FactOp::unassign, holder.role, holder.person, "", "The line of this role was deleted from the block.");
    }
    return std::move(edit_);
  }

 private:
  void read_line(const Role& role, const BlockLine& line) {
    std::string quote = line.title + ":";
    for (const std::string& name : line.names) quote += (&name == &line.names.front() ? " " : ", ") + name;
    if (line.names.empty()) quote += " open";
    std::vector<Person> people;
    for (const std::string& name : line.names) people.push_back(person_named(operation_, name));
    const auto in_line = [&](const Person& person) {
      return std::any_of(people.begin(), people.end(), [&](const Person& p) { return same_person(p, person); });
    };
    const bool replaced = role.max <= 1 && !people.empty();
    for (const Assignment& holder : seen_) {
      if (holder.role == role.id && !in_line(holder.person) && !replaced) {
        propose(FactOp::unassign, role.id, holder.person, quote, "No longer in the line of the block.");
      }
    }
    for (const Person& person : people) {
      if (!was_in(role.id, person)) propose(FactOp::assign, role.id, person, quote, "Written into the block.");
    }
    if (static_cast<int>(people.size()) > role.max) edit_.understood = false;
  }

  [[nodiscard]] bool was_in(const RoleId& role, const Person& person) const {
    return std::any_of(seen_.begin(), seen_.end(),
                       [&](const Assignment& a) { return a.role == role && same_person(a.person, person); });
  }

  void propose(FactOp op, const RoleId& role, const Person& person, const std::string& quote, std::string reason) {
    if (edit_.proposals.size() >= proposals_max) {
      edit_.understood = false;
      return;
    }
    Proposal proposal;
    proposal.op = op;
    proposal.charter = charter_.id;
    proposal.role = role;
    proposal.person = person;
    proposal.confidence = 1.0;
    proposal.evidence = {quote, ""};
    proposal.reason = std::move(reason);
    edit_.proposals.push_back(std::move(proposal));
  }

  const Charter& charter_;
  const std::vector<Assignment>& seen_;
  const Operation& operation_;
  BlockEdit edit_;
};

}  // namespace

BlockView view_block(const CalendarEvent& event, const CharterRecord& record, const Operation& operation) {
  const Charter& charter = record.charter;
  BlockView view;
  view.rendered = render_crew_block(charter.crew, operation);
  const FoundBlock found = find_crew_block(event.description);
  // A copied event carries the mark of the charter it was copied from: not ours there.
  const bool ours = !event.mark.block_hash.empty() && event.mark.charter == charter.id.text;
  view.text = found.text;
  view.problem = found.problem;
  switch (found.presence) {
    case BlockPresence::mangled: view.standing = BlockStanding::mangled; break;
    case BlockPresence::absent: view.standing = ours ? BlockStanding::removed : BlockStanding::absent; break;
    case BlockPresence::present:
      if (found.text == view.rendered) {
        view.standing = BlockStanding::current;
      } else if (ours && sha256_hex(found.text) == event.mark.block_hash) {
        view.standing = event.mark.version > record.version ? BlockStanding::ahead : BlockStanding::stale;
      } else {
        view.standing = BlockStanding::edited;
      }
      break;
  }
  return view;
}

BlockMark mark_of(const std::string& rendered, const CharterId& charter, std::int64_t version) {
  return {sha256_hex(rendered), charter.text, version};
}

BlockEdit read_block_edit(const CalendarEvent& event, const BlockView& view, const Charter& charter,
                          std::span<const Fact> facts, const Operation& operation) {
  const SeenCrew seen = seen_crew(event, charter, facts, operation);
  BlockEdit edit = EditReader(charter, seen.crew, operation).read(view.text);
  edit.said = std::max(event.updated, seen.newest_fact + Duration{1});
  return edit;
}

}  // namespace scc::engine
