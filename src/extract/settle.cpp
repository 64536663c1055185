#include "extract/settle.h"

#include <algorithm>
#include <map>

#include "extract/settle_people.h"

namespace scc::extract {
namespace {

/// Somebody in a role of a charter, as the mail wants it.
struct Entry {
  std::size_t charter = 0;
  Act act = Act::put;
  const Role* role = nullptr;
  Person person;
  bool weak = false;
  bool dropped = false;
  std::string doubt;
  Evidence evidence;
  std::size_t claim = 0;
};

constexpr double certain_confidence = 0.99;
constexpr double likely_confidence = 0.97;
constexpr double doubtful_confidence = 0.5;

class Settler {
 public:
  Settler(const std::vector<Claim>& claims, const World& world)
      : claims_(claims), world_(world), known_(claims, world) {}

  Settled settle() {
    for (std::size_t i = 0; i < claims_.size(); ++i) take(claims_[i], i);
    drop_weak_doubles();
    contradictions();
    too_many();
    two_places_at_once();
    return write();
  }

 private:
  [[nodiscard]] const std::vector<Assignment>& crew(std::size_t charter) const { return world_.charters[charter].crew; }

  [[nodiscard]] std::optional<Person> identify(const Who& who, const std::vector<const Role*>& roles,
                                               std::size_t charter, Act act) const {
    std::vector<PersonId> put;
    for (const Entry& entry : entries_) {
      if (!entry.dropped && entry.charter == charter && entry.act == Act::put) put.push_back(entry.person.id);
    }
    return known_.identify(who, roles, charter, act, put);
  }

  void question(std::string why) {
    out_.open_question = true;
    if (std::find(out_.reasons.begin(), out_.reasons.end(), why) == out_.reasons.end())
      out_.reasons.push_back(std::move(why));
  }

