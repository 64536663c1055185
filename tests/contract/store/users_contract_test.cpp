#include "api/users.h"
#include "fakes/interrupted_store.h"
#include "fakes/manual_clock.h"
#include "store_contract.h"

namespace scc {
namespace {

using api::Access;
using api::User;
using api::Users;

/// Two admins, each at a worker of their own; what one does happens within what the other does.
class UsersContract : public StoreContract {
 protected:
  void SetUp() override {
    for (const char* email : {ann, bea}) ASSERT_TRUE(here.put(email, Access::administers, "the command line"));
  }
  /// "ann@sailing.example admin", …
  std::vector<std::string> listed() {
    std::vector<std::string> lines;
    for (const User& user : here.all().value()) lines.push_back(user.email + " " + to_string(user.access));
    return lines;
  }
  static constexpr const char* ann = "ann@sailing.example";
  static constexpr const char* bea = "bea@sailing.example";
  fakes::ManualClock clock{at(0)};
  std::unique_ptr<Store> elsewhere = backend->open();
  fakes::InterruptedStore interrupted{*store};
  Users here{interrupted, clock};
  Users there{*elsewhere, clock};
};

TEST_P(UsersContract, TwoAdminsWhoRemoveEachOtherLeaveOne) {
  interrupted.before_commit = [&] { EXPECT_EQ(there.remove(bea).value(), Users::Removal::gone); };
  EXPECT_EQ(here.remove(ann).value(), Users::Removal::last_admin);
  EXPECT_EQ(listed(), std::vector<std::string>{"ann@sailing.example admin"});
}

TEST_P(UsersContract, TwoAdminsWhoDemoteEachOtherLeaveOne) {
  interrupted.before_commit = [&] { EXPECT_TRUE(there.put(bea, Access::viewer, ann).value()); };
  EXPECT_EQ(here.put(ann, Access::operates, bea).value(), std::nullopt);
  EXPECT_EQ(listed(), (std::vector<std::string>{"ann@sailing.example admin", "bea@sailing.example viewer"}));
}

TEST_P(UsersContract, OneWhoDemotesWhileTheOtherRemovesLeavesAnAdmin) {
  interrupted.before_commit = [&] { EXPECT_EQ(there.remove(bea).value(), Users::Removal::gone); };
  EXPECT_EQ(here.put(ann, Access::viewer, bea).value(), std::nullopt);
  EXPECT_EQ(listed(), std::vector<std::string>{"ann@sailing.example admin"});
}

TEST_P(UsersContract, ChangesThatDoNotMeetBothHappen) {
  interrupted.before_commit = [&] { EXPECT_TRUE(there.put("cem@sailing.example", Access::viewer, ann).value()); };
  EXPECT_TRUE(here.put("dora@sailing.example", Access::operates, bea).value());
  EXPECT_EQ(listed(), (std::vector<std::string>{"ann@sailing.example admin", "bea@sailing.example admin",
                                                "cem@sailing.example viewer", "dora@sailing.example operator"}));
}

INSTANTIATE_TEST_SUITE_P(Backends, UsersContract, testing::ValuesIn(store_backends()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace scc
