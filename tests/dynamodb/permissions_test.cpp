#include <gtest/gtest.h>

#include "contract/store/store_contract.h"
#include "engine.h"

namespace scc {
namespace {

using namespace dynamodb_tests;

/// moto judging signatures and policies: a worker with the policy of docs/operations.md, and one that may only read.
class Permissions : public testing::Test {
 protected:
  Engine& engine = Engine::named("moto_with_iam");
  DynamoDbSettings settings = settings_at(engine.endpoint(), "ShipCaptainCrew");

  struct Worker {
    Worker(const aws::Variables& variables, const DynamoDbSettings& settings)
        : connection(variables), store(connection.transport, connection.clock, connection.entropy, settings) {}
    Connection connection;
    DynamoDbStore store;
  };
  aws::Variables keys_of(const std::string& user) {
    return {{"AWS_ACCESS_KEY_ID", engine.key_of(user)}, {"AWS_SECRET_ACCESS_KEY", engine.secret_of(user)}};
  }
  static Commit mail(const std::string& id) {
    Commit commit;
    commit.receipt = receipt(id);
    commit.facts = {fact(id, 0, "c-" + id)};
    commit.charters = {charter("c-" + id)};
    return commit;
  }
};

TEST_F(Permissions, ThePolicyOfTheHandbookIsEnoughForTheStore) {
  Worker worker(keys_of("worker"), settings);
  const auto written = worker.store.commit(mail("m1"));
  ASSERT_TRUE(written) << written.error().what;
  EXPECT_EQ(*written, CommitOutcome::committed);
  EXPECT_TRUE(worker.store.receipt(MessageId("m1")).value().has_value());
  EXPECT_EQ(worker.store.charters_now(at(-1), at(9)).value().size(), 1U);
  EXPECT_EQ(worker.store.receipts(9, "").value().items.size(), 1U);
  EXPECT_TRUE(worker.store.take_lease("sync", "me", at(0), minutes(5)).value().has_value());
}

TEST_F(Permissions, WhoMayOnlyReadIsRefusedAndSentToTheHandbook) {
  Worker reader(keys_of("reader"), settings);
  EXPECT_TRUE(reader.store.receipt(MessageId("none")));
  const auto refused = reader.store.commit(mail("m2"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::stop);
  EXPECT_NE(refused.error().what.find("docs/operations.md"), std::string::npos) << refused.error().what;
}

TEST_F(Permissions, AWrongSecretIsRefusedAsAWrongSignature) {
  aws::Variables keys = keys_of("worker");
  keys["AWS_SECRET_ACCESS_KEY"] += "x";
  Worker stranger(keys, settings);
  const auto refused = stranger.store.receipt(MessageId("m1"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().remedy, Remedy::reauth) << refused.error().what;
}

}  // namespace
}  // namespace scc
