#include "api_fixture.h"

namespace scc::api {
namespace {

struct Door {
  const char* method;
  const char* path;
  const char* body;
};
constexpr const char* empty = "";
constexpr Door viewers[] = {{"GET", "/operation", empty},
                            {"GET", "/crew", empty},
                            {"GET", "/charters?from=2026-05-12&to=2026-05-13", empty},
                            {"GET", "/charters/jennifer-sanderson-2026-05-12", empty},
                            {"GET", "/charters/jennifer-sanderson-2026-05-12/facts", empty},
                            {"GET", "/charters/jennifer-sanderson-2026-05-12/agreement", empty},
                            {"GET", "/agreement?from=2026-05-12&to=2026-05-13", empty},
                            {"GET", "/reviews", empty},
                            {"GET", "/audit?from=2026-05-12&to=2026-05-13", empty},
                            {"GET", "/health", empty},
                            {"GET", "/events", empty},
                            {"GET", "/answers?from=2026-05-12&to=2026-05-13", empty},
                            {"GET", "/aliases", empty},
                            {"GET", "/session", empty}};
constexpr Door operators[] = {{"POST", "/charters/jennifer-sanderson-2026-05-12/assign", "{}"},
                              {"POST", "/charters/jennifer-sanderson-2026-05-12/unassign", "{}"},
                              {"POST", "/charters/jennifer-sanderson-2026-05-12/repair", empty},
                              {"POST", "/repair?from=2026-05-12&to=2026-05-13", empty},
                              {"POST", "/facts/none/undo", empty},
                              {"POST", "/reviews/none/accept", "{}"},
                              {"POST", "/reviews/none/dismiss", empty},
                              {"GET", "/crew/gene-oneal/links", empty},
                              {"POST", "/crew/gene-oneal/feed", empty},
                              {"DELETE", "/crew/gene-oneal/feed", empty},
                              {"POST", "/crew/gene-oneal/page", empty},
                              {"DELETE", "/crew/gene-oneal/page", empty},
                              {"POST", "/crew/gene-oneal/aliases", "{}"},
                              {"DELETE", "/crew/gene-oneal/aliases/Gene", empty},
                              {"PUT", "/crew/ann-lee", "{}"},
                              {"DELETE", "/crew/ann-lee", empty}};
constexpr Door admins[] = {{"POST", "/sign-in-links", "{}"}};

class AccessTest : public ApiTest {
 protected:
  int knock(const Door& door, const std::string& cookie) {
    Request asked = request(door.method, std::string("/api/v1") + door.path, door.body);
    if (!cookie.empty()) asked.headers.emplace_back("cookie", cookie);
    return service.handle(asked).status;
  }
  Service service = make(SignIn::one_time_link);
};

TEST_F(AccessTest, NobodyGetsInWithoutASession) {
  for (const auto& door : viewers) EXPECT_EQ(knock(door, ""), 401) << door.path;
  for (const auto& door : operators) EXPECT_EQ(knock(door, ""), 401) << door.path;
  for (const auto& door : admins) EXPECT_EQ(knock(door, ""), 401) << door.path;
}

TEST_F(AccessTest, AViewerSeesEverythingAndChangesNothing) {
  const std::string cookie = cookie_of(service, "viewer");
  for (const auto& door : viewers) EXPECT_EQ(knock(door, cookie), 200) << door.path;
  for (const auto& door : operators) EXPECT_EQ(knock(door, cookie), 403) << door.path;
  for (const auto& door : admins) EXPECT_EQ(knock(door, cookie), 403) << door.path;
}

TEST_F(AccessTest, AnOperatorChangesSailsButNotWhoMaySignIn) {
  const std::string cookie = cookie_of(service, "operator");
  for (const auto& door : viewers) EXPECT_EQ(knock(door, cookie), 200) << door.path;
  for (const auto& door : operators) {
    EXPECT_NE(knock(door, cookie), 403) << door.path;
    EXPECT_NE(knock(door, cookie), 401) << door.path;
  }
  for (const auto& door : admins) EXPECT_EQ(knock(door, cookie), 403) << door.path;
}

TEST_F(AccessTest, TheFirstLinkAdministersAndItsLinksSayWhoActs) {
  const std::string cookie = cookie_of(service, "operator");
  const Response session = service.handle(with_cookie(request("GET", "/api/v1/session"), cookie));
  EXPECT_EQ(body(session).at("actor").as_string(), "Ann (page)");
  EXPECT_EQ(body(session).at("access").as_string(), "operator");
  const std::string admin = cookie_of(service, "admin");
  EXPECT_EQ(knock(admins[0], admin), 400);  // let in, and told what the body lacks
}

TEST_F(AccessTest, AViewerReadsTheRosterWithoutPhonesAndAddresses) {
  const auto roster = [&](const std::string& access) {
    return service.handle(with_cookie(request("GET", "/api/v1/crew"), cookie_of(service, access))).body;
  };
  EXPECT_NE(roster("operator").find("gene@crew.example"), std::string::npos);
  EXPECT_EQ(roster("viewer").find("gene@crew.example"), std::string::npos);
  EXPECT_NE(roster("viewer").find("Gene O'Neal"), std::string::npos);
}

TEST_F(AccessTest, ASignInLinkNamesSomebodyAndOneOfThreeKindsOfAccess) {
  const std::string admin = cookie_of(service, "admin");
  const auto make_link = [&](const std::string& asked) {
    return service.handle(with_cookie(request("POST", "/api/v1/sign-in-links", asked), admin)).status;
  };
  EXPECT_EQ(make_link(R"({"name":"Ann","access":"viewer"})"), 200);
  EXPECT_EQ(make_link(R"({"name":"Ann","access":"captain"})"), 400);
  EXPECT_EQ(make_link(R"({"name":" ","access":"viewer"})"), 400);
  EXPECT_EQ(make_link(R"({"access":"viewer"})"), 400);
}

}  // namespace
}  // namespace scc::api
