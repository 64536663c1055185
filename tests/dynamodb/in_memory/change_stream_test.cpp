#include "adapters/dynamodb/change_stream.h"

#include <gtest/gtest.h>

#include "adapters/dynamodb/audit_line.h"
#include "fakes/manual_clock.h"
#include "streams_service.h"

namespace scc::dynamodb_tests {
namespace {

using dynamodb::ChangeStream;
using dynamodb::StreamBatch;
using dynamodb::StreamPlace;

class Streams : public testing::Test {
 protected:
  Streams() {
    service.shards = {{"child-a", "parent"}, {"parent"}, {"child-b", "parent"}};
    put("parent", {"1", "2", "3"});
    service.shards[1].closed = true;
    put("child-a", {"4", "6"});
    put("child-b", {"5"});
  }
  void put(const std::string& shard, const std::vector<std::string>& sequences) {
    for (auto& one : service.shards) {
      for (const auto& sequence : sequences) {
        if (one.id == shard) one.records.push_back(StreamsService::record(sequence, "member-" + sequence));
      }
    }
  }
  Outcome look() {
    return ChangeStream(service, clock, entropy, "https://streams.example", "arn", place)
        .look([this](const StreamBatch& batch, const StreamPlace& after) -> Outcome {
          if (full && taken.size() >= *full) return Error{Remedy::retry, "no room"};
          if (batch.gap) taken.push_back("gap in " + batch.shard);
          for (const auto& record : batch.records) taken.push_back(dynamodb::sequence_of(record));
          place = after;
          return done();
        });
  }
  StreamsService service;
  fakes::ManualClock clock{Instant{1'777'000'000'000}};
  fakes::CountingEntropy entropy;
  StreamPlace place;
  std::vector<std::string> taken;
  std::optional<std::size_t> full;
};

TEST_F(Streams, AParentIsReadToItsEndBeforeItsChildren) {
  ASSERT_TRUE(look());
  EXPECT_EQ(taken, (std::vector<std::string>{"1", "2", "3", "5", "4", "6"}));
}

TEST_F(Streams, ChildrenOfAnOpenShardWait) {
  service.shards[1].closed = false;
  ASSERT_TRUE(look());
  EXPECT_EQ(taken, (std::vector<std::string>{"1", "2", "3"}));
}

TEST_F(Streams, FromAKeptPlaceEveryRecordComesOnce) {
  ASSERT_TRUE(look());
  put("child-a", {"7"});
  ASSERT_TRUE(look());
  ASSERT_TRUE(look());
  EXPECT_EQ(taken, (std::vector<std::string>{"1", "2", "3", "5", "4", "6", "7"}));
}

TEST_F(Streams, WhatCouldNotBeKeptComesAgain) {
  full = 2;
  ASSERT_FALSE(look());
  full.reset();
  ASSERT_TRUE(look());
  EXPECT_EQ(taken, (std::vector<std::string>{"1", "2", "3", "5", "4", "6"}));
}

TEST_F(Streams, AnIteratorThatExpiredIsAskedForAnew) {
  service.iterators_expire = true;
  ASSERT_TRUE(look());
  EXPECT_EQ(taken, (std::vector<std::string>{"1", "2", "3", "5", "4", "6"}));
}

TEST_F(Streams, RecordsThatAreGoneAreAGapThatIsToldOnce) {
  ASSERT_TRUE(look());
  put("child-a", {"7", "8", "9"});
  service.shards[0].trimmed = 4;
  ASSERT_TRUE(look());
  ASSERT_TRUE(look());
  EXPECT_EQ(std::vector<std::string>(taken.begin() + 6, taken.end()),
            (std::vector<std::string>{"gap in child-a", "9"}));
  service.shards[0].trimmed = 5;
  put("child-a", {"10", "11"});
  service.shards[0].trimmed = 7;
  ASSERT_TRUE(look());
  ASSERT_TRUE(look());
  EXPECT_EQ(std::vector<std::string>(taken.begin() + 8, taken.end()), (std::vector<std::string>{"gap in child-a"}));
}

TEST_F(Streams, AShardThatIsListedNoLongerIsForgotten) {
  ASSERT_TRUE(look());
  service.shards.erase(service.shards.begin() + 1);
  put("child-b", {"8"});
  ASSERT_TRUE(look());
  EXPECT_EQ(taken.back(), "8");
  EXPECT_FALSE(place.contains("parent"));
}

TEST_F(Streams, AShardThatIsGoneBeforeItsEndWasReadIsAGap) {
  ASSERT_TRUE(look());
  service.shards.erase(service.shards.begin());
  ASSERT_TRUE(look());
  ASSERT_TRUE(look());
  EXPECT_EQ(std::vector<std::string>(taken.begin() + 6, taken.end()), (std::vector<std::string>{"gap in child-a"}));
}

TEST_F(Streams, AStreamThatIsGoneNamesTheCure) {
  const StreamPlace nothing;
  class Gone final : public HttpTransport {
    Result<HttpResponse> send(const HttpRequest&) override {
      return HttpResponse{400, {}, R"({"__type":"x#ResourceNotFoundException"})"};
    }
  } gone;
  const auto outcome = ChangeStream(gone, clock, entropy, "https://streams.example", "arn:stream", nothing)
                           .look([](const auto&, const auto&) { return done(); });
  ASSERT_FALSE(outcome);
  EXPECT_NE(outcome.error().what.find("scc store migrate"), std::string::npos);
}

}  // namespace
}  // namespace scc::dynamodb_tests
