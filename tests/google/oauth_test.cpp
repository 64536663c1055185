#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "adapters/google_oauth/loopback.h"
#include "google_world.h"

namespace scc::google {
namespace {

using boost::json::object;

class Oauth : public testing::Test {
 protected:
  void SetUp() override { world.control("reset"); }
  GoogleWorld& world = GoogleWorld::instance();
};

/// A person's browser: opens the consent page and goes where it is sent.
void go_through_consent(const std::string& address) {
  CurlTransport browser{CurlSettings{}};
  const auto page = browser.send({"GET", address, {}, {}});
  ASSERT_TRUE(page.has_value());
  for (const auto& [name, value] : page->headers) {
    if (name == "location") {
      ASSERT_TRUE(browser.send({"GET", value, {}, {}}).has_value());
    }
  }
}

struct Consent {
  fakes::CountingEntropy entropy;
  CurlTransport curl{CurlSettings{}};
  OauthClient client{curl, endpoints_at(GoogleWorld::instance().root())};
  OauthApp app{"scc-test.apps.example", Secret("canary-client-secret")};
  std::unique_ptr<Loopback> loopback = std::move(Loopback::open()).value();
  ConsentRequest request = OauthClient::new_consent(entropy.random_bytes(64), loopback->redirect_uri(),
                                                    {std::string(gmail_scope), std::string(calendar_scope)});

