#include "hosts/lambda/stream_event.h"

#include <gtest/gtest.h>

#include "event_file.h"

namespace scc::hosts {
namespace {

TEST(StreamEvent, the_documented_event_becomes_records) {
  const auto records = read_stream_event(event_file("stream.json"));
  ASSERT_TRUE(records.has_value()) << records.error().what;
  EXPECT_EQ(*records, (std::vector<StreamRecord>{
                          {"111", StreamRecord::Kind::insert, "jennifer-sanderson-2026-05-12", "charter"},
                          {"222", StreamRecord::Kind::remove, "jennifer-sanderson-2026-05-12", "outbox"}}));
}

TEST(StreamEvent, a_record_that_is_none_is_refused_by_name) {
  const std::string event = event_file("stream.json");
  EXPECT_EQ(read_stream_event("{}").error().what, "event.Records: missing");
  EXPECT_EQ(read_stream_event(with(event, "INSERT", "UPSERT")).error().what,
            "event.Records[0].eventName: none of INSERT, MODIFY, REMOVE");
  EXPECT_EQ(
      read_stream_event(with(event, R"("eventSource": "aws:dynamodb")", R"("eventSource": "aws:sqs")")).error().what,
      "event.Records[0].eventSource: not aws:dynamodb");
}

TEST(StreamEvent, a_batch_that_went_well_has_no_failures) {
  std::vector<std::string> handled;
  const auto records = *read_stream_event(event_file("stream.json"));
  EXPECT_EQ(stream_answer(records,
                          [&](const StreamRecord& record) {
                            handled.push_back(record.sequence);
                            return done();
                          }),
            R"({"batchItemFailures":[]})");
  EXPECT_EQ(handled, (std::vector<std::string>{"111", "222"}));
}

TEST(StreamEvent, the_first_failure_is_where_lambda_comes_back_to) {
  int handled = 0;
  const auto records = *read_stream_event(event_file("stream.json"));
  const auto fail = [&](const StreamRecord&) -> Outcome {
    ++handled;
    return Error{Remedy::retry, "no answer"};
  };
  EXPECT_EQ(stream_answer(records, fail), R"({"batchItemFailures":[{"itemIdentifier":"111"}]})");
  EXPECT_EQ(handled, 1);
}

}  // namespace
}  // namespace scc::hosts
