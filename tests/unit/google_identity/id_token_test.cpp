#include "adapters/google_identity/id_token.h"

#include <gtest/gtest.h>
#include <openssl/hmac.h>

#include <functional>

#include "fakes/token_mint.h"

namespace scc::google {
namespace {

const Instant now = *parse_rfc3339("2026-05-12T17:00:00Z");

/// One mint for all tests: a 2,048-bit key takes a while to find.
const fakes::TokenMint& mint() {
  static const fakes::TokenMint made("first");
  return made;
}

TokenExpectations expected() {
  TokenExpectations wanted;
  wanted.audience = "ops-client.example";
  wanted.nonce = "the-nonce";
  wanted.hosted_domain = "sailing.example";
  return wanted;
}

/// Good claims with one `text` in place of another.
std::string claims(const std::string& text = "", const std::string& instead = "") {
  const std::string issued = std::to_string(now.milliseconds / 1000 - 10);
  const std::string expires = std::to_string(now.milliseconds / 1000 + 3590);
  std::string good =
      R"({"iss":"https://accounts.google.com","aud":"ops-client.example","sub":"110","nonce":"the-nonce",)"
      R"("email":"carole@sailing.example","email_verified":true,"hd":"sailing.example","name":"Carole",)"
      R"("iat":)" +
      issued + R"(,"exp":)" + expires + "}";
  if (!text.empty()) good.replace(good.find(text), text.size(), instead);
  return good;
}

std::string why_not(const std::string& token, const TokenExpectations& wanted = expected()) {
  const auto keys = read_key_set(mint().key_set());
  const auto verified = verify_id_token(token, *keys, wanted, now);
  return verified ? "accepted" : std::string(to_string(verified.error().remedy)) + ": " + verified.error().what;
}

std::string refusal(const std::string& why) {
  return "reauth: The identity token is not accepted: " + why + ".";
}

std::string at(Duration from_now) {
  return std::to_string((now + from_now).milliseconds / 1000);
}

TEST(IdToken, a_token_as_expected_gives_its_claims) {
  const auto keys = read_key_set(mint().key_set());
  const auto verified = verify_id_token(mint().token(claims()), *keys, expected(), now);
  ASSERT_TRUE(verified.has_value()) << verified.error().what;
  EXPECT_EQ(verified->subject, "110");
  EXPECT_EQ(verified->email, "carole@sailing.example");
  EXPECT_EQ(verified->name, "Carole");
  EXPECT_EQ(verified->hosted_domain, "sailing.example");
  EXPECT_EQ(verified->expires, now + seconds(3590));
}

// Made with PyJWT 2.15.1, an independent signer; the key was thrown away.
TEST(IdToken, a_token_that_pyjwt_signed_is_accepted) {
  const std::string keys =
      R"({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "pyjwt", "n": "2yJ4qiYNwCac0d9MxRNq1aC)"
      R"(fiFvvTOFxfKPzYkRxaOKgnNbjD4VZc65jZSWy4_GsKVJ9wzI42B8fHQnTsgoix7BVfBLYJLDWxhJuGQC6Kelq1Ae-iiDv-KUQYgP)"
      R"(4qGsmkAqtOWEI7LZsxp-)"
      R"(b9wvUwBoP2Io85EbNZIoKWi9vE_ENI602kwD5nnvHIdAa0aT7kRBMEHoCY4eVdn5BWaEEiYRFfaVcY_Fht2IwBcBeoS99AQNe7Vg)"
      R"(-V7XK1YMUAF1FsoZx8wFPubc2IZ6gCEY8CkVIemKeTX_njXjhj3v96ZBUvbQrpUEopq0zV0QCmQMsaYqnWKNToIh0yBTu17Rz5w")"
      R"(, "e": "AQAB"}]})";
  const std::string token =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6InB5and0IiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5j"
      "b20iLCJhdWQiOiJvcHMtY2xpZW50LmV4YW1wbGUiLCJzdWIiOiIxMTAxNjk0ODQ0NzQzODYyNzYzMzQiLCJlbWFpbCI6ImNhcm9s"
      "ZUBzYWlsaW5nLmV4YW1wbGUiLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwiaGQiOiJzYWlsaW5nLmV4YW1wbGUiLCJuYW1lIjoiQ2Fy"
      "b2xlIFZhbmNlIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJpYXQiOjE3NzkwMDAwMDAsImV4cCI6MTc3OTAwMzYwMH0.GThUCfIy"
      "oMVZUczmltkFPt2-ffFJ01znXRK82h8BAAbk4gMtaJReNC_osyY76suolA-gYHPj_HNJpjD7NWFpws8JOHCAF-ZSbtft8zjgO-yg"
      "NYUOB-UiuSpgJyGaUpFhQxUat-Rrf987f5XPqeFssV6bx6m80IdbJ4o_r16NCQuABZTsS7xH7i0KZu7FCG1Dvhp9pbTT_IgGKh9w"
      "XhjlgxuE06J6p8VMLxpvXm09P6Ucy0z9K7ZP7npAa8nTjR2mc4Bkfs-YeCNV7Y2_pJkT7-WP9e5ZDeRlWu_Si--d4HKPSJtf7cPm"
      "TbYKbDCgi6B3c4WEP9JqFMha0uANqMCSrw";
  TokenExpectations wanted = expected();
  wanted.nonce = "n-0S6_WzA2Mj";
  const auto verified = verify_id_token(token, *read_key_set(keys), wanted, Instant{1'779'000'100'000});
  ASSERT_TRUE(verified.has_value()) << verified.error().what;
  EXPECT_EQ(verified->name, "Carole Vance");
}

