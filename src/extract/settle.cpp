#include "extract/settle.h"

#include <algorithm>

#include "extract/settle_berth.h"
#include "extract/settle_people.h"
#include "extract/settle_swap.h"
#include "extract/settle_trace.h"

namespace scc::extract {
namespace {

/// No higher than the share that was right on the labelled worlds (tests/golden/calibrate, November 2026).
constexpr double certain_confidence = 0.98;
constexpr double likely_confidence = 0.95;
constexpr double doubtful_confidence = 0.5;

class Settler {
 public:
  Settler(const std::vector<Claim>& claims, const World& world, bool tracing)
      : claims_(claims), world_(world), known_(claims, world), tracing_(tracing) {}

  Settled settle() {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      turn_round(claims_[i]);
      take(claims_[i], i);
    }
    leave_exchanged(berths_, known_);
    check_berths(berths_, world_);
    if (tracing_) trace_dropped(berths_, world_, out_.trace);
    return write();
  }

 private:
  [[nodiscard]] std::optional<Person> identify(const Who& who, const std::vector<const Role*>& roles,
                                               std::size_t charter, Act act) const {
    std::vector<PersonId> put;
    for (const Berth& berth : berths_) {
      if (!berth.dropped && berth.charter == charter && berth.act == Act::put) put.push_back(berth.person.id);
    }
    return known_.identify(who, roles, charter, act, put);
  }

  void question(std::string why) {
    out_.open_question = true;
    if (std::find(out_.reasons.begin(), out_.reasons.end(), why) == out_.reasons.end())
      out_.reasons.push_back(std::move(why));
  }

  /// What somebody else has on the charter, by what the mail said or by what stands.
  [[nodiscard]] std::vector<const Role*> roles_of(const Person& other, std::size_t charter) const {
    std::vector<const Role*> roles = roles_put(berths_, other, charter);
    return roles.empty() ? known_.roles_held(charter, other) : roles;
  }

  /// The roles that somebody may be meant in, when none is said.
  [[nodiscard]] std::vector<const Role*> roles_of_predecessor(const Claim& claim, std::size_t charter) const {
    const auto before = identify(*claim.instead_of, claim.roles, charter, Act::take_off);
    if (!before) return {};
    std::vector<const Role*> roles = roles_of(*before, charter);
    if (roles.empty()) {  // "Gene isn't doing it. It's Hal": what Gene could have been
      const CrewMember* member = find_crew_member(world_.operation, before->id);
      if (member != nullptr && member->roles.size() == 1) roles = {find_role(world_.operation, member->roles.front())};
    }
    return roles;
  }

  /// What somebody is qualified for; in a list, what is still free on the charter.
  [[nodiscard]] std::vector<const Role*> roles_possible(const Claim& claim, const Person& person,
                                                        std::size_t charter) const {
    const CrewMember* member = find_crew_member(world_.operation, person.id);
    std::vector<const Role*> roles;
    if (member == nullptr) return roles;
    for (const Role& role : world_.operation.roles) {
      if (!qualified(*member, role.id) || member->roles.empty()) continue;
      const bool filled = claim.part_of_list && role.max == 1 && filled_by_mail(charter, role, claim);
      if (!filled && in_order(claim, role)) roles.push_back(&role);
    }
    return roles;
  }
  /// In a list, whether a role lies between those of the neighbours: people list roles in their order.
  [[nodiscard]] bool in_order(const Claim& claim, const Role& role) const {
    if (!claim.part_of_list) return true;
    const auto at = static_cast<std::size_t>(&claim - claims_.data());
    const auto neighbour = [&](std::size_t i) -> const Role* {
      const Claim& other = claims_[i];
      if (other.evidence.quote != claim.evidence.quote || other.roles.empty() || other.weak) return nullptr;
      return other.roles.front();
    };
    if (at > 0) {
      const Role* before = neighbour(at - 1);
      if (before != nullptr && &role <= before) return false;
    }
    if (at + 1 < claims_.size()) {
      const Role* behind = neighbour(at + 1);
      if (behind != nullptr && &role >= behind) return false;
    }
    return true;
  }
  /// Whether another claim of the mail puts somebody in a role of the charter.
  [[nodiscard]] bool filled_by_mail(std::size_t charter, const Role& role, const Claim& asking) const {
    for (const Claim& claim : claims_) {
      if (&claim == &asking || claim.act != Act::put || claim.roles.empty() || claim.weak) continue;
      if (claim.roles.front() != &role) continue;
      if (std::find(claim.where.charters.begin(), claim.where.charters.end(), charter) != claim.where.charters.end())
        return true;
    }
    return false;
  }

