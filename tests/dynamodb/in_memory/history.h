/// History: what anybody may do to a store, by seed, and every question that can be asked of two stores.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "adapters/memory_store/memory_store.h"
#include "contract/store/store_contract.h"
#include "sim/chance.h"

namespace scc::dynamodb_tests {

using sim::Chance;

/// The next thing that anybody does to a store. Versions are those that the model holds, now and then an older one.
class History {
 public:
  explicit History(std::uint64_t seed) : chance(seed) {}

  Commit next(const MemoryTables& model) {
    Commit commit;
    ++step_;
    if (chance.one_in(2)) {
      const std::string mail = pick("m", 12);
      commit.receipt = receipt(mail, static_cast<std::int64_t>(chance.below(20)));
      const std::size_t count = chance.below(4);
      for (std::size_t i = 0; i < count; ++i)
        commit.facts.push_back(
            fact(mail, static_cast<int>(i), pick("c", 6), static_cast<std::int64_t>(chance.below(9))));
    }
    if (chance.one_in(2)) {
      std::set<std::string> ids;
      for (std::size_t i = chance.below(3) + 1; i > 0; --i) ids.insert(pick("c", 6));
      for (const std::string& id : ids) commit.charters.push_back(change_of(id, model));
    }
    if (chance.one_in(3)) {
      const CharterId id(pick("c", 6));
      commit.outbox = {{id, EventId("e" + id.text), static_cast<std::int64_t>(chance.below(3)),
                        static_cast<int>(chance.below(3)), at(static_cast<std::int64_t>(chance.below(9))), "busy"}};
    }
    if (chance.one_in(3)) {
      for (const auto& [id, entry] : model.outbox) {
        if (chance.one_in(2)) commit.outbox_done.emplace_back(id, entry.charter_version - (chance.one_in(5) ? 1 : 0));
      }
    }
    if (chance.one_in(4)) {
      ReviewItem item = review(pick("r", 5), static_cast<std::int64_t>(chance.below(9)));
      const auto known = model.reviews.find(item.id);
      item.version = version_of(known == model.reviews.end() ? 0 : known->second.version);
      if (chance.one_in(2)) item.state = ReviewState::accepted;
      commit.reviews = {item};
    }
    if (chance.one_in(5)) {
      const auto known = model.sources.find("mail");
      commit.sources = {{"mail", std::to_string(step_), at(step_), std::nullopt, "",
                         version_of(known == model.sources.end() ? 0 : known->second.version)}};
    }
    if (chance.one_in(6))
      commit.crew_put = {{PersonId(pick("p", 4)), pick("Name", 9), {"Al"}, "", {RoleId("host")}, ""}};
    if (chance.one_in(8)) commit.crew_removed = {PersonId(pick("q", 4))};
    if (chance.one_in(6)) {
      NamedRecord record = session(pick("s", 3), pick("v", 9));
      const auto known = model.named.find({record.kind, record.key});
      record.version = version_of(known == model.named.end() ? 0 : known->second.version);
      commit.named = {record};
    }
    return commit;
  }

  Chance chance;

 private:
  std::string pick(const std::string& prefix, std::size_t count) {
    return prefix + std::to_string(chance.below(count));
  }
  std::int64_t version_of(std::int64_t now) { return chance.one_in(12) ? now + 1 : now; }

  CharterRecord change_of(const std::string& id, const MemoryTables& model) {
    std::vector<std::string> people;
    for (std::size_t i = chance.below(4); i > 0; --i) people.push_back(pick("p", 4));
    CharterRecord record = charter(id, static_cast<std::int64_t>(chance.below(30)) * 1'440, people);
    for (Assignment& seat : record.charter.crew) seat.role = RoleId(pick("role", 3));
    for (std::size_t i = chance.below(3); i > 0; --i) record.charter.aliases.push_back(pick("alias", 5));
    if (chance.one_in(2)) record.charter.event = EventId("e" + id);
    const auto known = model.charters.find(record.charter.id);
    record.version = version_of(known == model.charters.end() ? 0 : known->second.version);
    return record;
  }

  std::int64_t step_ = 0;
};

/// Every page of a list, with so many on each.
template <class T, class Read>
std::vector<T> every_page(Read read) {
  std::vector<T> all;
  std::string page;
  do {
    auto part = read(page);
    EXPECT_TRUE(part) << part.error().what;
    if (!part) return all;
    all.insert(all.end(), part->items.begin(), part->items.end());
    page = part->next;
  } while (!page.empty());
  return all;
}

/// Asks everything that can be asked, of both, and says where they differ.
inline void expect_equal_answers(Store& expected, Store& found, int page, const std::string& what) {
  SCOPED_TRACE(what);
  for (int i = 0; i < 12; ++i) {
    const MessageId mail("m" + std::to_string(i));
    ASSERT_EQ(found.receipt(mail).value(), expected.receipt(mail).value());
    for (int k = 0; k < 4; ++k) {
      const FactId id(mail.text + "#" + std::to_string(k));
      ASSERT_EQ(found.fact(id).value(), expected.fact(id).value());
    }
  }
  for (int i = 0; i < 6; ++i) {
    const CharterId id("c" + std::to_string(i));
    ASSERT_EQ(found.charter(id).value(), expected.charter(id).value());
    ASSERT_EQ(found.facts_of(id).value(), expected.facts_of(id).value());
    for (const std::string& name : {id.text, "e" + id.text, "alias" + std::to_string(i)})
      ASSERT_EQ(found.find_charter(name).value(), expected.find_charter(name).value()) << name;
    const ReviewId review("r" + std::to_string(i));
    ASSERT_EQ(found.review(review).value(), expected.review(review).value());
    const PersonId person("p" + std::to_string(i));
    const auto sails = [&](Store& store) {
      return every_page<CrewSail>(
          [&](const std::string& token) { return store.sails_of(person, at(0), at(30'000), page, token); });
    };
    ASSERT_EQ(sails(found), sails(expected));
    const std::string key = "s" + std::to_string(i);
    ASSERT_EQ(found.named("session", key).value(), expected.named("session", key).value());
  }
  ASSERT_EQ(found.source("mail").value(), expected.source("mail").value());
  ASSERT_EQ(found.crew().value(), expected.crew().value());
  ASSERT_EQ(found.charters_now(at(0), at(30'000)).value(), expected.charters_now(at(0), at(30'000)).value());
  for (const std::int64_t now : {0, 4, 9})
    ASSERT_EQ(found.due_outbox(at(now), 99).value(), expected.due_outbox(at(now), 99).value());
  const auto lists = [&](Store& store) {
    return std::tuple(
        every_page<CharterRecord>(
            [&](const std::string& t) { return store.charters_between(at(0), at(30'000), page, t); }),
        every_page<ReviewItem>([&](const std::string& t) { return store.open_reviews(page, t); }),
        every_page<Fact>([&](const std::string& t) { return store.audit(at(-9), at(99), page, t); }),
        every_page<Receipt>([&](const std::string& t) { return store.receipts(page, t); }),
        every_page<NamedRecord>([&](const std::string& t) { return store.named_of("session", page, t); }));
  };
  ASSERT_EQ(lists(found), lists(expected));
}

}  // namespace scc::dynamodb_tests
