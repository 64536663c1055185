#include "configuration.h"

#include <gtest/gtest.h>

#include "configuration_keys.h"

namespace scc::app {
namespace {

Result<Configuration> read(const std::string& text, const std::map<std::string, std::string>& variables = {}) {
  return read_configuration_text(text, "charters/scc.toml", Environment(variables));
}

std::string complaint(const std::string& text, const std::map<std::string, std::string>& variables = {}) {
  const auto read_ = read(text, variables);
  return read_ ? "no complaint" : read_.error().what;
}

TEST(Configuration, AnEmptyFileGivesTheDefaults) {
  const auto configuration = read("");
  ASSERT_TRUE(configuration) << configuration.error().what;
  EXPECT_EQ(configuration->mail.source, "folder");
  EXPECT_EQ(configuration->settings.operation.roles, default_roles());
  EXPECT_EQ(configuration->settings.trust.without_header, mail::TrustPolicy::WithoutHeader::refuse);
}

TEST(Configuration, PathsCountFromTheFolderOfTheFile) {
  const auto configuration = read("[mail]\npath = \"box\"\n");
  ASSERT_TRUE(configuration);
  EXPECT_EQ(configuration->path_of(configuration->mail.path), "charters/box");
  EXPECT_EQ(configuration->path_of("/srv/mail"), "/srv/mail");
}

TEST(Configuration, AWrongKeyNamesTheLineAndWhatWasMeant) {
  EXPECT_EQ(complaint("\n[mail]\nsorce = \"folder\"\n"),
            "charters/scc.toml:3: [mail] has no key \"sorce\". Did you mean \"source\"?");
}

TEST(Configuration, AWrongSectionNamesTheLineAndWhatWasMeant) {
  EXPECT_EQ(complaint("[calender]\npath = \"x\"\n"),
            "charters/scc.toml:1: there is no section [calender]. Did you mean \"calendar\"?");
}

TEST(Configuration, AWrongTypeSaysWhatWouldBeRight) {
  EXPECT_EQ(complaint("[serve]\nport = \"8090\"\n"), "charters/scc.toml:2: serve.port: has to be a whole number.");
  EXPECT_EQ(complaint("[mail]\npath = 7\n"), "charters/scc.toml:2: mail.path: has to be a text in quotes.");
  EXPECT_EQ(complaint("[operation]\ntrusted_senders = \"a@b.example\"\n"),
            "charters/scc.toml:2: operation.trusted_senders: has to be a list of texts, like [\"a\", \"b\"].");
}

TEST(Configuration, AValueThatCannotBeSaysWhatCan) {
  EXPECT_EQ(complaint("[calendar]\nblock_edits = \"acept\"\n"),
            "charters/scc.toml:2: calendar.block_edits: \"acept\" is none of \"review\", \"accept\". Did you mean "
            "\"accept\"?");
  EXPECT_EQ(complaint("[serve]\nport = 70000\n"), "charters/scc.toml:2: serve.port: 70000 is not between 0 and 65535.");
}

TEST(Configuration, BrokenTomlNamesTheLine) {
  EXPECT_TRUE(complaint("[mail]\npath = \n").starts_with("charters/scc.toml:2: ")) << complaint("[mail]\npath = \n");
}

TEST(Configuration, AZoneThatDoesNotExistNamesTheLine) {
  const std::string what = complaint("[operation]\ntimezone = \"America/San_Diego\"\n");
  EXPECT_TRUE(what.starts_with("charters/scc.toml:2: operation.timezone: ")) << what;
}

TEST(Configuration, ATrustedSenderHasToBeAnAddress) {
  EXPECT_NE(
      complaint("[operation]\ntrusted_senders = [\"Carole <carole@sailing.example>\"]\n").find("is no mail address"),
      std::string::npos);
}

TEST(Configuration, TheEnvironmentOverridesTheFile) {
  const auto configuration = read("[mail]\npath = \"box\"\n[serve]\nport = 1\n",
                                  {{"SCC_MAIL_PATH", "other"},
                                   {"SCC_SERVE_PORT", "2"},
                                   {"SCC_OPERATION_TRUSTED_SENDERS", "a@x.example, b@x.example"}});
  ASSERT_TRUE(configuration) << configuration.error().what;
  EXPECT_EQ(configuration->mail.path, "other");
  EXPECT_EQ(configuration->serve.port, 2);
  EXPECT_EQ(configuration->operation.trusted_senders, (std::vector<std::string>{"a@x.example", "b@x.example"}));
}

TEST(Configuration, AWrongVariableNamesTheVariable) {
  EXPECT_EQ(complaint("", {{"SCC_SERVE_PORT", "many"}}),
            "environment variable SCC_SERVE_PORT: \"many\" is no whole number.");
  EXPECT_EQ(complaint("", {{"SCC_MAIL_WITHOUT_HEADER", "belive"}}),
            "environment variable SCC_MAIL_WITHOUT_HEADER: \"belive\" is none of \"refuse\", \"believe\". Did you mean "
            "\"believe\"?");
}

TEST(Configuration, NamesThatADeploymentAlreadyHasWorkToo) {
  const auto configuration = read("", {{"SCC_API_GATEWAY_URL", "https://crew.sailing.example"}});
  ASSERT_TRUE(configuration);
  EXPECT_EQ(configuration->serve.public_address, "https://crew.sailing.example");
}

TEST(Configuration, RolesAndVesselsAreListsOfTheirOwn) {
  const auto configuration = read(
      "[[role]]\nid = \"captain\"\ntitle = \"Captain\"\n[[role]]\nid = \"deckhand\"\ntitle = \"Deckhand\"\nmax = 3\n"
      "[[vessel]]\nid = \"jada\"\nname = \"JADA\"\naliases = [\"the yawl\"]\n");
  ASSERT_TRUE(configuration) << configuration.error().what;
  ASSERT_EQ(configuration->roles.size(), 2u);
  EXPECT_EQ(configuration->roles[1].max, 3);
  EXPECT_EQ(configuration->settings.default_vessel, VesselId("jada"));  // the only one
}

TEST(Configuration, ARoleThatIsWrongNamesItsLine) {
  EXPECT_EQ(complaint("[[role]]\nid = \"captain\"\ntitle = \"C\"\n[[role]]\nid = \"captain\"\ntitle = \"C\"\n"),
            "charters/scc.toml:4: role \"captain\" stands here twice.");
  EXPECT_EQ(complaint("[[role]]\nid = \"captain\"\ntitle = \"C\"\nmaximum = 2\n"),
            "charters/scc.toml:4: [[role]] has no key \"maximum\"; it has \"id\", \"title\", \"aliases\", \"max\".");
  EXPECT_EQ(complaint("[[vessel]]\nid = \"Big Boat\"\nname = \"x\"\n"),
            "charters/scc.toml:1: [[vessel]] needs an id of small letters, digits, - and _; it has \"Big Boat\".");
}

TEST(Configuration, TheTemplateReadsAsTheDefaults) {
  const auto configuration = read(configuration_template({}));
  ASSERT_TRUE(configuration) << configuration.error().what;
  Configuration defaults;
  for (const ConfigurationKey& key : configuration_keys()) {
    Configuration read_back = *configuration;
    const KeyPlace a = key.place(read_back);
    const KeyPlace b = key.place(defaults);
    if (a.index() == 0) {
      EXPECT_EQ(*std::get<0>(a), *std::get<0>(b)) << key.path;
    } else if (a.index() == 1) {
      EXPECT_EQ(*std::get<1>(a), *std::get<1>(b)) << key.path;
    } else if (a.index() == 2) {
      EXPECT_EQ(*std::get<2>(a), *std::get<2>(b)) << key.path;
    } else {
      EXPECT_TRUE(std::get<3>(a)->empty()) << key.path << ": a template holds no secret";
    }
  }
  EXPECT_EQ(configuration->roles, default_roles());
}

TEST(Configuration, TheTemplateTakesTheFirstAnswers) {
  const auto configuration =
      read(configuration_template({"Bay \"Star\" \\ Co", "Europe/Athens", "crew@x.example", {"a@x.example"}}));
  ASSERT_TRUE(configuration) << configuration.error().what;
  EXPECT_EQ(configuration->settings.operation.name, "Bay \"Star\" \\ Co");
  EXPECT_EQ(configuration->settings.operation.zone.name(), "Europe/Athens");
}

TEST(Configuration, GoogleNeedsACalendarThatIsNamed) {
  EXPECT_NE(complaint("[calendar]\nsource = \"google\"\n").find("calendar.id: is empty"), std::string::npos);
  EXPECT_NE(complaint("[calendar]\nsource = \"google\"\nid = \"primary\"\n").find("calendar's own id"),
            std::string::npos);
  EXPECT_EQ(complaint("[calendar]\nsource = \"google\"\nid = \"JADA Charters\"\n"), "no complaint");
}

TEST(Configuration, GmailNeedsSendersOrAQuery) {
  EXPECT_NE(complaint("[mail]\nsource = \"gmail\"\n").find("operation.trusted_senders"), std::string::npos);
  EXPECT_EQ(complaint("[mail]\nsource = \"gmail\"\nquery = \"label:crew\"\n"), "no complaint");
}

TEST(Configuration, TheRootOfGoogleComesFromTheEnvironment) {
  const auto configuration = read("", {{"SCC_GOOGLE_BASE_URL", "http://127.0.0.1:4000/"}});
  ASSERT_TRUE(configuration) << configuration.error().what;
  EXPECT_EQ(configuration->google.base_url, "http://127.0.0.1:4000");
  EXPECT_NE(complaint("", {{"SCC_GOOGLE_BASE_URL", "127.0.0.1:4000"}}).find("SCC_GOOGLE_BASE_URL"), std::string::npos);
}

TEST(Configuration, AnAlarmMailNeedsAServerAndAMorningATime) {
  EXPECT_NE(complaint("[alarm]\nmail_to = [\"a@b.example\"]\n").find("smtp_server"), std::string::npos);
  EXPECT_NE(complaint("[alarm]\nmail_to = [\"a@b.example\"]\nsmtp_server = \"mail.b.example\"\n").find("smtps://"),
            std::string::npos);
  EXPECT_NE(complaint("[alarm]\nmorning_at = \"7 o'clock\"\n").find("07:00"), std::string::npos);
  EXPECT_NE(complaint("[alarm]\nmorning_at = \"25:00\"\n").find("07:00"), std::string::npos);
  EXPECT_EQ(read("[alarm]\nmorning_at = \"06:30\"\n")->alarm.morning.value(), (TimeOfDay{6, 30, 0}));
}

TEST(Configuration, APushIsBelievedOnlyForAnAudience) {
  EXPECT_NE(complaint("[google]\npush_topic = \"projects/a/topics/b\"\n").find("push_audience"), std::string::npos);
}

}  // namespace
}  // namespace scc::app
