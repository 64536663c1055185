#include "api/crew_links.h"

#include <functional>

#include "api_fixture.h"

namespace scc::api {
namespace {

constexpr const char* gene = "gene-oneal";
const std::string of_sanderson = std::string("/api/v1/my/sails/") + sanderson + "/answer";

/// Gene is captain of the one charter; nobody is signed in by name, so the office may do everything.
class CrewLinkTest : public ApiTest {
 protected:
  CrewLinkTest() { EXPECT_EQ(assign(service, gene, "", "key-00000001").status, 200); }

  std::string path_of(const Response& made) {
    EXPECT_EQ(made.status, 200) << made.body;
    return body(made).at("path").as_string().c_str();
  }
  std::string new_feed(const std::string& person) {
    return path_of(service.handle(request("POST", "/api/v1/crew/" + person + "/feed")));
  }
  std::string new_code(const std::string& person) {
    const std::string path = path_of(service.handle(request("POST", "/api/v1/crew/" + person + "/page")));
    EXPECT_TRUE(path.starts_with("/my#"));
    return path.substr(4);
  }
  Response open(const std::string& code) {
    return service.handle(request("POST", "/api/v1/my/session", R"({"code":")" + code + R"("})"));
  }
  std::string crew_cookie_of(const std::string& person) {
    const Response opened = open(new_code(person));
    EXPECT_EQ(opened.status, 204) << opened.body;
    const std::string cookie(header(opened.headers, "set-cookie"));
    return cookie.substr(0, cookie.find(';'));
  }
  Response my(const std::string& method, const std::string& path, const std::string& cookie,
              const std::string& sent = "") {
    return service.handle(with_cookie(request(method, path, sent), cookie));
  }
  void set_sail(const std::function<void(Charter&)>& change) {
    CharterRecord record = **store.charter(CharterId(sanderson));
    change(record.charter);
    Commit commit;
    commit.charters = {record};
    ASSERT_EQ(*store.commit(commit), CommitOutcome::committed);
  }
  json::array answers() {
    return body(service.handle(request("GET", "/api/v1/answers?from=2026-05-01&to=2026-06-01")))
        .at("answers")
        .as_array();
  }

