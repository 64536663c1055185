#include "adapters/google_identity/token_verifier.h"

#include <gtest/gtest.h>

#include "fakes/canned_transport.h"
#include "fakes/manual_clock.h"
#include "fakes/token_mint.h"

namespace scc::google {
namespace {

const Instant noon = *parse_rfc3339("2026-05-12T12:00:00Z");
constexpr const char* address = "https://keys.example/certs";

struct TokenVerifierTest : testing::Test {
  fakes::TokenMint old_mint{"old"};
  fakes::TokenMint new_mint{"new"};
  fakes::CannedTransport transport;
  fakes::ManualClock clock{noon};
  TokenVerifier verifier{transport, clock, address};
  TokenExpectations expected;

  void SetUp() override {
    expected.audience = "ops";
    publish(old_mint.key_set(), "public, max-age=3600, must-revalidate");
  }
  void publish(const std::string& keys, const std::string& cache_control) {
    transport.answers[address] = {200, {{"cache-control", cache_control}}, keys};
  }
  [[nodiscard]] std::string token_of(const fakes::TokenMint& mint) const {
    return mint.token(
        R"({"iss":"accounts.google.com","aud":"ops","sub":"1","email":"a@b.example","email_verified":true,)"
        R"("iat":1778586000,"exp":1799999999})");
  }
  std::string outcome(const std::string& token) {
    const auto claims = verifier.verify(token, expected);
    return claims ? "accepted" : to_string(claims.error().remedy);
  }
};

TEST_F(TokenVerifierTest, keys_are_fetched_once_and_kept_as_long_as_the_issuer_says) {
  EXPECT_EQ(outcome(token_of(old_mint)), "accepted");
  EXPECT_EQ(outcome(token_of(old_mint)), "accepted");
  EXPECT_EQ(transport.asked.size(), 1u);
  clock.advance(seconds(3600));
  EXPECT_EQ(outcome(token_of(old_mint)), "accepted");
  EXPECT_EQ(transport.asked.size(), 2u);
}

TEST_F(TokenVerifierTest, a_new_key_is_found_without_waiting_for_the_old_ones_to_age) {
  EXPECT_EQ(outcome(token_of(old_mint)), "accepted");
  publish(R"({"keys":[)" + old_mint.key_json() + "," + new_mint.key_json() + "]}", "max-age=3600");
  clock.advance(minutes(2));
  EXPECT_EQ(outcome(token_of(new_mint)), "accepted");
}

TEST_F(TokenVerifierTest, made_up_key_ids_do_not_turn_into_requests) {
  EXPECT_EQ(outcome(token_of(new_mint)), "reauth");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(outcome(token_of(new_mint)), "reauth");
  EXPECT_EQ(transport.asked.size(), 1u);
}

TEST_F(TokenVerifierTest, a_withdrawn_key_is_believed_no_longer_than_it_was_to_be_kept) {
  EXPECT_EQ(outcome(token_of(old_mint)), "accepted");
  publish(new_mint.key_set(), "max-age=3600");
  clock.advance(seconds(3600));
  EXPECT_EQ(outcome(token_of(old_mint)), "reauth");
}

TEST_F(TokenVerifierTest, no_keys_means_try_again) {
  transport.answers[address].status = 500;
  EXPECT_EQ(outcome(token_of(old_mint)), "retry");
  transport.answers.clear();
  EXPECT_EQ(outcome(token_of(old_mint)), "retry");
}

TEST(KeysLifetime, stays_within_its_limits) {
  EXPECT_EQ(keys_lifetime("public, max-age=19500"), seconds(19'500));
  EXPECT_EQ(keys_lifetime("Max-Age=99999999"), keys_kept_max);
  EXPECT_EQ(keys_lifetime("max-age=0"), keys_kept_min);
  EXPECT_EQ(keys_lifetime("max-age=-1"), keys_kept_min);
  EXPECT_EQ(keys_lifetime("no-store"), keys_kept_min);
  EXPECT_EQ(keys_lifetime("max-age=99999999999999999999"), keys_kept_min);
}

}  // namespace
}  // namespace scc::google
