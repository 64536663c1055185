#include "command_help.h"

#include <algorithm>

#include "configuration_keys.h"
#include "terminal.h"

namespace scc::app {
namespace {

constexpr std::size_t columns_max = 80;

std::string value_name(const Option& option) {
  if (!option.value_name.empty()) return option.value_name;
  switch (option.takes) {
    case Takes::nothing: return "";
    case Takes::text: return "TEXT";
    case Takes::number: return "N";
    case Takes::date: return "DATE";
    case Takes::file: return "FILE";
    case Takes::folder: return "FOLDER";
    case Takes::charter: return "CHARTER";
    case Takes::role: return "ROLE";
    case Takes::crew_member: return "PERSON";
    case Takes::review: return "REVIEW";
    case Takes::fact: return "FACT";
  }
  return "";
}

/// "--from DATE", "CHARTER", "MAIL..."
std::string spelled(const Option& option) {
  const bool many = option.count == Option::Count::any || option.count == Option::Count::some;
  std::string text = option.name;
  if (!option.positional() && option.takes != Takes::nothing) text += " " + value_name(option);
  return text + (many && option.positional() ? "..." : "");
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t first_column) {
  std::string out;
  std::size_t column = first_column;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find_first_of(" \n", at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(at, end - at);
    const std::size_t width = display_width(word);
    if (column > indent && column + 1 + width > columns_max) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent && !out.empty()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width;
    if (end < text.size() && text[end] == '\n') {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    }
    at = end + 1;
  }
  return out;
}

struct Line {
  std::string left;
  std::string right;
};

std::string two_columns(const std::vector<Line>& lines) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, display_width(line.left));
  width = std::min<std::size_t>(width, 30);
  std::string out;
  for (const Line& line : lines) {
    std::string left = "  " + line.left;
    if (display_width(line.left) > width) {
      out += left + "\n";
      left = "  ";
    }
    const std::size_t indent = width + 4;
    left += std::string(indent - display_width(left), ' ');
    out += left + wrapped(line.right, indent, indent) + "\n";
  }
  return out;
}

std::string usage_line(const std::vector<const Command*>& path) {
  std::string line = "scc";
  for (const Command* command : path) line += " " + command->name;
  if (path.empty()) return line + " COMMAND";
  const Command& command = *path.back();
  if (!command.subcommands.empty()) line += command.run ? " [COMMAND]" : " COMMAND";
  for (const Option& option : command.options) {
    if (!option.positional()) continue;
    const bool needed = option.count == Option::Count::one || option.count == Option::Count::some;
    line += needed ? " " + spelled(option) : " [" + spelled(option) + "]";
  }
  return line + " [OPTIONS]";
}

std::vector<Line> option_lines(const std::vector<Option>& options) {
  std::vector<Line> lines;
  for (const Option& option : options) {
    std::string help = option.help;
    if (!option.choices.empty()) {
      help += " (";
      for (std::size_t i = 0; i < option.choices.size(); ++i) help += (i == 0 ? "" : ", ") + option.choices[i];
      help += ")";
    }
    lines.push_back({spelled(option), help});
  }
  return lines;
}

struct ExitCodeLine {
  ExitCode code;
  const char* meaning;
};
constexpr ExitCodeLine exit_codes[] = {
    {ExitCode::ok, "done"},
    {ExitCode::failed, "the run failed; what it says tells what to do"},
    {ExitCode::usage, "the command line or the configuration is wrong"},
    {ExitCode::differs, "`check`: something disagrees; `sync --dry-run`: something would change"},
    {ExitCode::sign_in, "somebody has to sign in again"},
    {ExitCode::conflict, "changed meanwhile: look again and repeat"},
    {ExitCode::busy, "another process is at work, or a service did not answer: try later"},
    {ExitCode::interrupted, "stopped by Ctrl-C; run it again to go on"},
};

std::vector<Line> exit_code_lines() {
  std::vector<Line> lines;
  for (const ExitCodeLine& line : exit_codes)
    lines.push_back({std::to_string(static_cast<int>(line.code)), line.meaning});
  return lines;
}

