#include "api_fixture.h"

namespace scc::api {
namespace {

TEST_F(ApiTest, ABoardIsTheChartersOfTheAskedDaysInTheOperatorsZone) {
  Service service = make(SignIn::none);
  const Response week = service.handle(request("GET", "/api/v1/charters?from=2026-05-12&to=2026-05-13"));
  ASSERT_EQ(week.status, 200);
  EXPECT_EQ(body(week).at("charters").as_array().size(), 1U);
  EXPECT_EQ(body(week).at("charters").at(0).at("id").as_string(), sanderson);
  // It starts at 21:00 UTC of the 12th: the 12th there, and on no other day.
  const Response next = service.handle(request("GET", "/api/v1/charters?from=2026-05-13&to=2026-05-14"));
  EXPECT_TRUE(body(next).at("charters").as_array().empty());
  EXPECT_EQ(service.handle(request("GET", "/api/v1/charters?from=2026-05-13")).status, 400);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/charters?from=2026-05-13&to=2030-05-13")).status, 400);
}

TEST_F(ApiTest, AnAssignmentReachesTheStoreOnceHoweverOftenItIsSent) {
  Service service = make(SignIn::none);
  const std::string seen = tag(service);
  const Response first = assign(service, "gene-oneal", seen, "key-00000001");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(body(first).at("crew").at(0).at("person").at("name").as_string(), "Gene O'Neal");
  EXPECT_NE(header(first.headers, "etag"), seen);
  EXPECT_EQ(assign(service, "gene-oneal", seen, "key-00000001").status, 200);
  const auto facts = store.facts_of(CharterId(sanderson));
  ASSERT_EQ(facts->size(), 1U);
  EXPECT_EQ(facts->front().id.text, "act-key-00000001#0");
  EXPECT_EQ(facts->front().source.actor, "maria (page)");
  EXPECT_EQ(facts->front().note, "phone call");
}

TEST_F(ApiTest, WhatWasChangedMeanwhileIsRefusedAndSaidSo) {
  Service service = make(SignIn::none);
  const std::string seen = tag(service);
  ASSERT_EQ(assign(service, "gene-oneal", seen, "key-00000001").status, 200);
  const Response late = assign(service, "keely-hoyt", seen, "key-00000002");
  EXPECT_EQ(late.status, 412);
  EXPECT_NE(detail(late).find("changed meanwhile"), std::string::npos);
}

TEST_F(ApiTest, HousekeepingIsNobodysConflict) {
  Service service = make(SignIn::none);
  const std::string seen = tag(service);
  CharterRecord record = **store.charter(CharterId(sanderson));
  record.event_etag = "another";  // as after the block was written: the store's version moves
  Commit commit;
  commit.charters = {record};
  ASSERT_EQ(*store.commit(commit), CommitOutcome::committed);
  EXPECT_EQ(assign(service, "gene-oneal", seen, "key-00000001").status, 200);
}

TEST_F(ApiTest, AnUndoTakesTheActBack) {
  Service service = make(SignIn::none);
  ASSERT_EQ(assign(service, "gene-oneal", "", "key-00000001").status, 200);
  const Response undone = service.handle(request("POST", "/api/v1/facts/act-key-00000001%230/undo"));
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_TRUE(body(undone).at("crew").as_array().empty());
  EXPECT_EQ(service.handle(request("POST", "/api/v1/facts/nothing%230/undo")).status, 404);
}

TEST_F(ApiTest, ABadBodyIsNamedByItsPlace) {
  Service service = make(SignIn::none);
  const std::string path = std::string("/api/v1/charters/") + sanderson + "/assign";
  EXPECT_EQ(service.handle(request("POST", path, "{")).status, 400);
  EXPECT_NE(detail(service.handle(request("POST", path, R"({"role":"captain"})"))).find("person"), std::string::npos);
  const std::string unknown = R"({"role":"pilot","person":{"id":"","name":"Ann"}})";
  const Response no_role = service.handle(request("POST", path, unknown));
  EXPECT_EQ(no_role.status, 422);
  EXPECT_NE(detail(no_role).find("captain, host"), std::string::npos);
  EXPECT_EQ(service.handle(request("POST", "/api/v1/charters/none/assign", unknown)).status, 404);
  EXPECT_EQ(service.handle(request("POST", path, std::string(request_body_bytes_max + 1, ' '))).status, 413);
}

TEST_F(ApiTest, AnUnchangedAnswerIsNotSentAgain) {
  Service service = make(SignIn::none);
  for (const char* path : {"/api/v1/charters?from=2026-05-11&to=2026-05-18", "/api/v1/operation", "/api/v1/crew",
                           "/api/v1/charters/jennifer-sanderson-2026-05-12", "/api/v1/reviews"}) {
    Request again = request("GET", path);
    const Response first = service.handle(again);
    ASSERT_EQ(first.status, 200) << path;
    again.headers.emplace_back("if-none-match", std::string(header(first.headers, "etag")));
    const Response second = service.handle(again);
    EXPECT_EQ(second.status, 304) << path;
    EXPECT_TRUE(second.body.empty()) << path;
  }
}

TEST_F(ApiTest, AOneTimeLinkSignsInOnceAndNobodyElseGetsIn) {
  Service service = make(SignIn::one_time_link);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/crew")).status, 401);
  const std::string code = service.new_sign_in_path().value().substr(std::string("/sign-in?code=").size());
  const std::string redeem = R"({"code":")" + code + R"("})";
  const Response in = service.handle(request("POST", "/api/v1/session", redeem));
  ASSERT_EQ(in.status, 204);
  const std::string cookie(header(in.headers, "set-cookie"));
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(service.handle(request("POST", "/api/v1/session", redeem)).status, 403);

  Request crew = request("GET", "/api/v1/crew");
  crew.headers.emplace_back("cookie", "a=b; " + cookie.substr(0, cookie.find(';')));
  EXPECT_EQ(service.handle(crew).status, 200);
  clock.advance(hours(13));
  EXPECT_EQ(service.handle(crew).status, 401);
}

TEST_F(ApiTest, ACodeIsTooOldAfterAQuarterOfAnHourAndASessionEndsOnSigningOut) {
  Service service = make(SignIn::one_time_link);
  const auto redeem = [&](const std::string& path) {
    return service.handle(request("POST", "/api/v1/session", R"({"code":")" + path.substr(14) + R"("})"));
  };
  const std::string old = service.new_sign_in_path().value();
  clock.advance(minutes(16));
  EXPECT_EQ(redeem(old).status, 403);
  const Response in = redeem(service.new_sign_in_path().value());
  ASSERT_EQ(in.status, 204);
  Request out = request("DELETE", "/api/v1/session");
  out.headers.emplace_back("cookie", std::string(header(in.headers, "set-cookie")).substr(0, 76));
  EXPECT_EQ(service.handle(out).status, 204);
  out.method = "GET";
  EXPECT_EQ(service.handle(out).status, 401);
}

TEST_F(ApiTest, AnotherSitesPageChangesNothing) {
  Service service = make(SignIn::none);
  Request asked = request("DELETE", "/api/v1/crew/gene-oneal");
  asked.headers.emplace_back("origin", "https://elsewhere.example");
  EXPECT_EQ(service.handle(asked).status, 403);
  asked.headers.back().second = "http://127.0.0.1:8090";
  EXPECT_EQ(service.handle(asked).status, 204);
}

TEST_F(ApiTest, ARosterTakesOnlyMembersThatMakeSense) {
  Service service = make(SignIn::none);
  const auto put = [&](const std::string& id, const std::string& name, const std::string& role) {
    return service.handle(request("PUT", "/api/v1/crew/ann-lee",
                                  R"({"id":")" + id + R"(","name":")" + name +
                                      R"(","aliases":[],"email":"","roles":[")" + role + R"("],"phone":""})"));
  };
  EXPECT_EQ(put("ann-lee", "Ann Lee", "host").status, 200);
  EXPECT_EQ(store.crew()->size(), 3U);
  EXPECT_EQ(put("bob", "Ann Lee", "host").status, 400);
  EXPECT_EQ(put("ann-lee", " ", "host").status, 400);
  EXPECT_EQ(put("ann-lee", "Ann Lee", "stoker").status, 400);
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/ann-lee")).status, 204);
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/ann-lee")).status, 404);
}

TEST_F(ApiTest, AReviewIsAcceptedWithItsOwnOrOtherChanges) {
  ReviewItem item;
  item.id = ReviewId("mail/7");
  item.message = MessageId("mail/7");
  item.title = "mate?";
  item.why = "It says might.";
  item.said = monday;
  item.proposals = {
      {FactOp::assign, CharterId(sanderson), RoleId("captain"), {PersonId("gene-oneal"), ""}, 0.5, {}, ""}};
  Commit commit;
  commit.reviews = {item};
  ASSERT_TRUE(store.commit(commit));
  Service service = make(SignIn::none);
  EXPECT_EQ(body(service.handle(request("GET", "/api/v1/reviews"))).at("reviews").as_array().size(), 1U);
  const Response seen = service.handle(request("GET", "/api/v1/reviews/mail%2F7"));
  ASSERT_EQ(seen.status, 200);
  Request accept = request("POST", "/api/v1/reviews/mail%2F7/accept",
                           R"({"proposals":[{"op":"assign","charter":")" + std::string(sanderson) +
                               R"(","role":"host","person":{"id":"keely-hoyt","name":"Keely Hoyt"}}]})");
  accept.headers.emplace_back("if-match", std::string(header(seen.headers, "etag")));
  const Response accepted = service.handle(accept);
  ASSERT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(body(accepted).at("state").as_string(), "accepted");
  const auto record = store.charter(CharterId(sanderson));
  ASSERT_EQ((*record)->charter.crew.size(), 1U);
  EXPECT_EQ((*record)->charter.crew.front().person.name, "Keely Hoyt");
  EXPECT_TRUE(body(service.handle(request("GET", "/api/v1/reviews"))).at("reviews").as_array().empty());
}