  /// "Ed and Vince are changing boats": each gets what the other has.
  void swap(const Claim& claim, std::size_t index) {
    const Swapped swapped = swapped_berths(claim, known_, berths_);
    if (!swapped.why_not.empty()) return question(swapped.why_not);
    std::string doubt;
    for (const Berth& berth : swapped.berths) {
      const CrewMember* member = find_crew_member(world_.operation, berth.person.id);
      if (doubt.empty()) doubt = doubt_of(claim, berth.charter);
      if (doubt.empty() && berth.act == Act::put && member != nullptr && !qualified(*member, berth.role->id))
        doubt = member->name + " is not on the list for " + berth.role->title;
    }
    for (Berth berth : swapped.berths) {
      berth.doubt = doubt;
      berth.evidence = claim.evidence;
      berth.claim = index;
      if (berth.act == Act::take_off) {
        drop_said(berth, berth.role);
        const std::vector<const Role*> held = known_.roles_held(berth.charter, berth.person);
        if (std::find(held.begin(), held.end(), berth.role) == held.end()) continue;
      }
      berths_.push_back(std::move(berth));
    }
  }

  void take(const Claim& claim, std::size_t index) {
    if (claim.act == Act::swap) return swap(claim, index);
    std::vector<std::size_t> charters = claim.where.charters;
    if (claim.where.verdict == Verdict::ambiguous || claim.where.verdict == Verdict::none) {
      charters = where_they_stand(claim);
      if (charters.size() != 1) {
        // Musing about nobody's charter is no question to anybody.
        if ((claim.weak || !claim.doubt.empty() || (claim.act == Act::keep && claim.roles.empty())) &&
            claim.where.verdict == Verdict::none)
          return;
        return question(claim.where.why.empty() ? "which charter is meant can't be told" : claim.where.why);
      }
    } else if (claim.where.verdict == Verdict::unknown) {
      return question(claim.where.why);
    }
    for (const std::size_t charter : charters) take_for(claim, index, charter);
  }

  /// Of several charters that fit alike: where the one who leaves or stays is aboard.
  [[nodiscard]] std::vector<std::size_t> where_they_stand(const Claim& claim) const {
    std::vector<std::size_t> out;
    const Who* who = claim.act == Act::take_off || claim.act == Act::keep ? &claim.who
                     : claim.instead_of                                   ? &*claim.instead_of
                                                                          : nullptr;
    if (who == nullptr || who->candidates.empty()) return out;
    for (const std::size_t charter : claim.where.charters) {
      if (known_.stands(charter, *who->candidates.front().member)) out.push_back(charter);
    }
    return out;
  }

  [[nodiscard]] std::string doubt_of(const Claim& claim, std::size_t charter) const {
    if (!claim.doubt.empty()) return claim.doubt;
    if (claim.who.candidates.empty() && !claim.who.written.empty()) {
      if (const CrewMember* member = known_.named_almost(claim.who.written))
        return "\"" + claim.who.written + "\" is spelled almost like " + member->name;
    }
    if (claim.where.verdict == Verdict::odd) return claim.where.why;
    switch (world_.charters[charter].sail.status) {
      case CharterStatus::cancelled: return "the charter stands as cancelled";
      case CharterStatus::hold: return "the charter is on hold";
      case CharterStatus::confirmed: break;
    }
    return {};
  }

  /// "Swap Pepe for Hunter": the one who is said to come stands there, and the one who is said to go does not.
  void turn_round(Claim& claim) const {
    if (!claim.either_way || !claim.instead_of || claim.where.charters.size() != 1) return;
    const std::size_t charter = claim.where.charters.front();
    const auto comes = identify(claim.who, {}, charter, Act::take_off);
    const auto goes = identify(*claim.instead_of, {}, charter, Act::take_off);
    if (comes && goes && !known_.roles_held(charter, *comes).empty() && known_.roles_held(charter, *goes).empty())
      std::swap(claim.who, *claim.instead_of);
  }