std::vector<Line> environment_lines() {
  std::vector<Line> lines{
      {"SCC_CONFIG", "the configuration file when --config is not given"},
      {"SCC_ACTOR", "who acts by hand, as the audit shows it; otherwise $USER"},
      {"NO_COLOR", "no colours, whatever the terminal"},
      {"CLICOLOR_FORCE", "colours also where there is no terminal"},
  };
  for (const ConfigurationKey& key : configuration_keys()) {
    for (const std::string& name : environment_names(key)) lines.push_back({name, key.path + ": " + key.meaning});
  }
  return lines;
}

std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) {
      out += "\\&";
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string roff_lines(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) out += ".TP\n.B " + roff(line.left) + "\n" + roff(line.right) + "\n";
  return out;
}

std::string roff_command(const Command& command, const std::string& prefix) {
  std::string out;
  const std::string name = prefix + " " + command.name;
  if (command.run) {
    std::string line = name;
    for (const Option& option : command.options) {
      if (option.positional()) line += " " + spelled(option);
    }
    out += ".SS " + roff(line) + "\n" + roff(command.summary) + ".\n";
    if (!command.details.empty()) out += ".PP\n" + roff(command.details) + "\n";
    out += roff_lines(option_lines(command.options));
    for (const Example& example : command.examples)
      out += ".PP\n" + roff(example.meaning) + ":\n.EX\n" + roff(example.line) + "\n.EE\n";
  }
  for (const Command& sub : command.subcommands) out += roff_command(sub, name);
  return out;
}

}  // namespace

std::string help_text(const std::vector<const Command*>& path, const std::vector<Command>& commands) {
  std::string out;
  if (path.empty()) {
    out += "scc: crew mails become one agreed crew list, in the calendar and on the ops page\n\n";
  } else {
    out += wrapped(path.back()->summary, 0, 0) + "\n\n";
  }
  const std::vector<Example> top{{"scc init", "write scc.toml here"},
                                 {"scc sync", "read mails and calendar, write the crew blocks"},
                                 {"scc charters --open", "sails that still lack somebody"},
                                 {"scc serve", "the ops page on this machine"}};
  const std::vector<Example>& examples = path.empty() ? top : path.back()->examples;
  if (!examples.empty()) {
    std::vector<Line> lines;
    for (const Example& example : examples) lines.push_back({example.line, example.meaning});
    out += "Examples:\n" + two_columns(lines) + "\n";
  }
  out += "Usage: " + wrapped(usage_line(path), 7, 7) + "\n";
  if (!path.empty() && !path.back()->details.empty()) out += "\n" + wrapped(path.back()->details, 0, 0) + "\n";
  const std::vector<Command>& below = path.empty() ? commands : path.back()->subcommands;
  if (!below.empty()) {
    std::vector<Line> lines;
    for (const Command& command : below) lines.push_back({command.name, command.summary});
    out += "\nCommands:\n" + two_columns(lines);
  }
  if (!path.empty() && !path.back()->options.empty())
    out += "\nOptions:\n" + two_columns(option_lines(path.back()->options));
  out += "\nOptions of every command:\n" + two_columns(option_lines(common_options()));
  if (path.empty()) out += "\n`scc help exit-codes` and `scc help environment` list what scripts need.\n";
  return out;
}

std::string help_topic(std::string_view topic) {
  if (topic == "exit-codes") return "Exit codes:\n" + two_columns(exit_code_lines());
  if (topic == "environment")
    return "Environment variables; each overrides its key of scc.toml:\n" + two_columns(environment_lines());
  return "";
}

std::string man_page(const std::vector<Command>& commands, std::string_view version) {
  std::string out = ".TH SCC 1 \"\" \"ShipCaptainCrew " + std::string(version) + "\" \"User Commands\"\n";
  out += ".SH NAME\nscc \\- crew mails become one agreed crew list, in the calendar and on the ops page\n";
  out += ".SH SYNOPSIS\n.B scc\nCOMMAND [OPTIONS]\n.SH COMMANDS\n";
  for (const Command& command : commands) out += roff_command(command, "scc");
  out += ".SH OPTIONS\nEvery command has these:\n" + roff_lines(option_lines(common_options()));
  out += ".SH EXIT STATUS\n" + roff_lines(exit_code_lines());
  out += ".SH ENVIRONMENT\n" + roff_lines(environment_lines());
  out += ".SH FILES\n.TP\n.B scc.toml\nThe configuration; \\fBscc init\\fR writes one with comments.\n";
  return out;
}

}  // namespace scc::app