  /// The roles that somebody may be meant in, when none is said.
  [[nodiscard]] std::vector<const Role*> roles_of_predecessor(const Claim& claim, std::size_t charter) const {
    const auto before = identify(*claim.instead_of, claim.roles, charter, Act::take_off);
    if (!before) return {};
    std::vector<const Role*> roles;
    for (const Entry& entry : entries_) {
      if (!entry.dropped && entry.charter == charter && entry.act == Act::put && same_person(entry.person, *before)) {
        roles.push_back(entry.role);
      }
    }
    if (roles.empty()) roles = known_.roles_held(charter, *before);
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
      const bool filled = role.max == 1 && filled_by_mail(charter, role, claim);
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

  void take(const Claim& claim, std::size_t index) {
    std::vector<std::size_t> charters = claim.where.charters;
    if (claim.where.verdict == Verdict::ambiguous || claim.where.verdict == Verdict::none) {
      charters = where_they_stand(claim);
      if (charters.size() != 1) {
        if (claim.weak && claim.where.verdict == Verdict::none) return;
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
    if (claim.where.verdict == Verdict::odd) return claim.where.why;
    switch (world_.charters[charter].sail.status) {
      case CharterStatus::cancelled: return "the charter stands as cancelled";
      case CharterStatus::hold: return "the charter is on hold";
      case CharterStatus::confirmed: break;
    }
    return {};
  }

  void take_for(const Claim& claim, std::size_t index, std::size_t charter) {
    Entry entry;
    entry.charter = charter;
    entry.act = claim.act;
    entry.weak = claim.weak;
    entry.doubt = doubt_of(claim, charter);
    entry.evidence = claim.evidence;
    entry.claim = index;
    if (claim.act == Act::cancel) {
      entries_.push_back(std::move(entry));
      return;
    }
    std::vector<const Role*> roles = claim.roles;
    if (claim.act == Act::put && roles.empty() && claim.instead_of) roles = roles_of_predecessor(claim, charter);
    const auto person = identify(claim.who, roles, charter, claim.act);
    if (!person) {
      if (claim.act == Act::put && (!claim.weak || !roles.empty())) {
        question("\"" + claim.who.written + "\" may be more than one person");
      }
      return;
    }
    entry.person = *person;
    if (claim.act == Act::take_off) {
      take_off(entry);
      return;
    }
    const std::vector<const Role*> held = known_.roles_held(charter, *person);
    if (claim.act == Act::keep) {
      entry.act = Act::put;
      if (held.size() == 1) {
        entry.role = held.front();
      } else {  // "stays", though they stand nowhere: what they are called, or the only thing they do
        entry.weak = true;
        const std::vector<const Role*> possible = roles.empty() ? roles_possible(claim, *person, charter) : roles;
        if (possible.size() == 1) entry.role = possible.front();
      }
      if (entry.role != nullptr) entries_.push_back(std::move(entry));
      return;
    }
    choose_role(claim, charter, roles, held, entry);
    if (entry.role == nullptr) return;
    if (claim.instead_of) replace(claim, charter, entry.role);
    if (claim.corrects) correct(entry);
    entries_.push_back(std::move(entry));
  }

  void choose_role(const Claim& claim, std::size_t charter, std::vector<const Role*> roles,
                   const std::vector<const Role*>& held, Entry& entry) {
    const CrewMember* member = find_crew_member(world_.operation, entry.person.id);
    if (!roles.empty() && member != nullptr) {
      std::vector<const Role*> fitting;
      for (const Role* role : roles) {
        if (qualified(*member, role->id)) fitting.push_back(role);
      }
      if (!fitting.empty()) {
        entry.role = fitting.front();
        return;
      }
      if (!claim.weak) {  // what is said stands, but somebody has to look at it
        entry.role = roles.front();
        if (entry.doubt.empty()) entry.doubt = member->name + " is not on the list for " + roles.front()->title;
        return;
      }
      roles.clear();
    }
    if (!roles.empty()) {
      entry.role = roles.front();
      return;
    }
    if (held.size() == 1) {
      entry.role = held.front();
      return;
    }
    const std::vector<const Role*> possible = roles_possible(claim, entry.person, charter);
    if (possible.size() == 1) {
      entry.role = possible.front();
      return;
    }
    if (!claim.weak || claim.part_of_list) question("which job " + entry.person.name + " has is not said");
  }

  /// Out of a role: either what the mail itself said before, or what stands.
  void take_off(const Entry& off, const Role* only = nullptr) {
    for (Entry& entry : entries_) {
      if (only != nullptr && entry.role != only) continue;
      if (entry.dropped || entry.charter != off.charter || entry.act != Act::put ||
          !same_person(entry.person, off.person))
        continue;
      entry.dropped = true;
    }
    for (const Role* role : known_.roles_held(off.charter, off.person)) {
      if (only != nullptr && role != only) continue;
      Entry entry = off;
      entry.role = role;
      entries_.push_back(std::move(entry));
    }
  }

  void replace(const Claim& claim, std::size_t charter, const Role* role) {
    const auto before = identify(*claim.instead_of, claim.roles, charter, Act::take_off);
    if (!before) return;
    Entry off;
    off.charter = charter;
    off.act = Act::take_off;
    off.person = *before;
    off.doubt = doubt_of(claim, charter);
    off.evidence = claim.evidence;
    take_off(off, role);
  }

  /// What is corrected: whoever the mail put in the same single role before.
  void correct(const Entry& now) {
    if (now.role->max != 1) return;
    for (Entry& entry : entries_) {
      if (entry.charter == now.charter && entry.act == Act::put && entry.role == now.role &&
          !same_person(entry.person, now.person)) {
        entry.dropped = true;
      }
    }
  }

  /// A likely place gives way to one that is said.
  void drop_weak_doubles() {
    for (Entry& weak : entries_) {
      if (!weak.weak || weak.act != Act::put || weak.dropped) continue;
      for (const Entry& other : entries_) {
        if (&other == &weak || other.dropped || other.weak || other.act != Act::put || other.charter != weak.charter)
          continue;
        const bool same_place = other.role == weak.role && weak.role->max == 1;
        if (same_person(other.person, weak.person) || same_place) weak.dropped = true;
      }
    }
  }

  void contradictions() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      for (std::size_t k = i + 1; k < entries_.size(); ++k) {
        Entry& a = entries_[i];
        Entry& b = entries_[k];
        if (a.dropped || b.dropped || a.act != Act::put || b.act != Act::put || a.charter != b.charter) continue;
        const bool same = same_person(a.person, b.person);
        const bool clash = (a.role == b.role && a.role->max == 1 && !same) || (a.role != b.role && same);
        if (!clash) continue;
        // Something that is only thought of does not unsettle what is decided.
        if (a.doubt.empty() != b.doubt.empty()) continue;
        const std::string why = "the mail contradicts itself about " + (same ? a.person.name : a.role->title);
        if (a.doubt.empty()) a.doubt = why;
        if (b.doubt.empty()) b.doubt = why;
      }
    }
  }

  void too_many() {
    std::map<std::pair<std::size_t, const Role*>, std::vector<Person>> aboard;
    for (Entry& entry : entries_) {
      if (entry.dropped || entry.act != Act::put || entry.role->max == 1) continue;
      auto [at, made] = aboard.try_emplace({entry.charter, entry.role});
      if (made) {
        for (const Assignment& assignment : crew(entry.charter)) {
          if (assignment.role == entry.role->id && !leaves(entry.charter, entry.role, assignment.person)) {
            at->second.push_back(assignment.person);
          }
        }
      }
      const bool there = std::any_of(at->second.begin(), at->second.end(),
                                     [&](const Person& person) { return same_person(person, entry.person); });
      if (there) continue;
      at->second.push_back(entry.person);
      if (static_cast<int>(at->second.size()) > entry.role->max && entry.doubt.empty()) {
        entry.doubt = "more than " + std::to_string(entry.role->max) + " would be " + entry.role->title;
      }
    }
  }
  [[nodiscard]] bool leaves(std::size_t charter, const Role* role, const Person& person) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      if (entry.dropped || entry.charter != charter || !same_person(entry.person, person)) return false;
      return (entry.act == Act::take_off && entry.role == role) || (entry.act == Act::put && entry.role != role);
    });
  }