  void take_for(const Claim& claim, std::size_t index, std::size_t charter) {
    Berth berth;
    berth.charter = charter;
    berth.act = claim.act;
    berth.weak = claim.weak;
    berth.doubt = doubt_of(claim, charter);
    berth.plainly = claim.doubt.empty();
    berth.evidence = claim.evidence;
    berth.claim = index;
    if (claim.act == Act::cancel) {
      berths_.push_back(std::move(berth));
      return;
    }
    std::vector<const Role*> roles = claim.roles;
    if (claim.act == Act::put && roles.empty() && claim.instead_of) roles = roles_of_predecessor(claim, charter);
    if (claim.beside && roles.empty()) {
      if (const auto beside = identify(*claim.beside, {}, charter, Act::keep)) roles = roles_of(*beside, charter);
    }
    const auto person = identify(claim.who, roles, charter, claim.act);
    if (person && roles.empty()) roles = known_.roles_held_in_any(claim.moved_from, *person);
    if (tracing_ && person) trace_others(claim, roles, charter, *person, known_, out_.trace);
    if (!person) {
      if (claim.act == Act::put && (!claim.part_of_list || !roles.empty())) {
        question("\"" + claim.who.written + "\" may be more than one person");
      }
      return;
    }
    berth.person = *person;
    if (claim.act == Act::take_off) {
      if (roles.empty()) take_off(berth);
      for (const Role* role : roles) take_off(berth, role);
      return;
    }
    const std::vector<const Role*> held = known_.roles_held(charter, *person);
    if (claim.act == Act::keep) {
      berth.act = Act::put;
      if (held.size() == 1) {
        berth.role = held.front();
      } else {  // "stays", though they stand nowhere: what they are called, or the only thing they do
        berth.weak = true;
        const std::vector<const Role*> possible = roles.empty() ? roles_possible(claim, *person, charter) : roles;
        if (possible.size() == 1) berth.role = possible.front();
      }
      if (berth.role != nullptr) berths_.push_back(std::move(berth));
      return;
    }
    choose_role(claim, charter, roles, held, berth);
    if (berth.role == nullptr) return;
    if (claim.instead_of) replace(claim, charter, berth.role);
    if (claim.corrects) correct(berth);
    berths_.push_back(std::move(berth));
  }

  void choose_role(const Claim& claim, std::size_t charter, std::vector<const Role*> roles,
                   const std::vector<const Role*>& held, Berth& berth) {
    const CrewMember* member = find_crew_member(world_.operation, berth.person.id);
    roles = known_.sailed_in(std::move(roles), charter);
    if (!roles.empty() && member != nullptr) {
      std::vector<const Role*> fitting;
      for (const Role* role : roles) {
        if (qualified(*member, role->id)) fitting.push_back(role);
      }
      if (!fitting.empty()) {
        berth.role = fitting.front();
        if (claim.commands && fitting.size() > 1 && berth.doubt.empty())
          berth.doubt = "whether as " + fitting[0]->title + " or " + fitting[1]->title + " is not said";
        return;
      }
      if (!claim.weak) {  // what is said stands, but somebody has to look at it
        berth.role = roles.front();
        if (berth.doubt.empty()) berth.doubt = member->name + " is not on the list for " + roles.front()->title;
        return;
      }
      roles.clear();
    }
    if (!roles.empty()) {
      berth.role = roles.front();
      return;
    }
    if (held.size() == 1) {
      berth.role = held.front();
      return;
    }
    std::vector<const Role*> possible = roles_possible(claim, berth.person, charter);
    if (possible.size() > 1) {
      if (auto that_day = known_.roles_held_that_day(charter, berth.person); that_day.size() == 1) possible = that_day;
    }
    if (possible.size() == 1) {
      berth.role = possible.front();
      return;
    }
    if (!claim.weak || claim.part_of_list) question("which job " + berth.person.name + " has is not said");
  }