TEST(IdToken, one_changed_letter_anywhere_ends_belief) {
  const std::string good = mint().token(claims());
  ASSERT_EQ(why_not(good), "accepted");
  for (std::size_t at = 0; at < good.size(); at += 7) {
    std::string bad = good;
    bad[at] = bad[at] == 'A' ? 'B' : 'A';
    EXPECT_NE(why_not(bad), "accepted") << "letter " << at;
  }
}

TEST(IdToken, the_token_does_not_choose_how_it_is_checked) {
  const std::string unsigned_header = R"({"alg":"none","kid":"first"})";
  const std::string text =
      base64_encode(unsigned_header, Base64::url) + "." + base64_encode(claims(), Base64::url) + ".";
  EXPECT_EQ(why_not(text), refusal("it is not signed with RS256"));
  EXPECT_EQ(why_not(mint().token(claims(), unsigned_header)), refusal("it is not signed with RS256"));
  EXPECT_EQ(why_not(mint().token(claims(), R"({"alg":"rs256","kid":"first"})")),
            refusal("it is not signed with RS256"));

  // The classic: an HMAC whose key is the public key, which everybody has.
  const std::string head =
      base64_encode(R"({"alg":"HS256","kid":"first"})", Base64::url) + "." + base64_encode(claims(), Base64::url);
  const std::string modulus = read_key_set(mint().key_set()).value().front().modulus;
  unsigned char digest[32];
  unsigned length = 0;
  HMAC(EVP_sha256(), modulus.data(), static_cast<int>(modulus.size()),
       reinterpret_cast<const unsigned char*>(head.data()), head.size(), digest, &length);
  const std::string_view bytes(reinterpret_cast<const char*>(digest), length);
  EXPECT_EQ(why_not(head + "." + base64_encode(bytes, Base64::url)), refusal("it is not signed with RS256"));
}

TEST(IdToken, extensions_that_must_be_understood_are_refused) {
  EXPECT_EQ(why_not(mint().token(claims(), R"({"alg":"RS256","kid":"first","crit":["b64"],"b64":false})")),
            refusal("it asks for an extension"));
}

TEST(IdToken, another_key_under_a_known_id_is_refused) {
  const fakes::TokenMint forger("first");
  EXPECT_EQ(why_not(forger.token(claims())), refusal("its signature is wrong"));
}

TEST(IdToken, an_unknown_key_asks_for_the_keys_anew) {
  const fakes::TokenMint next("second");
  EXPECT_EQ(why_not(next.token(claims())).substr(0, 7), "resync:");
}

