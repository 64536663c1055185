#include <algorithm>
#include <map>

#include "extract/settle_berth.h"

namespace scc::extract {
namespace {

class Checks {
 public:
  Checks(std::vector<Berth>& berths, const World& world) : berths_(berths), world_(world) {}

  void run() {
    drop_weak_doubles();
    contradictions();
    too_many();
    two_places_at_once();
  }

 private:
  static void drop(Berth& berth, const char* why) {
    berth.dropped = true;
    berth.gave_way_to = why;
  }

  /// A likely place gives way to one that is said.
  void drop_weak_doubles() {
    for (Berth& weak : berths_) {
      if (!weak.weak || weak.act != Act::put || weak.dropped) continue;
      for (const Berth& other : berths_) {
        // "Jacko swaps with Kerry, and Jacko gets the next one": what takes them off says it plainly.
        const bool taken_off = other.act == Act::take_off && !other.weak && other.charter == weak.charter &&
                               other.evidence == weak.evidence && same_person(other.person, weak.person);
        if (taken_off) drop(weak, "the same sentence takes them off");
        if (&other == &weak || other.dropped || other.weak || other.act != Act::put || other.charter != weak.charter)
          continue;
        const bool same_place = other.role == weak.role && weak.role->max == 1;
        if (same_person(other.person, weak.person) || same_place) drop(weak, "another sentence says it more plainly");
      }
    }
  }

  void contradictions() {
    for (std::size_t i = 0; i < berths_.size(); ++i) {
      for (std::size_t k = i + 1; k < berths_.size(); ++k) {
        Berth& a = berths_[i];
        Berth& b = berths_[k];
        if (a.dropped || b.dropped || a.act != Act::put || b.act != Act::put || a.charter != b.charter) continue;
        const bool same = same_person(a.person, b.person);
        const bool clash = (a.role == b.role && a.role->max == 1 && !same) || (a.role != b.role && same);
        if (!clash) continue;
        // Something that is only thought of does not unsettle what is decided.
        // … but somebody in two roles is a contradiction, though they may be unfit for one of them.
        if (same ? a.plainly != b.plainly : a.doubt.empty() != b.doubt.empty()) continue;
        const std::string why = "the mail contradicts itself about " + (same ? a.person.name : a.role->title);
        for (Berth* berth : {&a, &b}) {
          if (!berth->doubt.empty()) continue;
          berth->doubt = why;
          berth->contradicted = !same;
        }
      }
    }
  }

  void too_many() {
    std::map<std::pair<std::size_t, const Role*>, std::vector<Person>> aboard;
    for (Berth& berth : berths_) {
      if (berth.dropped || berth.act != Act::put || berth.role->max == 1) continue;
      auto [at, made] = aboard.try_emplace({berth.charter, berth.role});
      if (made) {
        for (const Assignment& assignment : world_.charters[berth.charter].crew) {
          if (assignment.role == berth.role->id && !leaves(berth.charter, berth.role, assignment.person)) {
            at->second.push_back(assignment.person);
          }
        }
      }
      const bool there = std::any_of(at->second.begin(), at->second.end(),
                                     [&](const Person& person) { return same_person(person, berth.person); });
      if (there) continue;
      at->second.push_back(berth.person);
      if (static_cast<int>(at->second.size()) > berth.role->max && berth.doubt.empty()) {
        berth.doubt = "more than " + std::to_string(berth.role->max) + " would be " + berth.role->title;
      }
    }
  }
  [[nodiscard]] bool leaves(std::size_t charter, const Role* role, const Person& person) const {
    return std::any_of(berths_.begin(), berths_.end(), [&](const Berth& berth) {
      if (berth.dropped || berth.charter != charter || !same_person(berth.person, person)) return false;
      return (berth.act == Act::take_off && berth.role == role) || (berth.act == Act::put && berth.role != role);
    });
  }

  void two_places_at_once() {
    for (Berth& a : berths_) {
      for (Berth& b : berths_) {
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

  std::vector<Berth>& berths_;
  const World& world_;
};

}  // namespace

bool put_by_another(const std::vector<Berth>& berths, const Berth& off) {
  return std::any_of(berths.begin(), berths.end(), [&](const Berth& berth) {
    return !berth.dropped && berth.act == Act::put && berth.charter == off.charter && berth.role == off.role &&
           !same_person(berth.person, off.person) && (berth.doubt.empty() || berth.contradicted || !off.doubt.empty());
  });
}
bool put_there(const std::vector<Berth>& berths, const Berth& off) {
  return std::any_of(berths.begin(), berths.end(), [&](const Berth& berth) {
    return !berth.dropped && berth.act == Act::put && berth.charter == off.charter && berth.role == off.role &&
           same_person(berth.person, off.person);
  });
}

std::vector<const Role*> roles_put(const std::vector<Berth>& berths, const Person& person, std::size_t charter) {
  std::vector<const Role*> roles;
  for (const Berth& berth : berths) {
    if (!berth.dropped && berth.charter == charter && berth.act == Act::put && same_person(berth.person, person))
      roles.push_back(berth.role);
  }
  return roles;
}

void check_berths(std::vector<Berth>& berths, const World& world) {
  Checks(berths, world).run();
}

}  // namespace scc::extract
