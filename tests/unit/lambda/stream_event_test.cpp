#include "hosts/lambda/stream_event.h"

#include <gtest/gtest.h>

#include "event_file.h"

namespace scc::hosts {
namespace {

TEST(StreamEvent, the_documented_event_becomes_records_in_their_order) {
  const auto records = read_stream_event(event_file("stream.json"));
  ASSERT_TRUE(records.has_value()) << records.error().what;
  ASSERT_EQ(records->size(), 2U);
  EXPECT_EQ(records->front().sequence, "111");
  EXPECT_EQ(records->front().raw.at("dynamodb").at("Keys").at("pk").at("S"), "jennifer-sanderson-2026-05-12");
  EXPECT_EQ(records->back().sequence, "222");
  EXPECT_EQ(records->back().raw.at("eventName"), "REMOVE");
}

TEST(StreamEvent, a_record_that_cannot_be_answered_for_is_refused_by_name) {
  const std::string event = event_file("stream.json");
  EXPECT_EQ(read_stream_event("{}").error().what, "event.Records: missing");
  EXPECT_EQ(read_stream_event(with(event, "SequenceNumber", "Number")).error().what,
            "event.Records[0].dynamodb.SequenceNumber: missing");
  EXPECT_EQ(
      read_stream_event(with(event, R"("eventSource": "aws:dynamodb")", R"("eventSource": "aws:sqs")")).error().what,
      "event.Records[0].eventSource: not aws:dynamodb");
}

TEST(StreamEvent, a_batch_that_went_well_has_no_failures) {
  EXPECT_EQ(stream_answer(""), R"({"batchItemFailures":[]})");
}

TEST(StreamEvent, the_first_failure_is_where_lambda_comes_back_to) {
  EXPECT_EQ(stream_answer("111"), R"({"batchItemFailures":[{"itemIdentifier":"111"}]})");
}

}  // namespace
}  // namespace scc::hosts
