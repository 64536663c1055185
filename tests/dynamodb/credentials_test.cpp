#include "adapters/aws_transport/credentials.h"

#include <gtest/gtest.h>

#include "engine.h"
#include "fakes/temporary_folder.h"

namespace scc::aws {
namespace {

/// Where AWS gives credentials to programs, on this machine (metadata_endpoint.py).
class CredentialsOfEachPlace : public testing::Test {
 protected:
  Result<Credentials> find(Variables variables) {
    variables.try_emplace("HOME", folder.path().string());
    variables.try_emplace("AWS_EC2_METADATA_DISABLED", "true");
    return CredentialChain(curl, clock, std::move(variables)).credentials();
  }
  static const std::string& endpoint() { return dynamodb_tests::Engine::named("metadata").endpoint(); }

  fakes::TemporaryFolder folder;
  dynamodb_tests::HastyClock clock;
  CurlTransport curl{{}};
};

TEST_F(CredentialsOfEachPlace, TheEnvironmentComesFirstAndWithASessionTokenAsLambdaSetsIt) {
  const auto found = find({{"AWS_ACCESS_KEY_ID", "ENV"},
                           {"AWS_SECRET_ACCESS_KEY", "s"},
                           {"AWS_SESSION_TOKEN", "t"},
                           {"AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint() + "/container"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "ENV");
  EXPECT_EQ(found->session_token.reveal(), "t");
}

TEST_F(CredentialsOfEachPlace, AProfileOfTheSharedFile) {
  const std::string file = folder.file("credentials");
  fakes::TemporaryFolder::write(file,
                                "[default]\naws_access_key_id = D\naws_secret_access_key = s\n\n[fleet]\n"
                                "aws_access_key_id=FLEET\naws_secret_access_key=s2\naws_session_token=t2\n");
  const auto found = find({{"AWS_SHARED_CREDENTIALS_FILE", file}, {"AWS_PROFILE", "fleet"}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->access_key_id, "FLEET");
  const auto missing = find({{"AWS_SHARED_CREDENTIALS_FILE", file}, {"AWS_PROFILE", "yacht"}});
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().what.find("[yacht]"), std::string::npos);
}

TEST_F(CredentialsOfEachPlace, TheContainersEndpointWithItsToken) {
  const Variables variables{{"AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint() + "/container"},
                            {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "Bearer it"}};
  const auto found = find(variables);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->access_key_id, "CONTAINER");
  EXPECT_TRUE(found->expires.has_value());
  Variables wrong = variables;
  wrong["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "Bearer other";
  EXPECT_FALSE(find(wrong));
  EXPECT_FALSE(find({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://elsewhere.example/container"}}));
}

TEST_F(CredentialsOfEachPlace, TheInstancesMetadataServiceBySessionToken) {
  const auto found = find({{"AWS_EC2_METADATA_DISABLED", "false"}, {"AWS_EC2_METADATA_SERVICE_ENDPOINT", endpoint()}});
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->access_key_id, "INSTANCE");
  EXPECT_EQ(found->session_token.reveal(), "session");
}

TEST_F(CredentialsOfEachPlace, NoneAnywhereSaysWhereWasLooked) {
  const auto found = find({});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().remedy, Remedy::reauth);
  EXPECT_NE(found.error().what.find("AWS_ACCESS_KEY_ID"), std::string::npos);
}

}  // namespace
}  // namespace scc::aws
