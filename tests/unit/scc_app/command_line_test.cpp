#include "command_line.h"

#include <gtest/gtest.h>

#include "command_help.h"
#include "command_list.h"
#include "completion.h"
#include "terminal.h"

namespace scc::app {
namespace {

const std::vector<Command>& commands() {
  static const std::vector<Command> all = all_commands();
  return all;
}

std::string complaint(const std::vector<std::string>& words) {
  const auto read = read_command_line(words, commands());
  return read ? "no complaint" : read.error().what;
}

TEST(CommandLine, ACommandGetsItsArgumentsInAnyOrder) {
  const auto read =
      read_command_line({"assign", "sanderson", "--note", "phone call", "host", "Keely", "Hoyt", "--json"}, commands());
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_EQ(read->path.size(), 1u);
  EXPECT_EQ(read->path[0]->name, "assign");
  EXPECT_EQ(read->arguments.text("CHARTER"), "sanderson");
  EXPECT_EQ(read->arguments.text("ROLE"), "host");
  EXPECT_EQ(read->arguments.list("PERSON"), (std::vector<std::string>{"Keely", "Hoyt"}));
  EXPECT_EQ(read->arguments.text("--note"), "phone call");
  EXPECT_TRUE(read->arguments.has("--json"));
}

TEST(CommandLine, AnArgumentMayBeCalledLikeACommand) {
  const auto read = read_command_line({"assign", "review", "host", "serve"}, commands());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->arguments.text("CHARTER"), "review");
  EXPECT_EQ(read->arguments.list("PERSON"), (std::vector<std::string>{"serve"}));
}

TEST(CommandLine, ASubcommandIsFoundAndMayBeLeftOut) {
  const auto accept = read_command_line({"review", "accept", "031"}, commands());
  ASSERT_TRUE(accept) << accept.error().what;
  ASSERT_EQ(accept->path.size(), 2u);
  EXPECT_EQ(accept->path[1]->name, "accept");
  const auto list = read_command_line({"review"}, commands());
  ASSERT_TRUE(list) << list.error().what;
  EXPECT_EQ(list->path.size(), 1u);
}

TEST(CommandLine, AMistypedWordIsNamedWithWhatWasMeant) {
  EXPECT_EQ(complaint({"chartres"}), "`scc` has no command \"chartres\". Did you mean \"scc charters\"?");
  EXPECT_EQ(complaint({"review", "acept"}),
            "`scc review` has no command \"acept\". Did you mean \"scc review accept\"?");
  EXPECT_EQ(complaint({"charters", "--opne"}), "`scc charters` has no option \"--opne\". Did you mean \"--open\"?");
  EXPECT_EQ(complaint({"sync", "now"}), "`scc sync` does not take \"now\".");
}

TEST(CommandLine, WhatIsMissingIsNamed) {
  EXPECT_EQ(complaint({"assign", "sanderson"}), "`scc assign` needs ROLE: id, title or alias of the role.");
}

TEST(CommandLine, AValueOfTheWrongKindIsNamed) {
  EXPECT_EQ(complaint({"charters", "--from", "12 May"}), "--from: \"12 May\" is no date; write it like 2026-05-12.");
  EXPECT_EQ(complaint({"charters", "--from", "2026-02-30"}),
            "--from: \"2026-02-30\" is no date; write it like 2026-05-12.");
  EXPECT_EQ(complaint({"serve", "--port", "x"}), "--port: \"x\" is no whole number.");
  EXPECT_EQ(complaint({"completion", "bsh"}), "SHELL: \"bsh\" is none of bash, zsh, fish. Did you mean \"bash\"?");
}

void expect_sound(const Command& command, const std::string& name) {
  EXPECT_FALSE(command.summary.empty()) << name;
  EXPECT_FALSE(command.summary.ends_with(".")) << name;
  EXPECT_TRUE(command.run || !command.subcommands.empty()) << name;
  for (const Option& option : command.options) EXPECT_FALSE(option.help.empty()) << name << " " << option.name;
  for (const Command& sub : command.subcommands) expect_sound(sub, name + " " + sub.name);
}

TEST(CommandHelp, EveryCommandSaysWhatItDoesInEightyColumns) {
  for (const Command& command : commands()) {
    expect_sound(command, command.name);
    const std::string help = help_text({&command}, commands());
    std::size_t begin = 0;
    while (begin < help.size()) {
      const std::size_t end = help.find('\n', begin);
      EXPECT_LE(display_width(help.substr(begin, end - begin)), 100u) << command.name;
      begin = end + 1;
    }
  }
}

TEST(CommandHelp, EveryExampleIsACommandLineThatIsRight) {
  for (const Command& command : commands()) {
    for (const Example& example : command.examples) {
      std::vector<std::string> words;
      std::string word;
      bool quoted = false;
      for (const char c : example.line + " ") {
        if (c == '"') {
          quoted = !quoted;
        } else if (c == ' ' && !quoted) {
          if (!word.empty()) words.push_back(word);
          word.clear();
        } else {
          word += c;
        }
      }
      if (words.empty() || words[0] != "scc") continue;  // a shell's own line
      words.erase(words.begin());
      const auto stop = std::find_if(words.begin(), words.end(), [](const auto& w) { return w == ">" || w == "|"; });
      words.erase(stop, words.end());
      EXPECT_EQ(complaint(words), "no complaint") << example.line;
    }
  }
}

TEST(Completion, CommandsOptionsAndChoicesAreOffered) {
  const Environment none;
  EXPECT_EQ(complete({"cha"}, commands(), none), (std::vector<std::string>{"charters"}));
  EXPECT_EQ(complete({"sync", "--d"}, commands(), none), (std::vector<std::string>{"--dry-run"}));
  EXPECT_EQ(complete({"review", "a"}, commands(), none), (std::vector<std::string>{"accept"}));
  EXPECT_EQ(complete({"completion", ""}, commands(), none), (std::vector<std::string>{"bash", "fish", "zsh"}));
  EXPECT_EQ(complete({"sync", "--color", "a"}, commands(), none), (std::vector<std::string>{"always", "auto"}));
}

TEST(Completion, WithoutAConfigurationItOffersNothingAndSaysNothing) {
  EXPECT_TRUE(complete({"--config", "nowhere.toml", "show", ""}, commands(), Environment()).empty());
}

TEST(Terminal, WidthCountsWhatIsSeen) {
  EXPECT_EQ(display_width("Siobhán"), 7u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("航海"), 4u);
}

TEST(Terminal, AMailCannotDriveTheTerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb\r"), "a␛[2Jb␍");
  EXPECT_EQ(printable("\xC2\x9B"), "\xEF\xBF\xBD");  // CSI of the C1 set
}

TEST(Terminal, WhatIsTooLongEndsWithAnEllipsis) {
  EXPECT_EQ(shortened("Jennifer Sanderson", 9), "Jennifer…");
  EXPECT_EQ(shortened("Jennifer", 8), "Jennifer");
}

}  // namespace
}  // namespace scc::app
