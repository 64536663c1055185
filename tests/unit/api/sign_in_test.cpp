#include "api/users.h"
#include "api_fixture.h"

namespace scc::api {
namespace {

/// Knows one account, and gives its word only to the try that it was asked for.
class FakeProvider final : public IdentityProvider {
 public:
  std::string address_of(const SignInTry& attempt) const override {
    return "https://accounts.example/auth?state=" + attempt.state + "&nonce=" + attempt.nonce;
  }
  Result<ProvenPerson> prove(const SignInTry& attempt, const std::string& code) override {
    if (code != "code of " + attempt.nonce) return Error{Remedy::reauth, "another sign-in"};
    return ProvenPerson{email, "Maria"};
  }
  std::string email = "maria@sailing.example";
};

class SignInTest : public ApiTest {
 protected:
  SignInTest() {
    ServiceSettings with;
    with.identity = &provider;
    with.origins = {"https://ops.sailing.example", {"https://page.sailing.example"}};
    with.cookies = Cookies::host;
    service = std::make_unique<Service>(store, &calendar, clock, entropy, settings, with);
  }

  static std::vector<std::string> cookies_of(const Response& response) {
    std::vector<std::string> cookies;
    for (const auto& [name, value] : response.headers)
      if (name == "set-cookie") cookies.push_back(value);
    return cookies;
  }
  static std::string pair_of(const std::string& cookie) { return cookie.substr(0, cookie.find(';')); }
  static std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t start = text.find(from) + from.size();
    return text.substr(start, text.find(to, start) - start);
  }

  struct Begun {
    std::string cookie, state, nonce;
  };
  Begun begin(const std::string& to = "/") {
    const Response out = service->handle(request("GET", "/api/v1/sign-in/google?to=" + to));
    EXPECT_EQ(out.status, 303) << out.body;
    const std::string address(header(out.headers, "location"));
    return {pair_of(cookies_of(out).at(0)), between(address, "state=", "&"),
            address.substr(address.find("nonce=") + 6)};
  }
  Response come_back(const std::string& cookie, const std::string& state, const std::string& nonce) {
    return service->handle(with_cookie(
        request("GET", "/api/v1/sign-in/google/callback?state=" + state + "&code=code%20of%20" + nonce), cookie));
  }
  /// The session's cookie, of whoever the provider knows.
  std::string sign_in() {
    const Begun begun = begin();
    return pair_of(cookies_of(come_back(begun.cookie, begun.state, begun.nonce)).at(0));
  }
  Users users() { return {store, clock}; }
  int status_of(const std::string& method, const std::string& path, const std::string& cookie, std::string body = "") {
    return service->handle(with_cookie(request(method, path, std::move(body)), cookie)).status;
  }

  FakeProvider provider;
  std::unique_ptr<Service> service;
};

TEST_F(SignInTest, WhoIsAmongTheUsersGetsASessionThatNoScriptReads) {
  ASSERT_TRUE(users().put("Maria@Sailing.example", Access::operates, "test"));
  const Begun begun = begin("/charters/x");
  const Response in = come_back(begun.cookie, begun.state, begun.nonce);
  EXPECT_EQ(in.status, 303);
  EXPECT_EQ(header(in.headers, "location"), "/charters/x");
  const std::string cookie = cookies_of(in).at(0);
  EXPECT_TRUE(cookie.starts_with("__Host-scc_session=")) << cookie;
  for (const char* part : {"; Path=/;", "; HttpOnly", "; Secure", "; SameSite=Strict"})
    EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
  EXPECT_EQ(cookie.find("Domain"), std::string::npos);
  const Response session = service->handle(with_cookie(request("GET", "/api/v1/session"), pair_of(cookie)));
  EXPECT_EQ(body(session).at("actor").as_string(), "maria@sailing.example (page)");
  EXPECT_EQ(body(session).at("access").as_string(), "operator");
}

TEST_F(SignInTest, ASessionWorksOnAnotherMachineOfTheSameStore) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  const std::string cookie = sign_in();
  ServiceSettings with;
  with.cookies = Cookies::host;
  Service another(store, &calendar, clock, entropy, settings, with);
  EXPECT_EQ(another.handle(with_cookie(request("GET", "/api/v1/session"), cookie)).status, 200);
}

