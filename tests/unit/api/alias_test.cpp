#include "api_fixture.h"

namespace scc::api {
namespace {

class AliasTest : public ApiTest {
 protected:
  Response learn(const std::string& person, const std::string& alias, const std::string& review = "") {
    const json::object sent{{"alias", alias}, {"review", review}};
    return service.handle(request("POST", "/api/v1/crew/" + person + "/aliases", json::serialize(sent)));
  }
  json::array learned() { return body(service.handle(request("GET", "/api/v1/aliases"))).at("aliases").as_array(); }
  std::vector<std::string> aliases_of(const std::string& person) {
    for (const CrewMember& member : store.crew().value()) {
      if (member.id.text == person) return member.aliases;
    }
    return {};
  }
  Service service = make(SignIn::none);
};

TEST_F(AliasTest, ANameThatSomebodyConfirmedIsOnTheRosterWithItsOrigin) {
  ReviewItem item;
  item.id = ReviewId("mail-7");
  item.title = "Saturday crew";
  Commit commit;
  commit.reviews = {item};
  ASSERT_TRUE(store.commit(commit));
  EXPECT_EQ(learn("keely-hoyt", "  Kee\n H. ", "mail-7").status, 204);
  EXPECT_EQ(aliases_of("keely-hoyt"), std::vector<std::string>{"Kee H."});
  ASSERT_EQ(learned().size(), 1U);
  EXPECT_EQ(learned().at(0).at("title").as_string(), "Saturday crew");
  EXPECT_EQ(learned().at(0).at("by").as_string(), "maria (page)");
  EXPECT_EQ(learn("keely-hoyt", "KEE H.").status, 204);  // known: nothing to do
  EXPECT_EQ(aliases_of("keely-hoyt").size(), 1U);
}

TEST_F(AliasTest, OneNameNeverMeansTwoPeople) {
  EXPECT_EQ(learn("keely-hoyt", "gene").status, 422);
  EXPECT_EQ(learn("keely-hoyt", "Gene O\xE2\x80\x99Neal").status, 422);
  EXPECT_NE(detail(learn("keely-hoyt", "gene")).find("Gene O'Neal answers to"), std::string::npos);
  EXPECT_EQ(learn("keely-hoyt", " ").status, 422);
  EXPECT_EQ(learn("keely-hoyt", "...").status, 422);
  EXPECT_EQ(learn("nobody", "Kee").status, 404);
  EXPECT_TRUE(aliases_of("keely-hoyt").empty());
  EXPECT_TRUE(learned().empty());
}

TEST_F(AliasTest, AnAliasIsForgottenOnTheRosterAndInTheList) {
  ASSERT_EQ(learn("keely-hoyt", "Kee H.").status, 204);
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/keely-hoyt/aliases/kee%20h.")).status, 204);
  EXPECT_TRUE(aliases_of("keely-hoyt").empty());
  EXPECT_TRUE(learned().empty());
  EXPECT_EQ(service.handle(request("DELETE", "/api/v1/crew/keely-hoyt/aliases/kee%20h.")).status, 404);
}

TEST_F(AliasTest, OneThatTheRosterLostByHandIsNoLongerListed) {
  ASSERT_EQ(learn("keely-hoyt", "Kee H.").status, 204);
  Commit commit;
  commit.crew_put = {{PersonId("keely-hoyt"), "Keely Hoyt", {}, "", {}, ""}};
  ASSERT_TRUE(store.commit(commit));
  EXPECT_TRUE(learned().empty());
  EXPECT_EQ(learn("keely-hoyt", "Kee H.").status, 204);
  EXPECT_EQ(learned().size(), 1U);
}

}  // namespace
}  // namespace scc::api