TEST(IdToken, each_claim_is_checked) {
  const auto with = [](const std::string& text, const std::string& instead) {
    return why_not(mint().token(claims(text, instead)));
  };
  EXPECT_EQ(with("https://accounts.google.com", "https://accounts.google.example"), refusal("another issuer made it"));
  EXPECT_EQ(with("ops-client.example", "other-client.example"), refusal("it was made for another audience"));
  EXPECT_EQ(with(R"("ops-client.example")", R"(["ops-client.example","x"])"), refusal("claims.aud: not a text"));
  EXPECT_EQ(with("the-nonce", "another-nonce"), refusal("it belongs to another sign-in"));
  EXPECT_EQ(with(R"("nonce":"the-nonce",)", ""), refusal("it belongs to another sign-in"));
  EXPECT_EQ(with(R"("email_verified":true)", R"("email_verified":false)"), refusal("its address is not verified"));
  EXPECT_EQ(with(R"("email_verified":true,)", ""), refusal("its address is not verified"));
  EXPECT_EQ(with(R"("hd":"sailing.example")", R"("hd":"else.example")"),
            refusal("the account is not of sailing.example"));
  EXPECT_EQ(with(R"("hd":"sailing.example",)", ""), refusal("the account is not of sailing.example"));
  EXPECT_EQ(with(R"("sub":"110")", R"("sub":"")"), refusal("it names no account"));
}

TEST(IdToken, an_audience_must_be_expected) {
  TokenExpectations wanted = expected();
  wanted.audience.clear();
  EXPECT_EQ(why_not(mint().token(claims("ops-client.example", "")), wanted),
            refusal("it was made for another audience"));
}

TEST(IdToken, a_push_is_from_its_one_account) {
  TokenExpectations wanted = expected();
  wanted.nonce.reset();
  wanted.email = "push@project.example";
  EXPECT_EQ(why_not(mint().token(claims()), wanted), refusal("it is not push@project.example's"));
  EXPECT_EQ(why_not(mint().token(claims("carole@sailing.example", "push@project.example")), wanted), "accepted");
}

TEST(IdToken, clocks_may_differ_by_a_minute_and_no_more) {
  const auto timed = [](Duration issued, Duration expires, const std::string& more = "") {
    return why_not(mint().token(
        R"({"iss":"accounts.google.com","aud":"ops-client.example","sub":"110","nonce":"the-nonce","hd":"sailing.example",)"
        R"("email":"carole@sailing.example","email_verified":true,"iat":)" +
        at(issued) + R"(,"exp":)" + at(expires) + more + "}"));
  };
  EXPECT_EQ(timed(seconds(-3600), seconds(-59)), "accepted");
  EXPECT_EQ(timed(seconds(-3600), seconds(-60)), refusal("it has expired; check this machine's clock"));
  EXPECT_EQ(timed(seconds(60), seconds(3600)), "accepted");
  EXPECT_EQ(timed(seconds(61), seconds(3600)), refusal("it is from the future; check this machine's clock"));
  EXPECT_EQ(timed(seconds(0), seconds(3600), R"(,"nbf":)" + at(seconds(61))), refusal("it is not valid yet"));
  EXPECT_EQ(timed(seconds(0), seconds(3600), R"(,"nbf":1e300)"), refusal("claims.nbf: not a whole number"));
  EXPECT_EQ(timed(seconds(0), {INT64_MAX / 4}), refusal("claims.exp: not a time"));
}

TEST(IdToken, what_is_no_token_is_said_to_be_none) {
  for (const std::string& text : {std::string(), std::string("."), std::string(".."), std::string("a.b"),
                                  std::string("a.b.c.d"), std::string(token_bytes_max + 1, 'A'), claims()})
    EXPECT_EQ(why_not(text).substr(0, 6), "reauth") << text.substr(0, 20);
  EXPECT_EQ(why_not(mint().token("[]")).substr(0, 6), "reauth");
  EXPECT_EQ(why_not(mint().token("{")).substr(0, 6), "reauth");
}

TEST(KeySet, keys_that_are_weak_or_for_something_else_are_passed_over) {
  const fakes::TokenMint weak("weak", 1024);
  const auto keys = read_key_set(
      R"({"keys":[{"kty":"EC","kid":"x","crv":"P-256"},{"kty":"RSA","kid":"y","use":"enc","n":"AA","e":"AQAB"},)" +
      weak.key_json() + "," + mint().key_json() + "]}");
  ASSERT_TRUE(keys.has_value());
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_EQ(keys->front().id, "first");
}

TEST(KeySet, a_page_that_is_no_key_set_is_worth_another_try) {
  for (const std::string text : {"<html>", "{}", R"({"keys":[]})", R"({"keys":{}})"}) {
    const auto keys = read_key_set(text);
    ASSERT_FALSE(keys.has_value()) << text;
    EXPECT_EQ(keys.error().remedy, Remedy::retry) << text;
  }
}

}  // namespace
}  // namespace scc::google
