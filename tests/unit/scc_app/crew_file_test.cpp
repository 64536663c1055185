#include "crew_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "configuration.h"
#include "csv.h"

namespace scc::app {
namespace {

std::string complaint(const std::string& csv) {
  const auto crew = parse_crew(csv, default_roles());
  return crew ? "no complaint" : crew.error().what;
}

TEST(CrewFile, MembersAreReadWithAliasesAndRoles) {
  const auto crew =
      parse_crew("name,roles,aliases\n\"O'Neal, Gene\",Captain;1st mate,Gene\nSiobhán Kerr,,\n", default_roles());
  ASSERT_TRUE(crew) << crew.error().what;
  ASSERT_EQ(crew->size(), 2u);
  EXPECT_EQ((*crew)[0].name, "O'Neal, Gene");
  EXPECT_EQ((*crew)[0].id, PersonId("oneal-gene"));
  EXPECT_EQ((*crew)[0].roles, (std::vector<RoleId>{RoleId("captain"), RoleId("first_mate")}));
  EXPECT_EQ((*crew)[1].id, PersonId("siobhan-kerr"));
}

TEST(CrewFile, WhatASpreadsheetWritesIsRead) {
  const auto crew = parse_crew("\xEF\xBB\xBFName,Email\r\nGene,\r\n\r\n", default_roles());
  ASSERT_TRUE(crew) << crew.error().what;
  EXPECT_EQ(crew->size(), 1u);
}

TEST(CrewFile, AComplaintNamesTheLine) {
  EXPECT_EQ(complaint("name,email\nGene,\n\"\",ann@x.example\n"), "line 3: the name is missing.");
  EXPECT_EQ(complaint("name\nGene\nGene\n"), "line 3: the id \"gene\" stands here twice; give one of them another id.");
  EXPECT_EQ(complaint("nmae\nGene\n"), "line 1: there is no column \"nmae\"; did you mean \"name\"?");
  EXPECT_EQ(complaint("id\nx\n"), "line 1: the first line has to name the columns; \"name\" is missing.");
  EXPECT_EQ(complaint("name,roles\nGene,pilot\n"),
            "line 2: there is no role \"pilot\"; the roles are captain, first_mate, second_mate, host.");
  EXPECT_EQ(complaint("name\n\"Gene\n"), "line 2: a quote is opened here and never closed.");
  EXPECT_EQ(complaint("id,name\nGene O,Gene\n"),
            "line 2: the id \"Gene O\" may have small letters, digits and hyphens only, like \"gene\".");
  EXPECT_EQ(complaint("name\n???\n"), "line 2: \"???\" has no letter to make an id of; write one into the column id.");
  EXPECT_EQ(complaint("name\nGene, Captain\n"),
            "line 2: it has more fields than there are columns; put a field with commas into quotes.");
  EXPECT_EQ(complaint("name\n\xFF\n"), "this is no UTF-8 text; save it as CSV in UTF-8.");
  EXPECT_EQ(complaint(""), "the file is empty; its first line names the columns.");
}

TEST(CrewFile, OnlyReplaceRemovesWhomTheFileDoesNotName) {
  const CrewMember gene{PersonId("gene"), "Gene", {}, "", {}, ""};
  const CrewMember ann{PersonId("ann"), "Ann", {}, "", {}, ""};
  EXPECT_TRUE(compare_crew({gene, ann}, {gene}, Absent::keep).nothing());
  EXPECT_EQ(compare_crew({gene, ann}, {gene}, Absent::remove).removed, (std::vector<PersonId>{ann.id}));
}

RC_GTEST_PROP(CrewFile, WhatIsExportedIsImportedTheSame, ()) {
  const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc ,\"'\n")));
  const auto name = *letters;
  CrewMember member{PersonId("x"), "N" + name + "x", {"a,b", "c\"d"}, "x@y.example", {RoleId("host")}, "+1"};
  const auto back = parse_crew(crew_csv({member}), default_roles());
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == std::vector<CrewMember>{member});
}

RC_GTEST_PROP(Csv, AnyTextIsReadOrRefusedAndNeverBreaksAnything, (const std::string& text)) {
  const auto rows = parse_csv(text);
  if (rows) {
    for (const CsvRow& row : *rows) RC_ASSERT(!row.fields.empty());
  }
}

}  // namespace
}  // namespace scc::app