  void two_places_at_once() {
    for (Entry& a : entries_) {
      for (Entry& b : entries_) {
        if (&a == &b || a.dropped || b.dropped || a.act != Act::put || b.act != Act::put || a.charter == b.charter)
          continue;
        if (!same_person(a.person, b.person)) continue;
        const Sail& one = world_.charters[a.charter].sail;
        const Sail& other = world_.charters[b.charter].sail;
        if (one.start >= other.end || other.start >= one.end) continue;
        const std::string why = a.person.name + " can't sail on two charters at once";
        if (a.doubt.empty()) a.doubt = why;
      }
    }
  }

  [[nodiscard]] bool put_by_another(const Entry& off) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      return !entry.dropped && entry.act == Act::put && entry.charter == off.charter && entry.role == off.role &&
             !same_person(entry.person, off.person);
    });
  }
  [[nodiscard]] bool put_there(const Entry& off) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      return !entry.dropped && entry.act == Act::put && entry.charter == off.charter && entry.role == off.role &&
             same_person(entry.person, off.person);
    });
  }

  void add(const Entry& entry, FactOp op) {
    Statement statement;
    statement.op = op;
    statement.charter = world_.charters[entry.charter].id;
    if (op != FactOp::cancel) {
      statement.role = entry.role->id;
      statement.person = entry.person;
    }
    statement.certainty = entry.doubt.empty() ? Certainty::certain : Certainty::uncertain;
    statement.confidence = !entry.doubt.empty() ? doubtful_confidence
                           : entry.weak         ? likely_confidence
                                                : certain_confidence;
    statement.evidence = entry.evidence;
    statement.reason = entry.doubt.empty() ? "said plainly" : entry.doubt;
    for (Statement& before : out_.statements) {
      if (before.op != op || before.charter != statement.charter || before.role != statement.role) continue;
      if (op != FactOp::cancel && !same_person(before.person, statement.person)) continue;
      if (before.certainty == Certainty::uncertain && statement.certainty == Certainty::certain) before = statement;
      return;
    }
    out_.statements.push_back(std::move(statement));
  }

  /// A charter that is off needs no crew.
  [[nodiscard]] bool is_off(const Entry& entry) const {
    return entry.act != Act::cancel && std::any_of(entries_.begin(), entries_.end(), [&](const Entry& other) {
             return other.act == Act::cancel && !other.dropped && other.charter == entry.charter && other.doubt.empty();
           });
  }

  Settled write() {
    for (const Entry& entry : entries_) {
      if (entry.dropped || is_off(entry)) continue;
      if (entry.act == Act::cancel) {
        add(entry, FactOp::cancel);
      } else if (entry.act == Act::put) {
        add(entry, FactOp::assign);
        leave_old_role(entry);
      } else if (!put_there(entry) && !(entry.role->max == 1 && put_by_another(entry))) {
        add(entry, FactOp::unassign);
      }
    }
    return std::move(out_);
  }

  /// Whoever moves to another role of the same charter leaves the old one, empty unless another comes.
  void leave_old_role(const Entry& entry) {
    for (const Role* role : known_.roles_held(entry.charter, entry.person)) {
      if (role == entry.role) continue;
      Entry off = entry;
      off.role = role;
      if (put_there(off) || (role->max == 1 && put_by_another(off))) continue;
      add(off, FactOp::unassign);
    }
  }

  const std::vector<Claim>& claims_;
  const World& world_;
  CrewKnowledge known_;
  std::vector<Entry> entries_;
  Settled out_;
};

}  // namespace

Settled settle(const std::vector<Claim>& claims, const World& world) {
  return Settler(claims, world).settle();
}

}  // namespace scc::extract
