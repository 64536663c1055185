#include "extract/settle_swap.h"

#include <algorithm>
#include <optional>

namespace scc::extract {
namespace {

/// One of the two, and the places they have on the charters in question.
struct Partner {
  Person person;
  std::vector<std::pair<std::size_t, const Role*>> places;

  [[nodiscard]] bool aboard(std::size_t charter) const {
    return std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.first == charter; });
  }
};

/// The only one of those who may be meant who stands anywhere; else the only one.
std::optional<Partner> partner(const Who& who, const std::vector<std::size_t>& charters, const CrewKnowledge& known,
                               const std::vector<Berth>& said) {
  std::vector<Partner> standing;
  std::vector<Person> meant;
  for (const std::size_t charter : charters) {
    const auto person = known.identify(who, {}, charter, Act::take_off, {});
    if (!person) continue;
    if (std::none_of(meant.begin(), meant.end(), [&](const Person& p) { return same_person(p, *person); }))
      meant.push_back(*person);
    std::vector<const Role*> roles;
    for (const Berth& berth : said) {
      if (!berth.dropped && berth.act == Act::put && berth.charter == charter && same_person(berth.person, *person))
        roles.push_back(berth.role);
    }
    if (roles.empty()) roles = known.roles_held(charter, *person);
    for (const Role* role : roles) {
      auto at = std::find_if(standing.begin(), standing.end(),
                             [&](const Partner& p) { return same_person(p.person, *person); });
      if (at == standing.end()) at = standing.insert(at, Partner{*person, {}});
      at->places.emplace_back(charter, role);
    }
  }
  if (standing.size() == 1) return standing.front();
  if (standing.empty() && meant.size() == 1) return Partner{meant.front(), {}};
  return std::nullopt;
}

void move_into(const Partner& who, const Partner& whose, bool share, Swapped& out) {
  for (const auto& [charter, role] : whose.places) {
    if (who.aboard(charter) != share) continue;
    Berth in;
    in.charter = charter;
    in.role = role;
    in.person = who.person;
    Berth off = in;
    off.act = Act::take_off;
    off.person = whose.person;
    out.berths.push_back(std::move(in));
    out.berths.push_back(std::move(off));
  }
}

}  // namespace

Swapped swapped_berths(const Claim& claim, const CrewKnowledge& known, const std::vector<Berth>& said) {
  Swapped out;
  const std::vector<std::size_t>& charters = claim.where.charters;
  const auto one = partner(claim.who, charters, known, said);
  const auto other = claim.instead_of ? partner(*claim.instead_of, charters, known, said) : std::nullopt;
  if (!one || !other || (one->places.empty() && other->places.empty())) {
    out.why_not = "who changes places with whom can't be told";
    return out;
  }
  if (claim.where.verdict == Verdict::ambiguous && (one->places.size() != 1 || other->places.size() != 1)) {
    out.why_not = "on which of the charters they swap is not said";
    return out;
  }
  // Two of one crew change jobs; two of different crews change boats.
  const bool share =
      std::any_of(one->places.begin(), one->places.end(), [&](const auto& p) { return other->aboard(p.first); });
  move_into(*one, *other, share, out);
  move_into(*other, *one, share, out);
  return out;
}

void leave_exchanged(std::vector<Berth>& berths, const CrewKnowledge& known) {
  const auto held = [&](const Person& person, std::size_t charter, const Role* role) {
    const auto roles = known.roles_held(charter, person);
    return std::find(roles.begin(), roles.end(), role) != roles.end();
  };
  const auto comes = [](const Berth& berth) { return !berth.dropped && berth.act == Act::put && berth.doubt.empty(); };
  std::vector<Berth> leaving;
  for (const Berth& one : berths) {
    if (!comes(one) || held(one.person, one.charter, one.role)) continue;
    for (const Berth& other : berths) {
      if (!comes(other) || other.charter == one.charter || other.role != one.role) continue;
      if (!held(one.person, other.charter, one.role) || !held(other.person, one.charter, one.role)) continue;
      Berth off = one;
      off.charter = other.charter;
      off.act = Act::take_off;
      const bool stays = put_there(berths, off);
      const bool known_already = std::any_of(berths.begin(), berths.end(), [&](const Berth& berth) {
        return !berth.dropped && berth.act == Act::take_off && berth.charter == off.charter && berth.role == off.role &&
               same_person(berth.person, off.person);
      });
      if (!stays && !known_already) leaving.push_back(std::move(off));
    }
  }
  for (Berth& berth : leaving) berths.push_back(std::move(berth));
}

}  // namespace scc::extract