  void drop_said(const Berth& off, const Role* only) {
    for (Berth& berth : berths_) {
      const bool same = berth.charter == off.charter && berth.act == Act::put && same_person(berth.person, off.person);
      if (!same || (only != nullptr && berth.role != only) || berth.dropped) continue;
      berth.dropped = true;
      berth.gave_way_to = "taken off again further on";
    }
  }

  /// Out of a role: either what the mail itself said before, or what stands.
  void take_off(const Berth& off, const Role* only = nullptr) {
    drop_said(off, only);
    for (const Role* role : known_.roles_held(off.charter, off.person)) {
      if (only != nullptr && role != only) continue;
      Berth berth = off;
      berth.role = role;
      berths_.push_back(std::move(berth));
    }
  }

  void replace(const Claim& claim, std::size_t charter, const Role* role) {
    const auto before = identify(*claim.instead_of, claim.roles, charter, Act::take_off);
    if (!before) return;
    Berth off;
    off.charter = charter;
    off.act = Act::take_off;
    off.person = *before;
    off.doubt = doubt_of(claim, charter);
    off.evidence = claim.evidence;
    take_off(off, role);
  }

  /// What is corrected: whoever the mail put in the same single role before, and where it put them before.
  void correct(const Berth& now) {
    for (Berth& berth : berths_) {
      if (berth.charter != now.charter || berth.act != Act::put || berth.claim == now.claim) continue;
      const bool same = same_person(berth.person, now.person);
      if (same ? berth.role != now.role : berth.role == now.role && now.role->max == 1) {
        berth.dropped = true;
        berth.gave_way_to = "corrected further on";
      }
    }
  }

  void add(const Berth& berth, FactOp op) {
    Statement statement;
    statement.op = op;
    statement.charter = world_.charters[berth.charter].id;
    if (op != FactOp::cancel) {
      statement.role = berth.role->id;
      statement.person = berth.person;
    }
    statement.certainty = berth.doubt.empty() ? Certainty::certain : Certainty::uncertain;
    statement.confidence = !berth.doubt.empty() ? doubtful_confidence
                           : berth.weak         ? likely_confidence
                                                : certain_confidence;
    statement.evidence = berth.evidence;
    statement.reason = berth.doubt.empty() ? "said plainly" : berth.doubt;
    for (Statement& before : out_.statements) {
      if (before.op != op || before.charter != statement.charter || before.role != statement.role) continue;
      if (op != FactOp::cancel && !same_person(before.person, statement.person)) continue;
      if (before.certainty == Certainty::uncertain && statement.certainty == Certainty::certain) before = statement;
      return;
    }
    out_.statements.push_back(std::move(statement));
  }

  /// A charter that is off needs no crew.
  [[nodiscard]] bool is_off(const Berth& berth) const {
    return berth.act != Act::cancel && std::any_of(berths_.begin(), berths_.end(), [&](const Berth& other) {
             return other.act == Act::cancel && !other.dropped && other.charter == berth.charter && other.doubt.empty();
           });
  }

  Settled write() {
    for (const Berth& berth : berths_) {
      if (berth.dropped || is_off(berth)) continue;
      if (berth.act == Act::cancel) {
        add(berth, FactOp::cancel);
      } else if (berth.act == Act::put) {
        add(berth, FactOp::assign);
        leave_old_role(berth);
      } else if (!put_there(berths_, berth) && !(berth.role->max == 1 && put_by_another(berths_, berth))) {
        add(berth, FactOp::unassign);
      }
    }
    return std::move(out_);
  }

  /// Whoever moves to another role of the same charter leaves the old one, empty unless another comes.
  void leave_old_role(const Berth& berth) {
    for (const Role* role : known_.roles_held(berth.charter, berth.person)) {
      if (role == berth.role) continue;
      Berth off = berth;
      off.role = role;
      if (put_there(berths_, off) || (role->max == 1 && put_by_another(berths_, off))) continue;
      add(off, FactOp::unassign);
    }
  }

  std::vector<Claim> claims_;
  const World& world_;
  CrewKnowledge known_;
  bool tracing_;
  std::vector<Berth> berths_;
  Settled out_;
};

}  // namespace

Settled settle(const std::vector<Claim>& claims, const World& world, bool tracing) {
  return Settler(claims, world, tracing).settle();
}

}  // namespace scc::extract