TEST_F(SignInTest, WhoIsNotAmongTheUsersIsTurnedAway) {
  const Begun begun = begin();
  const Response out = come_back(begun.cookie, begun.state, begun.nonce);
  EXPECT_EQ(header(out.headers, "location"), "/sign-in?refused=unknown");
  for (const std::string& cookie : cookies_of(out)) EXPECT_EQ(cookie.find("session"), std::string::npos) << cookie;
}

TEST_F(SignInTest, ATryBelongsToTheBrowserThatBeganIt) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  const Begun mine = begin();
  const Begun another = begin();
  const auto where = [&](const Response& out) { return std::string(header(out.headers, "location")); };
  EXPECT_EQ(where(come_back("", mine.state, mine.nonce)), "/sign-in?refused=late");
  EXPECT_EQ(where(come_back(another.cookie, mine.state, mine.nonce)), "/sign-in?refused=late");
  EXPECT_EQ(where(come_back(mine.cookie, mine.state, another.nonce)), "/sign-in?refused=google");
  EXPECT_EQ(
      where(service->handle(with_cookie(
          request("GET", "/api/v1/sign-in/google/callback?error=access_denied&state=" + mine.state), mine.cookie))),
      "/sign-in?refused=declined");
  EXPECT_EQ(where(come_back(mine.cookie, mine.state, mine.nonce)), "/");
}

TEST_F(SignInTest, TheWayBackNeverLeadsToAnotherSite) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  for (const char* to : {"//elsewhere.example", "https://elsewhere.example", "/%5Celsewhere.example", "/x%0d%0ay"}) {
    const Begun begun = begin(to);
    EXPECT_EQ(header(come_back(begun.cookie, begun.state, begun.nonce).headers, "location"), "/") << to;
  }
}

TEST_F(SignInTest, AChangeOfAccessCountsAtOnceAndWhoIsRemovedIsOut) {
  ASSERT_TRUE(users().put("boss@sailing.example", Access::administers, "test"));
  ASSERT_TRUE(users().put("maria@sailing.example", Access::administers, "test"));
  const std::string cookie = sign_in();
  EXPECT_EQ(status_of("GET", "/api/v1/users", cookie), 200);
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  EXPECT_EQ(status_of("GET", "/api/v1/users", cookie), 403);
  ASSERT_TRUE(users().remove("maria@sailing.example"));
  EXPECT_EQ(status_of("GET", "/api/v1/session", cookie), 401);
  clock.advance(seconds(1));
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  EXPECT_EQ(status_of("GET", "/api/v1/session", cookie), 401);
}

TEST_F(SignInTest, SignedOutIsSignedOut) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  const std::string cookie = sign_in();
  EXPECT_EQ(status_of("DELETE", "/api/v1/session", cookie), 204);
  EXPECT_EQ(status_of("GET", "/api/v1/session", cookie), 401);
}

TEST_F(SignInTest, AnAdminSaysWhoSignsInAndNeverLocksEverybodyOut) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::administers, "test"));
  const std::string admin = sign_in();
  const std::string maria = "/api/v1/users/maria%40sailing.example";
  const std::string ann = "/api/v1/users/Ann%40sailing.example";
  EXPECT_EQ(status_of("PUT", maria, admin, R"({"access":"viewer"})"), 409);
  EXPECT_EQ(status_of("DELETE", maria, admin), 409);
  EXPECT_EQ(status_of("PUT", ann, admin, R"({"access":"captain"})"), 400);
  EXPECT_EQ(status_of("PUT", "/api/v1/users/nobody", admin, R"({"access":"admin"})"), 400);
  EXPECT_EQ(status_of("PUT", ann, admin, R"({"access":"admin"})"), 200);
  const json::value listed = body(service->handle(with_cookie(request("GET", "/api/v1/users"), admin)));
  ASSERT_EQ(listed.at("items").as_array().size(), 2U);
  EXPECT_EQ(listed.at("items").at(0).at("email").as_string(), "ann@sailing.example");
  EXPECT_EQ(listed.at("items").at(0).at("added_by").as_string(), "maria@sailing.example (page)");
  EXPECT_EQ(status_of("DELETE", maria, admin), 204);
  EXPECT_EQ(status_of("GET", "/api/v1/users", admin), 401);
}