  Service service = make(SignIn::none);
};

TEST_F(CrewLinkTest, AFeedIsReadByItsSecretAddressAndUnchangedIsNotSentAgain) {
  const std::string path = new_feed(gene);
  EXPECT_GE(path.size(), 64U);  // 256 bits, hexadecimal
  Request read = request("GET", path);
  const Response feed = service.handle(read);
  ASSERT_EQ(feed.status, 200);
  EXPECT_EQ(header(feed.headers, "content-type"), "text/calendar; charset=utf-8");
  EXPECT_NE(feed.body.find("SUMMARY:Captain\\, Jennifer Sanderson\r\n"), std::string::npos) << feed.body;
  read.headers.emplace_back("if-none-match", std::string(header(feed.headers, "etag")));
  EXPECT_EQ(service.handle(read).status, 304);
}

std::int64_t sequence_in(const std::string& feed) {
  const std::size_t at = feed.find("\r\nSEQUENCE:");
  return at == std::string::npos ? -1 : std::stoll(feed.substr(at + 11));
}

std::string uid_in(const std::string& feed) {
  const std::size_t at = feed.find("\r\nUID:");
  return at == std::string::npos ? "" : feed.substr(at + 6, feed.find("\r\n", at + 2) - at - 6);
}

TEST_F(CrewLinkTest, WhoIsTakenOffASailFindsItCancelledInTheFeedForAWhile) {
  const std::string genes = new_feed(gene);
  const std::string keelys = new_feed("keely-hoyt");
  const std::string before = service.handle(request("GET", genes)).body;
  EXPECT_EQ(assign(service, "keely-hoyt", "", "key-00000002").status, 200);  // captain instead of Gene
  const std::string after = service.handle(request("GET", genes)).body;
  EXPECT_NE(after.find("STATUS:CANCELLED\r\n"), std::string::npos) << after;
  EXPECT_NE(after.find("SUMMARY:Taken off: Captain\\, Jennifer Sanderson\r\n"), std::string::npos) << after;
  EXPECT_EQ(uid_in(after), uid_in(before));
  EXPECT_GT(sequence_in(after), sequence_in(before));
  EXPECT_EQ(after.find("Keely"), std::string::npos) << "whose crew it is now is not theirs to know";
  const std::string hers = service.handle(request("GET", keelys)).body;
  EXPECT_EQ(hers.find("CANCELLED"), std::string::npos) << hers;
  EXPECT_TRUE(body(my("GET", "/api/v1/my/sails", crew_cookie_of(gene))).at("sails").as_array().empty());
  // Back again, it is the same entry, further on.
  EXPECT_EQ(assign(service, gene, "", "key-00000003").status, 200);
  const std::string back = service.handle(request("GET", genes)).body;
  EXPECT_EQ(back.find("CANCELLED"), std::string::npos);
  EXPECT_EQ(uid_in(back), uid_in(before));
  EXPECT_GT(sequence_in(back), sequence_in(after));
}

TEST_F(CrewLinkTest, ASailThatIsOverLeavesTheFeedOfWhoeverWasTakenOff) {
  const std::string genes = new_feed(gene);
  EXPECT_EQ(assign(service, "keely-hoyt", "", "key-00000002").status, 200);
  clock.advance(days(3));
  EXPECT_EQ(service.handle(request("GET", genes)).body.find("BEGIN:VEVENT"), std::string::npos);
}

TEST_F(CrewLinkTest, AnotherFeedAddressEndsTheFirstAndRevokingEndsBoth) {
  const std::string first = new_feed(gene);
  const std::string second = new_feed(gene);
  EXPECT_EQ(service.handle(request("GET", first)).status, 404);
  EXPECT_EQ(service.handle(request("GET", second)).status, 200);
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/gene-oneal/feed")).status, 204);
  EXPECT_EQ(service.handle(request("GET", second)).status, 404);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/feeds/" + std::string(64, '0') + ".ics")).status, 404);
}

TEST_F(CrewLinkTest, TheStoreKeepsNoSecretThatOpensAnything) {
  const std::string feed = new_feed(gene);
  const std::string code = new_code(gene);
  const std::string cookie = crew_cookie_of(gene);
  for (const auto& [name, record] : tables.named) {
    for (const std::string& secret : {feed.substr(14, 64), code, cookie.substr(cookie.find('=') + 1)}) {
      EXPECT_EQ((name.second + record.value).find(secret), std::string::npos);
    }
  }
}

TEST_F(CrewLinkTest, ALinkOpensOnceAndReadingItBurnsNothing) {
  const std::string code = new_code(gene);
  EXPECT_EQ(service.handle(request("GET", "/api/v1/my/session")).status, 405);  // a scanner's GET
  const Response opened = open(code);
  ASSERT_EQ(opened.status, 204);
  const std::string cookie(header(opened.headers, "set-cookie"));
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(open(code).status, 403);
  EXPECT_EQ(open("").status, 403);
  const std::string late = new_code(gene);
  clock.advance(days(8));
  EXPECT_EQ(open(late).status, 403);
}

TEST_F(CrewLinkTest, ACrewMemberSeesTheirOwnSailsWithoutMoneyOrOthersSails) {
  set_sail([](Charter& charter) { charter.sail.title = "Jennifer Sanderson - $2400 paid, 12 Harbor Lane"; });
  const Response mine = my("GET", "/api/v1/my/sails", crew_cookie_of(gene));
  ASSERT_EQ(mine.status, 200) << mine.body;
  const json::value seen = body(mine);
  ASSERT_EQ(seen.at("sails").as_array().size(), 1U);
  EXPECT_EQ(seen.at("name").as_string(), "Gene O'Neal");
  EXPECT_EQ(seen.at("sails").at(0).at("call").as_string(), "2026-05-12T20:15:00Z");  // 45 minutes before
  EXPECT_EQ(seen.at("sails").at(0).at("vessel").as_string(), "JADA");
  EXPECT_EQ(mine.body.find("2400"), std::string::npos);
  EXPECT_EQ(mine.body.find("Harbor"), std::string::npos);
  const Response others = my("GET", "/api/v1/my/sails", crew_cookie_of("keely-hoyt"));
  EXPECT_TRUE(body(others).at("sails").as_array().empty());
}

TEST_F(CrewLinkTest, ACrewLinkOpensNothingOfTheOfficeAndTheOfficeNothingOfTheCrew) {
  Service strict = make(SignIn::one_time_link);
  const std::string crew = crew_cookie_of(gene);
  for (const char* path : {"/api/v1/crew", "/api/v1/session", "/api/v1/charters?from=2026-05-12&to=2026-05-13",
                           "/api/v1/reviews", "/api/v1/events", "/api/v1/crew/gene-oneal/links"}) {
    EXPECT_EQ(strict.handle(with_cookie(request("GET", path), crew)).status, 401) << path;
  }
  // The same key under the office's cookie is no office session either.
  const std::string moved = "scc_session=" + crew.substr(crew.find('=') + 1);
  EXPECT_EQ(strict.handle(with_cookie(request("GET", "/api/v1/crew"), moved)).status, 401);
  const std::string admin = cookie_of(strict, "admin");
  EXPECT_EQ(strict.handle(with_cookie(request("GET", "/api/v1/my/sails"), admin)).status, 401);
  const std::string viewer = cookie_of(strict, "viewer");
  EXPECT_EQ(strict.handle(with_cookie(request("POST", "/api/v1/crew/gene-oneal/feed"), viewer)).status, 403);
  EXPECT_EQ(strict.handle(with_cookie(request("GET", "/api/v1/crew/gene-oneal/links"), viewer)).status, 403);
}

TEST_F(CrewLinkTest, AnAnswerReachesTheOfficeAndMovesEveryPage) {
  const std::string cookie = crew_cookie_of(gene);
  const auto before = *store.change_number();
  ASSERT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"confirmed"})").status, 200);
  EXPECT_GT(*store.change_number(), before);
  ASSERT_EQ(answers().size(), 1U);
  EXPECT_EQ(answers().at(0).at("answer").as_string(), "confirmed");
  ASSERT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"declined","note":"ill\ntoday"})").status, 200);
  ASSERT_EQ(answers().size(), 1U);
  EXPECT_EQ(answers().at(0).at("answer").as_string(), "declined");
  EXPECT_EQ(answers().at(0).at("note").as_string(), "ill today");
  const json::value mine = body(my("GET", "/api/v1/my/sails", cookie));
  EXPECT_EQ(mine.at("sails").at(0).at("answer").at("answer").as_string(), "declined");
  // Nobody's crew changes by it.
  EXPECT_EQ((*store.charter(CharterId(sanderson)))->charter.crew.size(), 1U);
}

