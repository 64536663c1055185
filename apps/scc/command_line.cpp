#include "command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <list>

#include "nearest.h"

namespace scc::app {
namespace {

Error usage(std::string what) {
  return {Remedy::stop, std::move(what)};
}

/// One option of one command as CLI11 fills it.
struct Slot {
  const Option* option = nullptr;
  CLI::Option* parsed = nullptr;
  std::vector<std::string> values;
  bool flag = false;
};

struct Node {
  const Command* command = nullptr;  ///< null: `scc` itself
  CLI::App* app = nullptr;
  std::list<Slot> slots;  ///< CLI11 keeps their addresses
  std::list<Node> children;
};

bool is_many(const Option& option) {
  return option.count == Option::Count::any || option.count == Option::Count::some;
}

void add_option(Node& node, const Option& option) {
  Slot& slot = node.slots.emplace_back();
  slot.option = &option;
  if (option.takes == Takes::nothing) {
    slot.parsed = node.app->add_flag(option.name, slot.flag);
    return;
  }
  slot.parsed = node.app->add_option(option.name, slot.values);
  // A named option may be repeated, one value each; only a positional one takes all words left.
  if (!is_many(option)) slot.parsed->expected(1);
  if (!is_many(option) || !option.positional()) slot.parsed->allow_extra_args(false);
}

void add_command(Node& node, const std::vector<Command>& commands) {
  node.app->set_help_flag();
  node.app->allow_extras();
  node.app->require_subcommand(0, 1);
  for (const Option& option : common_options()) add_option(node, option);
  if (node.command != nullptr) {
    for (const Option& option : node.command->options) add_option(node, option);
  }
  for (const Command& command : commands) {
    Node& child = node.children.emplace_back();
    child.command = &command;
    child.app = node.app->add_subcommand(command.name, "");
    add_command(child, command.subcommands);
  }
}

std::string spoken_name(const std::vector<const Command*>& path) {
  std::string name = "scc";
  for (const Command* command : path) name += " " + command->name;
  return name;
}

std::string meant(const std::string& suggestion) {
  return suggestion.empty() ? "" : " Did you mean \"" + suggestion + "\"?";
}

bool is_number(const std::string& text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc() && end == text.data() + text.size() && value >= 0;
}

Outcome check_value(const Option& option, const std::string& value) {
  if (!option.choices.empty() &&
      std::find(option.choices.begin(), option.choices.end(), value) == option.choices.end()) {
    std::string known;
    for (const std::string& choice : option.choices) known += (known.empty() ? "" : ", ") + choice;
    return usage(option.name + ": \"" + value + "\" is none of " + known + "." + meant(nearest(value, option.choices)));
  }
  if (option.takes == Takes::date && !parse_date(value)) {
    return usage(option.name + ": \"" + value + "\" is no date; write it like 2026-05-12.");
  }
  if (option.takes == Takes::number && !is_number(value)) {
    return usage(option.name + ": \"" + value + "\" is no whole number.");
  }
  if (value.empty() && option.takes != Takes::text) return usage(option.name + ": the value is empty.");
  return done();
}

class Reader {
 public:
  Reader(Node& root, const std::vector<Command>& commands) : root_(root), commands_(commands) {}

  Result<Invocation> read(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());
    try {
      root_.app->parse(words);
    } catch (const CLI::ParseError& error) {
      return usage(std::string(error.what()) + ". `" + spoken_name(named_path()) + " --help` shows what it takes.");
    }
    Invocation invocation;
    Node* node = &root_;
    for (;;) {
      auto taken = take(*node, invocation);
      if (!taken) return taken.error();
      Node* next = chosen(*node);
      if (next == nullptr) break;
      node = next;
      invocation.path.push_back(node->command);
    }
    auto clean = check_extras(invocation.path);
    if (!clean) return clean.error();
    if (invocation.help || invocation.path.empty()) return invocation;
    auto complete = check_complete(*node, invocation);
    if (!complete) return complete.error();
    return invocation;
  }

 private:
  static Node* chosen(Node& node) {
    for (Node& child : node.children) {
      if (child.app->parsed()) return &child;
    }
    return nullptr;
  }

  std::vector<const Command*> named_path() {
    std::vector<const Command*> path;
    for (Node* node = chosen(root_); node != nullptr; node = chosen(*node)) path.push_back(node->command);
    return path;
  }

  static Outcome take(Node& node, Invocation& invocation) {
    for (Slot& slot : node.slots) {
      if (slot.parsed->count() == 0) continue;
      if (slot.option->name == "--help") invocation.help = true;
      for (const std::string& value : slot.values) {
        auto fine = check_value(*slot.option, value);
        if (!fine) return fine;
      }
      invocation.arguments.put(slot.option->name, slot.values);
    }
    return done();
  }

  Outcome check_extras(const std::vector<const Command*>& path) {
    const std::vector<std::string> extras = root_.app->remaining(true);
    if (extras.empty()) return done();
    const std::string& word = extras.front();
    const std::vector<Command>& here = path.empty() ? commands_ : path.back()->subcommands;
    std::vector<std::string> known;
    if (word.starts_with("-")) {
      for (const Option& option : common_options()) known.push_back(option.name);
      if (!path.empty()) {
        for (const Option& option : path.back()->options) known.push_back(option.name);
      }
      return usage("`" + spoken_name(path) + "` has no option \"" + word + "\"." + meant(nearest(word, known)));
    }
    for (const Command& command : here) known.push_back(command.name);
    if (known.empty()) return usage("`" + spoken_name(path) + "` does not take \"" + word + "\".");
    const std::string suggestion = nearest(word, known);
    return usage("`" + spoken_name(path) + "` has no command \"" + word + "\"." +
                 (suggestion.empty() ? " `" + spoken_name(path) + " --help` lists them."
                                     : meant(spoken_name(path) + " " + suggestion)));
  }

  static Outcome check_complete(const Node& node, const Invocation& invocation) {
    if (!node.command->run) {
      std::string known;
      for (const Node& child : node.children) known += (known.empty() ? "" : ", ") + child.command->name;
      return usage("`" + spoken_name(invocation.path) + "` needs one of its commands: " + known + ".");
    }
    for (const Slot& slot : node.slots) {
      const bool needed = slot.option->count == Option::Count::one || slot.option->count == Option::Count::some;
      if (needed && slot.parsed->count() == 0) {
        return usage("`" + spoken_name(invocation.path) + "` needs " + slot.option->name + ": " + slot.option->help +
                     ".");
      }
    }
    return done();
  }

  Node& root_;
  const std::vector<Command>& commands_;
};

}  // namespace

const std::vector<Option>& common_options() {
  static const std::vector<Option> options{
      {"--config", Takes::file, "the configuration; otherwise $SCC_CONFIG, then scc.toml here"},
      {"--json", Takes::nothing, "print JSON"},
      {"--color", Takes::text, "when to use colours", Option::Count::maybe, {"auto", "always", "never"}, "WHEN"},
      {"--quiet", Takes::nothing, "say nothing but results and failures"},
      {"--help", Takes::nothing, "show what the command does and takes"},
  };
  return options;
}

Result<Invocation> read_command_line(const std::vector<std::string>& words, const std::vector<Command>& commands) {
  CLI::App app;
  Node root;
  root.app = &app;
  add_command(root, commands);
  return Reader(root, commands).read(words);
}

}  // namespace scc::app