TEST_F(ApiTest, WhatDoesNotAgreeIsToldAndRepaired) {
  Service service = make(SignIn::none);
  ASSERT_EQ(assign(service, "gene-oneal", "", "key-00000001").status, 200);
  const std::string path = std::string("/api/v1/charters/") + sanderson;
  const json::value before = body(service.handle(request("GET", path + "/agreement")));
  EXPECT_FALSE(before.at("drifts").as_array().empty());
  const Response repaired = service.handle(request("POST", path + "/repair"));
  ASSERT_EQ(repaired.status, 200) << repaired.body;
  EXPECT_TRUE(body(repaired).at("drifts").as_array().empty()) << repaired.body;
  EXPECT_NE(calendar.at(EventId("event-1")).description.find("Captain: Gene O'Neal"), std::string::npos);
  // Health goes on showing how much was found and healed.
  const json::value gauge = body(service.handle(request("GET", "/api/v1/health"))).at("gauges").at(0);
  EXPECT_EQ(gauge.at("kind").as_string(), "repair");
  EXPECT_GT(gauge.at("limit").as_int64(), 0);
  EXPECT_EQ(gauge.at("used").as_int64(), gauge.at("limit").as_int64());
}

TEST_F(ApiTest, AnAddressThatDoesNotExistOrTakesAnotherMethodSaysWhatThereIs) {
  Service service = make(SignIn::none);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/nowhere")).status, 404);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/charters/%ZZ")).status, 404);
  const Response wrong = service.handle(request("DELETE", "/api/v1/charters"));
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(header(wrong.headers, "allow"), "GET");
  EXPECT_EQ(body(service.handle(request("GET", "/api/v1/health"))).at("version").as_string(), "1.2.3");
}

}  // namespace
}  // namespace scc::api