TEST_F(SignInTest, AMachineMayDoWhatItsServiceAccountMay) {
  const auto ask = [&](VerifiedClaims claims, const std::string& path) {
    Request asked = request("GET", path);
    asked.verified = std::move(claims);
    return service->handle(asked).status;
  };
  const VerifiedClaims robot{"1137", "Robot@project.example", true, ""};
  EXPECT_EQ(ask(robot, "/api/v1/health"), 401);
  ASSERT_TRUE(users().put("robot@project.example", Access::viewer, "test"));
  EXPECT_EQ(ask(robot, "/api/v1/health"), 200);
  EXPECT_EQ(ask(robot, "/api/v1/users"), 403);
  EXPECT_EQ(ask({"1137", "robot@project.example", false, ""}, "/api/v1/health"), 401);
}

TEST_F(SignInTest, OnlyOurPageAndTheNamedOnesMayChangeAnything) {
  ASSERT_TRUE(users().put("maria@sailing.example", Access::viewer, "test"));
  const auto sign_out_from = [&](const std::string& name, const std::string& value) {
    Request asked = with_cookie(request("DELETE", "/api/v1/session"), sign_in());
    if (!name.empty()) asked.headers.emplace_back(name, value);
    return service->handle(asked);
  };
  // CloudFront's Host is its own, so it proves nothing about the page.
  for (const char* origin :
       {"https://127.0.0.1:8090", "http://ops.sailing.example", "https://ops.sailing.example.evil.example", "null"})
    EXPECT_EQ(sign_out_from("origin", origin).status, 403) << origin;
  EXPECT_EQ(sign_out_from("sec-fetch-site", "cross-site").status, 403);
  EXPECT_EQ(sign_out_from("origin", "https://ops.sailing.example").status, 204);
  const Response elsewhere = sign_out_from("origin", "https://page.sailing.example");
  EXPECT_EQ(elsewhere.status, 204);
  EXPECT_EQ(header(elsewhere.headers, "access-control-allow-origin"), "https://page.sailing.example");
  EXPECT_EQ(header(elsewhere.headers, "access-control-allow-credentials"), "true");
}

TEST_F(SignInTest, ABrowserThatAsksBeforehandHearsOfExactOriginsOnly) {
  const auto ask = [&](const std::string& origin) {
    Request asked = request("OPTIONS", "/api/v1/users/x");
    asked.headers.emplace_back("origin", origin);
    asked.headers.emplace_back("access-control-request-method", "PUT");
    return service->handle(asked);
  };
  const Response yes = ask("https://page.sailing.example");
  EXPECT_EQ(header(yes.headers, "access-control-allow-origin"), "https://page.sailing.example");
  EXPECT_NE(header(yes.headers, "access-control-allow-methods").find("PUT"), std::string::npos);
  EXPECT_EQ(header(yes.headers, "vary"), "origin");
  for (const char* origin : {"https://page.sailing.example.evil.example", "https://sailing.example", "null", "*"}) {
    const Response no = ask(origin);
    EXPECT_EQ(header(no.headers, "access-control-allow-origin"), "") << origin;
    EXPECT_EQ(header(no.headers, "access-control-allow-methods"), "") << origin;
    EXPECT_EQ(header(no.headers, "vary"), "origin");
  }
}

TEST(OriginsTest, AnOriginIsASchemeAndAHostAndNothingElse) {
  for (const char* exact :
       {"https://page.sailing.example", "http://127.0.0.1:5173", "https://page.sailing.example:8443"})
    EXPECT_TRUE(is_exact_origin(exact)) << exact;
  for (const char* not_one : {"*", "https://*.sailing.example", "https://page.sailing.example/", "page.sailing.example",
                              "https://", "HTTPS://page.sailing.example", "null", ""})
    EXPECT_FALSE(is_exact_origin(not_one)) << not_one;
}

}  // namespace
}  // namespace scc::api
