#include "hosts/lambda/lambda_loop.h"

#include <gtest/gtest.h>

#include <deque>
#include <stdexcept>

#include "fakes/manual_clock.h"
#include "hosts/lambda/deadline_transport.h"

namespace scc::hosts {
namespace {

/// Lambda's side: hands out what is queued, keeps what is posted, then is gone.
class FakeRuntime final : public HttpTransport {
 public:
  std::deque<HttpResponse> invocations;
  std::vector<std::pair<std::string, std::string>> posted;  ///< path and body
  int status_of_answers = 202;

  void invoke(const std::string& id, const std::string& payload) {
    invocations.push_back(
        {200, {{"lambda-runtime-aws-request-id", id}, {"lambda-runtime-deadline-ms", "1778605200000"}}, payload});
  }

  Result<HttpResponse> send(const HttpRequest& request) override {
    const std::string root = "http://127.0.0.1:9001/2018-06-01/runtime/";
    EXPECT_TRUE(request.url.starts_with(root)) << request.url;
    const std::string path = request.url.substr(root.size());
    if (path == "invocation/next") {
      EXPECT_EQ(request.timeout, wait_for_ever);
      if (invocations.empty()) return Error{Remedy::retry, "the runtime is gone"};
      HttpResponse next = invocations.front();
      invocations.pop_front();
      return next;
    }
    posted.emplace_back(path, request.body);
    const bool answer = path.ends_with("/response");
    return HttpResponse{answer ? status_of_answers : 202, {}, ""};
  }
};

struct LambdaLoop : testing::Test {
  FakeRuntime fake;
  RuntimeApi runtime{fake, "127.0.0.1:9001"};
};

TEST_F(LambdaLoop, every_invocation_is_answered_in_turn_until_the_runtime_is_gone) {
  fake.invoke("a", "1");
  fake.invoke("b", "2");
  const Error end = run_lambda(runtime, [](const Invocation& invocation) -> Result<std::string> {
    EXPECT_EQ(invocation.deadline, Instant{1'778'605'200'000});
    return "answer to " + invocation.payload;
  });
  EXPECT_EQ(end.what, "the runtime is gone");
  EXPECT_EQ(fake.posted, (std::vector<std::pair<std::string, std::string>>{{"invocation/a/response", "answer to 1"},
                                                                           {"invocation/b/response", "answer to 2"}}));
}

TEST_F(LambdaLoop, a_failure_or_a_fault_ends_one_invocation_only) {
  for (const char* id : {"fails", "throws", "works"}) fake.invoke(id, id);
  static_cast<void>(run_lambda(runtime, [](const Invocation& invocation) -> Result<std::string> {
    if (invocation.id == "throws") throw std::runtime_error("out of rope");
    if (invocation.id == "fails") return Error{Remedy::retry, "no table"};
    return std::string("{}");
  }));
  ASSERT_EQ(fake.posted.size(), 3u);
  EXPECT_EQ(fake.posted[0].first, "invocation/fails/error");
  EXPECT_EQ(fake.posted[0].second, R"({"errorMessage":"no table","errorType":"Scc.Retry","stackTrace":[]})");
  EXPECT_EQ(fake.posted[1].first, "invocation/throws/error");
  EXPECT_NE(fake.posted[1].second.find("out of rope"), std::string::npos);
  EXPECT_EQ(fake.posted[2].first, "invocation/works/response");
}

TEST_F(LambdaLoop, an_answer_that_lambda_refuses_is_a_failure_of_that_invocation) {
  fake.invoke("big", "");
  fake.status_of_answers = 413;
  static_cast<void>(run_lambda(runtime, [](const Invocation&) -> Result<std::string> { return std::string("…"); }));
  ASSERT_EQ(fake.posted.size(), 2u);
  EXPECT_EQ(fake.posted[1].first, "invocation/big/error");
}

TEST_F(LambdaLoop, an_invocation_without_deadline_is_no_invocation) {
  fake.invocations.push_back({200, {{"lambda-runtime-aws-request-id", "x"}}, ""});
  EXPECT_EQ(run_lambda(runtime, [](const Invocation&) -> Result<std::string> { return std::string(); }).remedy,
            Remedy::stop);
  EXPECT_TRUE(fake.posted.empty());
}

TEST_F(LambdaLoop, a_start_that_failed_is_told) {
  EXPECT_TRUE(runtime.fail_to_start({Remedy::stop, "no table name"}));
  ASSERT_EQ(fake.posted.size(), 1u);
  EXPECT_EQ(fake.posted[0].first, "init/error");
  EXPECT_NE(fake.posted[0].second.find("no table name"), std::string::npos);
}

/// Remembers how long it was given.
class Patient final : public HttpTransport {
 public:
  Duration given{-1};
  Result<HttpResponse> send(const HttpRequest& request) override {
    given = request.timeout;
    return HttpResponse{200, {}, ""};
  }
};

TEST(DeadlineTransport, a_call_ends_before_the_invocation_does) {
  Patient inner;
  fakes::ManualClock clock(Instant{1'000'000});
  DeadlineTransport transport(inner, clock);
  EXPECT_TRUE(transport.send({"GET", "https://x.example/", {}, {}}));
  EXPECT_EQ(inner.given, seconds(30));
  transport.set_deadline(Instant{1'010'000});
  EXPECT_TRUE(transport.send({"GET", "https://x.example/", {}, {}}));
  EXPECT_EQ(inner.given, Duration{9'500});
  clock.set(Instant{1'009'500});
  const auto late = transport.send({"GET", "https://x.example/?token=1", {}, {}});
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().remedy, Remedy::retry);
  EXPECT_EQ(late.error().what, "GET https://x.example/: no time is left in this invocation.");
}

}  // namespace
}  // namespace scc::hosts
