#include "domain/fact.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace scc {
namespace {

auto order_key(const Fact& fact) {
  return std::tie(fact.said, fact.source.id, fact.position, fact.id);
}

/// In the order said, each fact once.
std::vector<const Fact*> in_order(std::span<const Fact> facts) {
  std::vector<const Fact*> ordered;
  ordered.reserve(facts.size());
  for (const Fact& fact : facts) ordered.push_back(&fact);
  std::sort(ordered.begin(), ordered.end(), [](const Fact* a, const Fact* b) { return order_key(*a) < order_key(*b); });
  const auto same = [](const Fact* a, const Fact* b) { return a->id == b->id; };
  ordered.erase(std::unique(ordered.begin(), ordered.end(), same), ordered.end());
  return ordered;
}

/// What is undone in the end. An undo works only on what was said before it, so going from the
/// last fact to the first settles each undo before what it undoes.
std::set<FactId> undone_facts(const std::vector<const Fact*>& ordered) {
  std::set<FactId> undone;
  for (auto at = ordered.rbegin(); at != ordered.rend(); ++at) {
    if ((*at)->op == FactOp::undo && !undone.contains((*at)->id)) undone.insert((*at)->undoes);
  }
  return undone;
}

Assignment assignment_of(const Fact& fact) {
  return {fact.role, fact.person, fact.id, fact.source.actor, fact.said, fact.evidence};
}

int max_of(const RoleId& role, std::span<const Role> roles) {
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& r) { return r.id == role; });
  return found == roles.end() ? 1 : found->max;
}

void take_out(std::vector<Assignment>& crew, const Fact& fact) {
  std::erase_if(crew, [&](const Assignment& a) { return a.role == fact.role && same_person(a.person, fact.person); });
}

void put_in(std::vector<Assignment>& crew, const Fact& fact, std::span<const Role> roles) {
  if (max_of(fact.role, roles) <= 1) {
    std::erase_if(crew, [&](const Assignment& a) { return a.role == fact.role; });
    crew.push_back(assignment_of(fact));
    return;
  }
  const auto held = std::find_if(crew.begin(), crew.end(), [&](const Assignment& a) {
    return a.role == fact.role && same_person(a.person, fact.person);
  });
  if (held != crew.end()) {
    *held = assignment_of(fact);
  } else {
    crew.push_back(assignment_of(fact));
  }
}

}  // namespace

const char* to_string(FactOp op) {
  switch (op) {
    case FactOp::assign: return "assign";
    case FactOp::unassign: return "unassign";
    case FactOp::cancel: return "cancel";
    case FactOp::undo: return "undo";
  }
  return "assign";
}

std::optional<FactOp> parse_fact_op(std::string_view text) {
  for (const auto op : {FactOp::assign, FactOp::unassign, FactOp::cancel, FactOp::undo}) {
    if (text == to_string(op)) return op;
  }
  return std::nullopt;
}

const char* to_string(SourceKind kind) {
  switch (kind) {
    case SourceKind::mail: return "mail";
    case SourceKind::hand: return "hand";
    case SourceKind::calendar: return "calendar";
  }
  return "mail";
}

std::optional<SourceKind> parse_source_kind(std::string_view text) {
  for (const auto kind : {SourceKind::mail, SourceKind::hand, SourceKind::calendar}) {
    if (text == to_string(kind)) return kind;
  }
  return std::nullopt;
}

FactId make_fact_id(const Source& source, int position) {
  return FactId(source.id + "#" + std::to_string(position));
}

CrewState fold_facts(std::span<const Fact> facts, std::span<const Role> roles) {
  const std::vector<const Fact*> ordered = in_order(facts);
  const std::set<FactId> undone = undone_facts(ordered);
  CrewState state;
  for (const Fact* fact : ordered) {
    if (undone.contains(fact->id)) continue;
    switch (fact->op) {
      case FactOp::assign: put_in(state.crew, *fact, roles); break;
      case FactOp::unassign: take_out(state.crew, *fact); break;
      case FactOp::cancel: state.cancelled = true; break;
      case FactOp::undo: break;
    }
  }
  const auto rank = [&](const RoleId& role) {
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const Role& r) { return r.id == role; });
    return found - roles.begin();
  };
  std::stable_sort(state.crew.begin(), state.crew.end(),
                   [&](const Assignment& a, const Assignment& b) { return rank(a.role) < rank(b.role); });
  return state;
}

}  // namespace scc
