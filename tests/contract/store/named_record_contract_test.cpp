#include "store_contract.h"

namespace scc {
namespace {

class NamedRecordContract : public StoreContract {};

TEST_P(NamedRecordContract, ANamedRecordIsKeptByKindAndKeyWithItsVersion) {
  Commit commit;
  commit.named = {session("a"), {"user", "a", "{\"role\":\"owner\"} – ω", std::nullopt, 0}};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  NamedRecord stored = commit.named[0];
  stored.version = 1;
  EXPECT_EQ(backend->open()->named("session", "a").value(), stored);
  EXPECT_EQ(store->named("user", "a").value()->value, commit.named[1].value);
  EXPECT_EQ(store->named("session", "b").value(), std::nullopt);
  EXPECT_EQ(put(commit), CommitOutcome::conflict);
  stored.value = "";
  stored.expires = std::nullopt;
  commit.named = {stored};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  stored.version = 2;
  EXPECT_EQ(store->named("session", "a").value(), stored);
}

TEST_P(NamedRecordContract, NamedRecordsOfAKindComeByKeyInPages) {
  Commit commit;
  for (const char* key : {"c", "a", "b/1", "b", "d"}) commit.named.push_back(session(key));
  commit.named.push_back({"user", "b", "x", std::nullopt, 0});
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  std::vector<std::string> keys;
  std::string page;
  int pages = 0;
  do {
    const auto part = store->named_of("session", 2, page).value();
    EXPECT_LE(part.items.size(), 2U);
    for (const auto& record : part.items) keys.push_back(record.key);
    page = part.next;
  } while (!page.empty() && ++pages < 10);
  EXPECT_EQ(keys, (std::vector<std::string>{"a", "b", "b/1", "c", "d"}));
  EXPECT_TRUE(store->named_of("nobody", 10, "").value().items.empty());
}

TEST_P(NamedRecordContract, ANamedRecordIsRemovedAndAOneTimeOneOnlyOnce) {
  Commit commit;
  commit.named = {session("a"), session("b")};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  Commit remove;
  remove.named_removed = {{"session", "a", std::nullopt}, {"session", "never-there", std::nullopt}};
  ASSERT_EQ(put(remove), CommitOutcome::committed);
  EXPECT_EQ(store->named("session", "a").value(), std::nullopt);
  Commit redeem;
  redeem.named_removed = {{"session", "b", 1}};
  redeem.crew_put = {{PersonId("a"), "Ann", {}, "", {}, ""}};
  EXPECT_EQ(put(redeem), CommitOutcome::committed);
  redeem.crew_put = {{PersonId("b"), "Bea", {}, "", {}, ""}};
  EXPECT_EQ(backend->open()->commit(redeem).value(), CommitOutcome::conflict);
  EXPECT_EQ(store->crew().value().size(), 1U);
  commit.named = {session("a", "again")};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  EXPECT_EQ(store->named("session", "a").value()->version, 1);
}

TEST_P(NamedRecordContract, ForgettingKeepsWhatHasNotExpired) {
  Commit commit;
  commit.named = {session("old"), session("new"), {"user", "maria", "owner", std::nullopt, 0}};
  commit.named[1].expires = at(600);
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  ASSERT_TRUE(store->forget_expired(at(61)).has_value());
  EXPECT_TRUE(store->named("session", "new").value().has_value());
  EXPECT_TRUE(store->named("user", "maria").value().has_value());
  const auto old = store->named("session", "old").value();
  EXPECT_TRUE(!old || *old->expires < at(61));
}

TEST_P(NamedRecordContract, ANamedRecordThatIsTooLargeOrHasNoNameIsRefused) {
  Commit commit;
  commit.named = {session("a", std::string(named_value_bytes_max, 'x'))};
  ASSERT_EQ(put(commit), CommitOutcome::committed);
  commit.named = {session("b", std::string(named_value_bytes_max + 1, 'x'))};
  EXPECT_EQ(store->commit(commit).error().remedy, Remedy::stop);
  commit.named = {session("")};
  EXPECT_EQ(store->commit(commit).error().remedy, Remedy::stop);
  commit.named = {session(std::string(named_key_bytes_max + 1, 'k'))};
  EXPECT_EQ(store->commit(commit).error().remedy, Remedy::stop);
  EXPECT_EQ(store->named_of("session", 10, "").value().items.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Backends, NamedRecordContract, testing::ValuesIn(store_backends()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace scc