  Result<TokenAnswer> run() {
    std::thread browser(go_through_consent, client.consent_address(app, request));
    const auto code = loopback->wait_for_code(request.state, seconds(20));
    browser.join();
    if (!code) return code.error();
    return client.redeem(app, request, *code);
  }
};

TEST_F(Oauth, SigningInGivesARefreshTokenAndTheScopesThatWereGranted) {
  const auto answer = Consent().run();
  ASSERT_TRUE(answer.has_value()) << answer.error().what;
  ASSERT_TRUE(answer->refresh_token.has_value());
  EXPECT_EQ(answer->scopes, (std::vector<std::string>{std::string(gmail_scope), std::string(calendar_scope)}));
}

TEST_F(Oauth, AnUntickedScopeIsSeen) {
  world.control("oauth", object{{"unticked", boost::json::array{std::string(calendar_scope)}}});
  const auto answer = Consent().run();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->scopes, std::vector<std::string>{std::string(gmail_scope)});
}

TEST_F(Oauth, DecliningChangesNothingAndSaysSo) {
  world.control("oauth", object{{"declines", true}});
  const auto answer = Consent().run();
  ASSERT_FALSE(answer.has_value());
  EXPECT_NE(answer.error().what.find("declined"), std::string::npos);
}

TEST_F(Oauth, ACodeWithoutItsVerifierIsRefused) {
  Consent consent;
  std::thread browser(go_through_consent, consent.client.consent_address(consent.app, consent.request));
  const auto code = consent.loopback->wait_for_code(consent.request.state, seconds(20));
  browser.join();
  ASSERT_TRUE(code.has_value());
  consent.request.code_verifier = Secret("another-verifier-another-verifier-another-ve");
  EXPECT_EQ(consent.client.redeem(consent.app, consent.request, *code).error().remedy, Remedy::reauth);
}

TEST_F(Oauth, OnlyTheAnswerToThisSignInCounts) {
  EXPECT_FALSE(code_in_address("http://127.0.0.1:1/?state=other&code=4/x", "mine").has_value());
  EXPECT_EQ(code_in_address(" http://127.0.0.1:1/?state=mine&code=4%2Fx&scope=a%20b \n", "mine").value(), "4/x");
}

TEST_F(Oauth, AnAccessTokenIsKeptUntilItIsDueAndThenRenewed) {
  SignedIn account(gmail_quota);
  ASSERT_TRUE(account.tokens.access_token().has_value());
  ASSERT_TRUE(account.tokens.access_token().has_value());
  EXPECT_EQ(world.state("refreshes"), 1);
  account.clock.advance(hours(1));
  ASSERT_TRUE(account.tokens.access_token().has_value());
  EXPECT_EQ(world.state("refreshes"), 2);
}

TEST_F(Oauth, ARefreshWithoutARefreshTokenKeepsTheOldOne) {
  SignedIn account(gmail_quota);
  const std::string before = account.file.load().value()->refresh_token.reveal();
  ASSERT_TRUE(account.tokens.access_token().has_value());
  const Grant after = *account.file.load().value();
  EXPECT_EQ(after.refresh_token.reveal(), before);
  EXPECT_TRUE(has_scope(after, gmail_scope));
  EXPECT_TRUE(after.last_refresh.has_value());
}

TEST_F(Oauth, ADeadGrantIsAskedOnceAnHourAndNamesTheCure) {
  SignedIn account(gmail_quota);
  world.control("revoke_all");
  for (int i = 0; i < 50; ++i) {
    const auto token = account.tokens.access_token();
    ASSERT_FALSE(token.has_value());
    EXPECT_EQ(token.error().remedy, Remedy::reauth);
    EXPECT_NE(token.error().what.find("scc auth login"), std::string::npos);
    account.clock.advance(minutes(1));
  }
  EXPECT_EQ(world.state("refreshes"), 1);
  EXPECT_FALSE(account.file.load().value()->broken.empty());
}

TEST_F(Oauth, ANewSignInHealsADeadGrantAtOnce) {
  SignedIn account(gmail_quota);
  world.control("revoke_all");
  ASSERT_FALSE(account.tokens.access_token().has_value());
  Grant renewed = *account.file.load().value();
  renewed.refresh_token = Secret(std::string(world.control("grant").at("refresh_token").as_string()));
  renewed.broken.clear();
  ASSERT_TRUE(account.file.save(renewed).has_value());
  EXPECT_TRUE(account.tokens.access_token().has_value());
}

TEST_F(Oauth, AGrantThatAnotherProcessWroteIsSeenByTheNextCall) {
  SignedIn account(gmail_quota);
  const std::string first = account.file.load().value()->refresh_token.reveal();
  GrantFile elsewhere(account.file.path(), Secret(std::string(32, 'k')), account.entropy);
  Grant other = *elsewhere.load().value();
  other.refresh_token = Secret(std::string(first.size(), 'x'));  // as long as the one before
  ASSERT_TRUE(elsewhere.save(other).has_value());
  EXPECT_EQ(account.file.load().value()->refresh_token.reveal(), other.refresh_token.reveal());
  ASSERT_TRUE(elsewhere.remove().has_value());
  EXPECT_FALSE(account.file.load().value().has_value());
}

TEST_F(Oauth, TheGrantAtRestIsPrivateAndEncrypted) {
  SignedIn account(gmail_quota);
  struct stat status{};
  ASSERT_EQ(::stat(account.file.path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  std::ifstream file(account.file.path(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(bytes.find("canary"), std::string::npos);
  const GrantFile other(account.file.path(), Secret(std::string(32, 'x')), account.entropy);
  EXPECT_EQ(other.load().error().remedy, Remedy::stop);
}

TEST_F(Oauth, AKeyFileIsMadeOnceAndGivesTheSameKeyAgain) {
  fakes::CountingEntropy entropy;
  const std::string path = fresh_folder() + "/keys/grant.key";
  const auto first = open_key_file(path, entropy);
  ASSERT_TRUE(first.has_value()) << first.error().what;
  EXPECT_EQ(open_key_file(path, entropy)->reveal(), first->reveal());
  EXPECT_FALSE(read_grant_key(Secret("too short")).has_value());
}

TEST_F(Oauth, AnAuthorizedUserFileIsImportedAndAServiceAccountsIsNot) {
  const auto grant =
      read_authorized_user(R"({"type":"authorized_user","client_id":"a","client_secret":"b","refresh_token":"c"})", {});
  ASSERT_TRUE(grant.has_value());
  EXPECT_EQ(grant->refresh_token.reveal(), "c");
  EXPECT_NE(read_authorized_user(R"({"type":"authorized_user","client_id":"a"})", {})
                .error()
                .what.find("client_secret: missing"),
            std::string::npos);
  EXPECT_FALSE(
      read_authorized_user(R"({"type":"service_account","client_id":"a","client_secret":"b","refresh_token":"c"})", {})
          .has_value());
  EXPECT_FALSE(read_authorized_user("[]", {}).has_value());
}

TEST_F(Oauth, RevokingEndsTheGrantAtGoogleAndTwiceIsFine) {
  SignedIn account(gmail_quota);
  const Secret token = account.file.load().value()->refresh_token;
  ASSERT_TRUE(account.client.revoke(token).has_value());
  ASSERT_TRUE(account.client.revoke(token).has_value());
  EXPECT_EQ(account.tokens.access_token().error().remedy, Remedy::reauth);
}

TEST_F(Oauth, NoSecretStandsInAnyError) {
  SignedIn account(gmail_quota);
  std::string said;
  const auto hear = [&](const auto& result) { said += result ? "" : result.error().what + "\n"; };
  world.control("fault", object{{"match", "POST /token"}, {"kind", "internalError"}});
  hear(account.tokens.access_token());
  world.control("revoke_all");
  hear(account.tokens.access_token());
  const OauthApp wrong{"nobody", Secret("canary-wrong")};
  hear(account.client.refresh(wrong, Secret("canary-refresh")));
  CurlTransport nowhere{CurlSettings{}};
  OauthClient lost(nowhere, endpoints_at("http://127.0.0.1:9"));
  hear(lost.refresh(wrong, Secret("canary-refresh")));
  hear(lost.granted_scopes(Secret("canary-access")));
  EXPECT_GT(said.size(), 100U);
  EXPECT_EQ(said.find("canary"), std::string::npos) << said;
}

}  // namespace
}  // namespace scc::google
