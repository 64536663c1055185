#include "yard.h"

namespace scc::engine {
namespace {

class Warnings : public Yard {
 protected:
  Charter sail(const std::string& id, Instant start, const std::vector<std::pair<RoleId, Person>>& crew) {
    Charter charter;
    charter.id = CharterId(id);
    charter.sail.client = id;
    charter.sail.start = start;
    charter.sail.end = start + hours(3);
    for (const auto& [role, person] : crew) {
      Assignment seat;
      seat.role = role;
      seat.person = person;
      charter.crew.push_back(seat);
    }
    return charter;
  }
  std::vector<Warning> warnings(const std::vector<Charter>& charters) {
    Operation operation = settings.operation;
    for (const auto& [id, member] : tables.crew) operation.crew.push_back(member);
    return find_warnings(charters, operation, minutes(60));
  }
};

TEST_F(Warnings, AWellCrewedWeekWarnsOfNothing) {
  EXPECT_TRUE(warnings({sail("a", local(5, 12, 9), {{captain, gene}}), sail("b", local(5, 12, 14), {{captain, gene}})})
                  .empty());
}

TEST_F(Warnings, TwoSailsAtOnceAreOneTooMany) {
  const auto found =
      warnings({sail("b", local(5, 12, 11), {{captain, gene}}), sail("a", local(5, 12, 9), {{host, gene}})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, WarningKind::double_booked);
  EXPECT_EQ(found[0].charter, CharterId("b"));
  EXPECT_EQ(found[0].other, CharterId("a"));
}

TEST_F(Warnings, ATurnaroundThatIsTooShortSaysHowShort) {
  const auto found =
      warnings({sail("a", local(5, 12, 9), {{captain, gene}}), sail("b", local(5, 12, 12, 30), {{captain, gene}})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, WarningKind::short_turnaround);
  EXPECT_NE(found[0].what.find("30 minutes"), std::string::npos);
}

TEST_F(Warnings, TwoRolesOnOneSailAreADoubleBooking) {
  const auto found = warnings({sail("a", local(5, 12, 9), {{captain, gene}, {host, gene}})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, WarningKind::double_booked);
}

TEST_F(Warnings, AStrangerAnUnqualifiedHandAndOneTooManyAreSaid) {
  const RoleId deck("deckhand");
  const Person stranger{PersonId(), "Somebody New"};
  const auto found =
      warnings({sail("a", local(5, 12, 9), {{captain, stranger}, {deck, angela}, {host, keely}, {host, gene}})});
  std::vector<WarningKind> kinds;
  for (const Warning& warning : found) kinds.push_back(warning.kind);
  EXPECT_EQ(kinds, (std::vector{WarningKind::not_on_roster, WarningKind::not_qualified, WarningKind::over_max}));
}

TEST_F(Warnings, SailsThatAreOffWarnOfNothing) {
  Charter off = sail("a", local(5, 12, 9), {{captain, gene}});
  off.sail.status = CharterStatus::cancelled;
  Charter by_mail = sail("b", local(5, 12, 9), {{captain, gene}});
  by_mail.cancelled_by_mail = true;
  EXPECT_TRUE(warnings({off, by_mail, sail("c", local(5, 12, 9), {{captain, gene}})}).empty());
}

TEST_F(Warnings, PeopleWhoAreNotOnTheRosterAreToldApartByName) {
  const Person jo{PersonId(), "Jo Márquez"};
  const auto found = warnings({sail("a", local(5, 12, 9), {{captain, jo}}),
                               sail("b", local(5, 12, 10), {{captain, {PersonId(), "jo marquez"}}})});
  EXPECT_EQ(
      std::count_if(found.begin(), found.end(), [](const Warning& w) { return w.kind == WarningKind::double_booked; }),
      1);
}

}  // namespace
}  // namespace scc::engine
