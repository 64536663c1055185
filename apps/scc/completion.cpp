#include "completion.h"

#include <algorithm>
#include <filesystem>

#include "adapters/system/system_clock.h"
#include "adapters/system/system_entropy.h"
#include "engine/ledger.h"
#include "session.h"

namespace scc::app {
namespace {

constexpr int offered_max = 200;

/// Where the words before the cursor lead.
struct Place {
  const Command* command = nullptr;
  const Option* value_of = nullptr;  ///< the last word before the cursor is an option that takes a value
  std::size_t positional = 0;        ///< how many positional words stand already
  std::string configuration;
};

const Option* option_named(const Command* command, const std::string& name) {
  const auto find_in = [&](const std::vector<Option>& options) -> const Option* {
    for (const Option& option : options) {
      if (option.name == name) return &option;
    }
    return nullptr;
  };
  const Option* found = command == nullptr ? nullptr : find_in(command->options);
  return found != nullptr ? found : find_in(common_options());
}

const Command* command_named(const std::vector<Command>& commands, const std::string& name) {
  for (const Command& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

Place place_of(const std::vector<std::string>& words, const std::vector<Command>& commands) {
  Place place;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (place.value_of != nullptr) {
      if (place.value_of->name == "--config") place.configuration = word;
      place.value_of = nullptr;
      continue;
    }
    if (word.starts_with("-")) {
      const Option* option = option_named(place.command, word);
      if (option != nullptr && option->takes != Takes::nothing) place.value_of = option;
      continue;
    }
    const Command* below = command_named(place.command == nullptr ? commands : place.command->subcommands, word);
    if (below != nullptr && place.positional == 0) {
      place.command = below;
    } else {
      ++place.positional;
    }
  }
  return place;
}

const Option* positional_at(const Command& command, std::size_t index) {
  const Option* last = nullptr;
  for (const Option& option : command.options) {
    if (!option.positional()) continue;
    last = &option;
    if (index == 0) return last;
    --index;
  }
  const bool many = last != nullptr && (last->count == Option::Count::any || last->count == Option::Count::some);
  return many ? last : nullptr;
}

/// Values that only the configuration and the store know.
void add_known(Takes takes, Session& session, std::vector<std::string>& offers) {
  if (takes == Takes::role) {
    for (const Role& role : session.configuration().settings.operation.roles) offers.push_back(role.id.text);
    return;
  }
  if (!std::filesystem::exists(session.configuration().path_of(session.configuration().store.path))) return;
  auto store = session.ports().store();
  if (!store) return;
  if (takes == Takes::charter) {
    auto page = (*store)->charters_between(long_ago, far_ahead, page_items_max, "");
    if (!page) return;
    for (const CharterRecord& record : page->items) offers.push_back(record.charter.id.text);
  } else if (takes == Takes::crew_member) {
    auto crew = (*store)->crew();
    if (!crew) return;
    for (const CrewMember& member : *crew) offers.push_back(member.id.text);
  } else if (takes == Takes::review) {
    auto page = (*store)->open_reviews(offered_max, "");
    if (!page) return;
    for (const ReviewItem& item : page->items) offers.push_back(item.id.text);
  } else if (takes == Takes::fact) {
    auto page = (*store)->audit(long_ago, far_ahead, offered_max, "");
    if (!page) return;
    for (const Fact& fact : page->items) offers.push_back(fact.id.text);
  }
}

void add_files(const std::string& word, bool only_folders, std::vector<std::string>& offers) {
  const std::size_t slash = word.rfind('/');
  const std::string prefix = slash == std::string::npos ? "" : word.substr(0, slash + 1);
  std::error_code problem;
  std::filesystem::directory_iterator entries(prefix.empty() ? "." : prefix, problem);
  if (problem) return;
  for (const auto& entry : entries) {
    const bool folder = entry.is_directory(problem);
    if (only_folders && !folder) continue;
    offers.push_back(prefix + entry.path().filename().string() + (folder ? "/" : ""));
  }
}

void add_values(const Option& option, const std::string& word, const Place& place, const Environment& environment,
                std::vector<std::string>& offers) {
  if (!option.choices.empty()) {
    offers.insert(offers.end(), option.choices.begin(), option.choices.end());
    return;
  }
  if (option.takes == Takes::file || option.takes == Takes::folder) {
    add_files(word, option.takes == Takes::folder, offers);
    return;
  }
  if (option.takes == Takes::text || option.takes == Takes::number || option.takes == Takes::date) return;
  SystemClock clock;
  SystemEntropy entropy;
  Terminal terminal(environment, Colour::never);
  Session session(terminal, environment, clock, entropy, {});
  Arguments arguments;
  if (!place.configuration.empty()) arguments.put("--config", {place.configuration});
  if (session.load_configuration(session.configuration_file(arguments))) add_known(option.takes, session, offers);
}

}  // namespace

std::vector<std::string> complete(const std::vector<std::string>& words, const std::vector<Command>& commands,
                                  const Environment& environment) {
  const std::string word = words.empty() ? "" : words.back();
  const Place place = place_of(words, commands);
  std::vector<std::string> offers;
  if (place.value_of != nullptr) {
    add_values(*place.value_of, word, place, environment, offers);
  } else if (word.starts_with("-")) {
    for (const Option& option : common_options()) offers.push_back(option.name);
    if (place.command != nullptr) {
      for (const Option& option : place.command->options) {
        if (!option.positional()) offers.push_back(option.name);
      }
    }
  } else {
    for (const Command& command : place.command == nullptr ? commands : place.command->subcommands)
      offers.push_back(command.name);
    const Option* next = place.command == nullptr ? nullptr : positional_at(*place.command, place.positional);
    if (next != nullptr) add_values(*next, word, place, environment, offers);
  }
  std::erase_if(offers, [&](const std::string& offer) { return !offer.starts_with(word); });
  std::sort(offers.begin(), offers.end());
  offers.erase(std::unique(offers.begin(), offers.end()), offers.end());
  return offers;
}

}  // namespace scc::app
