#include "domain/fact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace scc {
namespace {

const std::vector<Role> roles{{RoleId("captain"), "Captain", {}, 1}, {RoleId("deckhand"), "Deckhand", {}, 2}};

Fact fact_of(const std::string& mail, int position, FactOp op, const char* role, const char* person,
             std::int64_t said) {
  Fact fact;
  fact.source = {SourceKind::mail, mail, "Carole"};
  fact.position = position;
  fact.id = make_fact_id(fact.source, position);
  fact.charter = CharterId("sanderson-2026-05-12");
  fact.op = op;
  fact.role = RoleId(role);
  fact.person = {PersonId(person), person};
  fact.said = {said};
  return fact;
}

Fact undo_of(const Fact& target, const std::string& act, std::int64_t said) {
  Fact fact = fact_of(act, 0, FactOp::undo, "", "", said);
  fact.person = {};
  fact.undoes = target.id;
  return fact;
}

std::vector<std::string> people_in(const CrewState& state, const char* role) {
  std::vector<std::string> people;
  for (const auto& assignment : state.crew) {
    if (assignment.role == RoleId(role)) people.push_back(assignment.person.id.text);
  }
  return people;
}

using People = std::vector<std::string>;

TEST(Fold, TheLastSaidHoldsARoleForOne) {
  const std::vector facts{fact_of("m2", 0, FactOp::assign, "captain", "angela", 20),
                          fact_of("m1", 0, FactOp::assign, "captain", "gene", 10)};
  EXPECT_EQ(people_in(fold_facts(facts, roles), "captain"), People{"angela"});
}

TEST(Fold, ARoleForSeveralAddsAndRenewsWhoSaidSo) {
  const std::vector facts{fact_of("m1", 0, FactOp::assign, "deckhand", "nani", 10),
                          fact_of("m1", 1, FactOp::assign, "deckhand", "squid", 10),
                          fact_of("m2", 0, FactOp::assign, "deckhand", "nani", 20)};
  const CrewState state = fold_facts(facts, roles);
  EXPECT_EQ(people_in(state, "deckhand"), (People{"nani", "squid"}));
  EXPECT_EQ(state.crew.front().fact, FactId("m2#0"));
}

TEST(Fold, SomebodyTakenOutLeavesTheRoleOpen) {
  const std::vector facts{fact_of("m1", 0, FactOp::assign, "captain", "gene", 10),
                          fact_of("m2", 0, FactOp::unassign, "captain", "gene", 20)};
  EXPECT_TRUE(fold_facts(facts, roles).crew.empty());
}

TEST(Fold, UndoRestoresWhoWasThereBefore) {
  std::vector facts{fact_of("m1", 0, FactOp::assign, "captain", "gene", 10),
                    fact_of("m2", 0, FactOp::assign, "captain", "angela", 20)};
  facts.push_back(undo_of(facts[1], "act1", 30));
  EXPECT_EQ(people_in(fold_facts(facts, roles), "captain"), People{"gene"});
  facts.push_back(undo_of(facts[2], "act2", 40));
  EXPECT_EQ(people_in(fold_facts(facts, roles), "captain"), People{"angela"});
}

TEST(Fold, ACancellationCanBeUndone) {
  std::vector facts{fact_of("m1", 0, FactOp::cancel, "", "", 10)};
  EXPECT_TRUE(fold_facts(facts, roles).cancelled);
  facts.push_back(undo_of(facts[0], "act1", 30));
  EXPECT_FALSE(fold_facts(facts, roles).cancelled);
}

TEST(Fold, TwoNamesOfSomebodyNotOnTheRosterAreOnePerson) {
  auto first = fact_of("m1", 0, FactOp::assign, "deckhand", "", 10);
  first.person.name = "Keely Hoyt";
  auto second = fact_of("m2", 0, FactOp::assign, "deckhand", "", 20);
  second.person.name = "KEELY HOYT";
  EXPECT_EQ(fold_facts(std::vector{first, second}, roles).crew.size(), 1U);
}

/// A history of assigns, unassigns, cancels and undos of what stands earlier in it.
std::vector<Fact> any_history() {
  std::vector<Fact> facts;
  const int count = *rc::gen::inRange(0, 14);
  for (int i = 0; i < count; ++i) {
    const std::string mail = "m" + std::to_string(i);
    const std::int64_t said = i + 1;  // undo comes after what it undoes
    const int kind = *rc::gen::inRange(0, 8);
    const char* role = *rc::gen::element("captain", "deckhand");
    const char* person = *rc::gen::element("gene", "angela", "nani", "squid");
    if (kind == 0 && !facts.empty()) {
      facts.push_back(undo_of(facts[*rc::gen::inRange<std::size_t>(0, facts.size())], mail, said));
    } else {
      facts.push_back(fact_of(mail, 0,
                              kind == 1  ? FactOp::cancel
                              : kind < 4 ? FactOp::unassign
                                         : FactOp::assign,
                              role, person, said));
    }
  }
  return facts;
}

RC_GTEST_PROP(FoldProperty, AnyOrderOfDeliveryGivesTheSameCrew, ()) {
  const std::vector<Fact> facts = any_history();
  std::vector<std::pair<unsigned, Fact>> keyed;
  for (const Fact& fact : facts) keyed.emplace_back(*rc::gen::arbitrary<unsigned>(), fact);
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Fact> shuffled;
  for (auto& [key, fact] : keyed) shuffled.push_back(fact);
  RC_ASSERT(fold_facts(shuffled, roles) == fold_facts(facts, roles));
}

RC_GTEST_PROP(FoldProperty, AnyFactTwiceEqualsOnce, ()) {
  const std::vector<Fact> facts = any_history();
  std::vector<Fact> repeated = facts;
  for (const Fact& fact : facts) {
    if (*rc::gen::arbitrary<bool>()) repeated.push_back(fact);
  }
  RC_ASSERT(fold_facts(repeated, roles) == fold_facts(facts, roles));
}

RC_GTEST_PROP(FoldProperty, UndoingTheLastFactRestoresTheCrewBeforeIt, ()) {
  std::vector<Fact> facts = any_history();
  const CrewState before = fold_facts(facts, roles);
  facts.push_back(fact_of("last", 0, FactOp::assign, "captain", "newcomer", 1000));
  RC_ASSERT(fold_facts(facts, roles) != before);
  facts.push_back(undo_of(facts.back(), "undo", 1001));
  RC_ASSERT(fold_facts(facts, roles) == before);
}

TEST(CharterIdentity, ASecondSailOfOneClientThatDayGetsANumber) {
  const std::vector<CharterId> none;
  const CharterId first = make_charter_id("Jennifer Sanderson", {2026, 5, 12}, none);
  EXPECT_EQ(first.text, "jennifer-sanderson-2026-05-12");
  EXPECT_EQ(make_charter_id("Jennifer Sanderson", {2026, 5, 12}, std::vector{first}).text,
            "jennifer-sanderson-2026-05-12-2");
  EXPECT_EQ(make_charter_id("🥂", {2026, 5, 12}, none).text, "charter-2026-05-12");
}

}  // namespace
}  // namespace scc
