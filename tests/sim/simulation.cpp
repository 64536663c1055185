#include "simulation.h"

#include <algorithm>

#include "domain/crew_block.h"
#include "engine/reconcile.h"
#include "people.h"

namespace scc::sim {
namespace {

constexpr std::size_t rounds_max = 30;
constexpr int calm_rounds = 4;
/// Longer than any turn, backoff or jump of the clock.
constexpr Duration calm = hours(30);

/// Where a run is struck: each step has the same small chance, up to so many times.
class Misfortune {
 public:
  explicit Misfortune(Chance& chance) : chance_(chance), one_in_(6 + chance.below(120)), left_(3 + chance.below(10)) {}

  Fault next() {
    if (left_ == 0 || !chance_.one_in(one_in_)) return Fault::none;
    --left_;
    return chance_.one_in(2) ? Fault::interlude : fakes::every_fault[chance_.below(std::size(fakes::every_fault))];
  }
  [[nodiscard]] bool over() const { return left_ == 0; }

 private:
  Chance& chance_;
  std::size_t one_in_;
  std::size_t left_;
};

Voyage voyage_of(const Harbour& harbour, std::size_t kills) {
  Voyage voyage;
  voyage.breach = harbour.breach();
  voyage.trace = harbour.trace.hash();
  voyage.picture = picture_of(harbour);
  voyage.steps = harbour.steps_taken();
  voyage.kills = kills;
  voyage.facts = harbour.tables.facts.size();
  voyage.reviews = harbour.tables.reviews.size();
  voyage.writes = static_cast<std::size_t>(harbour.calendar.writes());
  return voyage;
}

/// Whatever differs now waits for a person who can see it in review, or was decided by one.
void expect_agreement(Harbour& harbour) {
  engine::Context context = harbour.quiet_context();
  const Instant never = Instant{} + days(365 * 100);
  auto agreement = engine::check(context, harbour.calendar, Instant{}, never);
  if (!agreement) return harbour.broken("the check failed: " + agreement.error().what);
  for (const engine::Drift& drift : agreement->drifts) {
    const bool for_people =
        drift.kind == engine::DriftKind::cancelled_by_mail || drift.kind == engine::DriftKind::event_unwritable;
    const bool seen = std::any_of(harbour.tables.reviews.begin(), harbour.tables.reviews.end(), [&](const auto& entry) {
      const ReviewItem& item = entry.second;
      // Nobody but a person can put a mangled fence right, so dismissing it leaves it as it is.
      const bool left = item.state == ReviewState::dismissed && drift.kind != engine::DriftKind::block_mangled;
      return item.charter == drift.charter && !left;
    });
    if (!for_people && !seen) {
      harbour.broken(drift.charter.text + " still differs (" + engine::to_string(drift.kind) + "): \"" +
                     drift.store_says + "\" against \"" + drift.calendar_says + "\"");
    }
  }
  auto healed = engine::heal(context, harbour.calendar, Instant{}, never);
  if (!healed) return harbour.broken("healing failed: " + healed.error().what);
  for (const engine::Drift& drift : healed->drifts) {
    if (drift.healable) harbour.broken(drift.charter.text + " was not healed: " + drift.cure);
  }
}

/// No faults any more: after a few turns everything agrees, and one more run changes nothing.
void calm_down(Harbour& harbour) {
  for (int round = 0; round < calm_rounds; ++round) {
    harbour.clock.advance(calm);
    const Ended ended = harbour.run_sync("first", nullptr, nullptr);
    if (ended != Ended::well) harbour.broken("a sync in peace failed: " + harbour.last_error());
  }
  expect_agreement(harbour);
  const std::string before = picture_of(harbour);
  const int writes = harbour.calendar.writes();
  harbour.clock.advance(calm);
  harbour.run_sync("first", nullptr, nullptr);
  if (picture_of(harbour) != before || harbour.calendar.writes() != writes) {
    harbour.broken("a run with nothing new changed something:\n" + before + "became\n" + picture_of(harbour));
  }
}

Scenario scenario_of(std::uint64_t seed, Weather weather) {
  Chance chance(seed);
  const std::size_t mails = 3 + chance.below(6);
  return make_scenario(chance, weather == Weather::storm ? MailKinds::anything : MailKinds::lists, mails);
}

}  // namespace

Voyage sail(std::uint64_t seed, Weather weather) {
  Harbour harbour(scenario_of(seed, weather), seed);
  People people(harbour, weather);
  Chance& chance = harbour.chance;
  Misfortune misfortune(chance);
  std::vector<SimMail> to_come = harbour.scenario.mails;
  chance.shuffle(to_come);
  std::size_t kills = 0;
  for (std::size_t round = 0; round < rounds_max && harbour.breach().empty(); ++round) {
    while (!to_come.empty() && !chance.one_in(3)) {
      harbour.deliver(to_come.back());
      to_come.pop_back();
    }
    const Ended ended = harbour.run_sync(
        "first", [&](std::size_t, std::string_view) { return misfortune.next(); }, [&] { people.act(); });
    if (ended == Ended::killed) ++kills;
    harbour.clock.advance(seconds(static_cast<std::int64_t>(1 + chance.below(300))));
    if (to_come.empty() && misfortune.over()) break;
  }
  for (const SimMail& mail : to_come) harbour.deliver(mail);
  if (harbour.breach().empty()) calm_down(harbour);
  return voyage_of(harbour, kills);
}

Voyage sail_undisturbed(std::uint64_t seed, Weather weather) {
  Harbour harbour(scenario_of(seed, weather), seed);
  for (const SimMail& mail : harbour.scenario.mails) harbour.deliver(mail);
  calm_down(harbour);
  return voyage_of(harbour, 0);
}

namespace {

Voyage sail_planned(std::uint64_t seed, const Steps::Plan& plan) {
  Harbour harbour(scenario_of(seed, Weather::rough), seed);
  for (const SimMail& mail : harbour.scenario.mails) harbour.deliver(mail);
  const Ended ended = harbour.run_sync("first", plan, nullptr);
  const Voyage struck = voyage_of(harbour, ended == Ended::killed ? 1 : 0);
  calm_down(harbour);
  Voyage voyage = voyage_of(harbour, struck.kills);
  voyage.steps = struck.steps;
  return voyage;
}

}  // namespace

Voyage sail_struck_once(std::uint64_t seed, std::size_t step, Fault fault) {
  return sail_planned(seed, [=](std::size_t number, std::string_view) { return number == step ? fault : Fault::none; });
}

std::size_t steps_of_a_sync(std::uint64_t seed) {
  return sail_planned(seed, nullptr).steps;
}

std::string picture_of(const Harbour& harbour) {
  std::string text;
  for (const auto& [id, receipt] : harbour.tables.receipts) {
    text += id.text + ": " + to_string(receipt.disposition) + ", " + std::to_string(receipt.changes) + " changes\n";
  }
  for (const auto& [id, fact] : harbour.tables.facts) {
    text += id.text + ": " + to_string(fact.op) + " " + fact.charter.text + " " + fact.role.text + " " +
            fact.person.name + " \"" + fact.evidence.quote + "\"\n";
  }
  for (const auto& [id, item] : harbour.tables.reviews) {
    text += "review " + id.text + ": " + to_string(item.state) + ", " + std::to_string(item.proposals.size()) + "\n";
  }
  for (const auto& [id, record] : harbour.tables.charters) {
    text += id.text + " (" + to_string(record.charter.sail.status) + "):";
    for (const Assignment& seat : record.charter.crew) text += " " + seat.role.text + "=" + seat.person.name;
    const auto event = harbour.calendar.all().find(record.charter.event);
    text +=
        "\n" + (event == harbour.calendar.all().end() ? "" : find_crew_block(event->second.description).text) + "\n";
  }
  text += std::to_string(harbour.tables.outbox.size()) + " in the outbox\n";
  return text;
}

}  // namespace scc::sim
