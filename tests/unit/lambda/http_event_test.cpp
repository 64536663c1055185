#include "hosts/lambda/http_event.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "event_file.h"
#include "hosts/lambda/runtime_api.h"

namespace scc::hosts {
namespace {

namespace json = boost::json;

TEST(HttpEvent, the_documented_event_becomes_a_request) {
  const auto request = read_http_event(event_file("http_api.json"));
  ASSERT_TRUE(request.has_value()) << request.error().what;
  EXPECT_EQ(request->method, "POST");
  EXPECT_EQ(request->path, "/my/path");
  EXPECT_EQ(request->query, "parameter1=value1&parameter1=value2&parameter2=value");
  EXPECT_EQ(api::header(request->headers, "header2"), "value1,value2");
  EXPECT_EQ(api::header(request->headers, "cookie"), "cookie1; cookie2");
  EXPECT_EQ(request->body, "Hello from Lambda");
  EXPECT_EQ(request->remote, "192.0.2.1");
}

TEST(HttpEvent, claims_count_at_the_machines_address_only) {
  const std::string claims = R"("claims": {"claim1": "value1", "claim2": "value2"})";
  const std::string known =
      R"("claims": {"sub": "110", "email": "bot@project.example", "email_verified": "true", "hd": "sailing.example"})";
  const std::string event = with(event_file("http_api.json"), claims, known);
  EXPECT_FALSE(read_http_event(event)->verified.has_value());
  const auto machine =
      read_http_event(with(event, R"("rawPath": "/my/path")", R"("rawPath": "/api/machine/v1/health")"));
  ASSERT_TRUE(machine.has_value()) << machine.error().what;
  EXPECT_EQ(machine->path, "/api/v1/health");
  EXPECT_EQ(machine->verified, (api::VerifiedClaims{"110", "bot@project.example", true, "sailing.example"}));
}

TEST(HttpEvent, the_machines_address_without_a_verified_token_is_an_error) {
  std::string event = with(event_file("http_api.json"), R"("authorizer")", R"("another")");
  event = with(event, R"("rawPath": "/my/path")", R"("rawPath": "/api/machine/v1/health")");
  const auto request = read_http_event(event);
  ASSERT_FALSE(request.has_value());
  EXPECT_EQ(request.error().what, "event: came to the machines' address without a verified token");
}

TEST(HttpEvent, a_body_in_base64_is_decoded) {
  std::string event = with(event_file("http_api.json"), R"("Hello from Lambda")", R"("SGVsbG8gd/9y")");
  event = with(event, R"("isBase64Encoded": false)", R"("isBase64Encoded": true)");
  EXPECT_EQ(read_http_event(event)->body, "Hello w\xffr");
  const auto broken = read_http_event(with(event, "SGVsbG8", "*"));
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().what, "event.body: not base64");
}

TEST(HttpEvent, a_stage_in_front_of_the_path_is_taken_off) {
  std::string event = with(event_file("http_api.json"), R"("stage": "$default")", R"("stage": "ops")");
  event = with(event, R"("rawPath": "/my/path")", R"("rawPath": "/ops/api/v1/health")");
  EXPECT_EQ(read_http_event(event)->path, "/api/v1/health");
}

TEST(HttpEvent, a_path_that_the_gateway_decoded_is_encoded_again) {
  EXPECT_EQ(as_encoded_path("/api/v1/charters/x@2026 5?a#b"), "/api/v1/charters/x@2026%205%3Fa%23b");
  EXPECT_EQ(as_encoded_path("/a%20b"), "/a%20b");
  EXPECT_EQ(as_encoded_path("/100%"), "/100%25");
  EXPECT_EQ(as_encoded_path("/Ω"), "/%CE%A9");
}

TEST(HttpEvent, other_payloads_are_refused_by_name) {
  EXPECT_EQ(read_http_event("[]").error().what, "event: not an object");
  EXPECT_EQ(read_http_event("{}").error().what, "event.version: missing");
  EXPECT_EQ(read_http_event(with(event_file("http_api.json"), R"("2.0")", R"("1.0")")).error().what,
            "event.version: not payload version 2.0");
}

TEST(HttpEvent, an_answer_keeps_headers_cookies_and_bytes) {
  const api::Response response{201,
                               {{"content-type", "application/json"},
                                {"set-cookie", "a=1; Path=/"},
                                {"set-cookie", "b=2"},
                                {"vary", "origin"},
                                {"vary", "accept-encoding"}},
                               "{\"name\":\"Ωmega\"}"};
  const json::value answer = json::parse(http_answer(response));
  EXPECT_EQ(answer, json::parse(R"({"statusCode": 201,
    "headers": {"content-type": "application/json", "vary": "origin, accept-encoding"},
    "body": "{\"name\":\"Ωmega\"}", "isBase64Encoded": false, "cookies": ["a=1; Path=/", "b=2"]})"));
}

TEST(HttpEvent, bytes_that_are_no_text_travel_as_base64) {
  const json::value answer = json::parse(http_answer({200, {{"content-encoding", "gzip"}}, "\x1f\x8b"}));
  EXPECT_EQ(answer.at("body"), "H4s=");
  EXPECT_EQ(answer.at("isBase64Encoded"), true);
}

TEST(HttpEvent, an_answer_beyond_lambdas_limit_says_so) {
  const std::string written = http_answer({200, {}, std::string(payload_bytes_max, 'x')});
  EXPECT_LT(written.size(), 1000u);
  EXPECT_EQ(json::parse(written).at("statusCode"), 500);
}

}  // namespace
}  // namespace scc::hosts