TEST_F(CrewLinkTest, AnAnswerHoldsForTheHourItWasGivenTo) {
  const std::string cookie = crew_cookie_of(gene);
  ASSERT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"confirmed"})").status, 200);
  set_sail([](Charter& charter) { charter.sail.start = charter.sail.start + hours(1); });
  const json::value mine = body(my("GET", "/api/v1/my/sails", cookie));
  EXPECT_TRUE(mine.at("sails").at(0).at("answer").is_null());
}

TEST_F(CrewLinkTest, NobodyAnswersForAnothersSailOrOneThatIsOff) {
  const std::string keely = crew_cookie_of("keely-hoyt");
  const Response another = my("POST", of_sanderson, keely, R"({"answer":"confirmed"})");
  EXPECT_EQ(another.status, 404);
  const Response none = my("POST", "/api/v1/my/sails/no-such-2026-05-12/answer", keely, R"({"answer":"confirmed"})");
  EXPECT_EQ(none.body, another.body);
  const std::string cookie = crew_cookie_of(gene);
  EXPECT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"perhaps"})").status, 400);
  set_sail([](Charter& charter) { charter.sail.status = CharterStatus::cancelled; });
  EXPECT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"confirmed"})").status, 404);
  set_sail([](Charter& charter) { charter.sail.status = CharterStatus::confirmed; });
  clock.set(*parse_rfc3339("2026-05-14T00:00:00Z"));
  EXPECT_EQ(my("POST", of_sanderson, cookie, R"({"answer":"confirmed"})").status, 404);
  EXPECT_TRUE(answers().empty());
}

TEST_F(CrewLinkTest, TheOfficeSeesWhatIsOutAndTakesItBack) {
  new_feed(gene);
  const std::string unopened = new_code(gene);
  const std::string cookie = crew_cookie_of(gene);
  const auto links = [&] {
    return body(service.handle(request("GET", "/api/v1/crew/gene-oneal/links"))).at("links").as_array();
  };
  ASSERT_EQ(links().size(), 3U);
  EXPECT_EQ(links().at(0).at("kind").as_string(), "feed");
  EXPECT_EQ(links().at(0).at("made_by").as_string(), "maria (page)");
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/gene-oneal/page")).status, 204);
  EXPECT_EQ(my("GET", "/api/v1/my/sails", cookie).status, 401);
  EXPECT_EQ(open(unopened).status, 403);
  EXPECT_EQ(links().size(), 1U);
  EXPECT_EQ(service.handle(request("POST", "/api/v1/crew/nobody/feed")).status, 404);
}

TEST_F(CrewLinkTest, WhoLeavesTheRosterOrTheirPageHasNoLinkThatWorks) {
  const std::string feed = new_feed(gene);
  const std::string left = crew_cookie_of(gene);
  EXPECT_EQ(my("DELETE", "/api/v1/my/session", left).status, 204);
  EXPECT_EQ(my("GET", "/api/v1/my/sails", left).status, 401);
  const std::string cookie = crew_cookie_of(gene);
  ASSERT_EQ(service.handle(request("DELETE", "/api/v1/crew/gene-oneal")).status, 204);
  EXPECT_EQ(service.handle(request("GET", feed)).status, 404);
  EXPECT_EQ(my("GET", "/api/v1/my/sails", cookie).status, 401);
}

TEST_F(CrewLinkTest, ASessionOnOnesOwnPhoneEndsAfterAMonth) {
  const std::string cookie = crew_cookie_of(gene);
  clock.advance(days(29));
  EXPECT_EQ(my("GET", "/api/v1/my/sails", cookie).status, 200);
  clock.advance(days(2));
  EXPECT_EQ(my("GET", "/api/v1/my/sails", cookie).status, 401);
}

}  // namespace
}  // namespace scc::api
