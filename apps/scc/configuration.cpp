#include "configuration.h"

#include <toml++/toml.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "configuration_keys.h"
#include "configuration_services.h"
#include "nearest.h"

namespace scc::app {
namespace {

Error wrong(const std::string& where, const std::string& what) {
  return {Remedy::stop, where + ": " + what};
}

std::string in_quotes(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + in_quotes(text);
  return out;
}

std::string meant(const std::string& suggestion) {
  return suggestion.empty() ? "" : " Did you mean " + in_quotes(suggestion) + "?";
}

/// Reads one file; remembers where each key stood, for complaints about its value.
class ConfigurationReader {
 public:
  ConfigurationReader(Configuration& configuration, std::string file)
      : configuration_(configuration), file_(std::move(file)) {}

  Outcome read(std::string_view text) {
    toml::table root;
    try {
      root = toml::parse(text, file_);
    } catch (const toml::parse_error& error) {
      return wrong(file_ + ":" + std::to_string(error.source().begin.line), std::string(error.description()));
    }
    for (const auto& [key, node] : root) {
      const std::string name(key.str());
      auto outcome = name == "role"     ? read_list(node, "role")
                     : name == "vessel" ? read_list(node, "vessel")
                                        : read_section(name, node, at(key.source()));
      if (!outcome) return outcome;
    }
    return done();
  }

  Outcome read(const Environment& environment) {
    for (const auto& [name, value] : environment.all()) {
      if (name.starts_with("AWS_") || name == "HOME") configuration_.aws.emplace(name, value);
    }
    for (const ConfigurationKey& key : configuration_keys()) {
      for (const std::string& name : environment_names(key)) {
        if (!environment.has(name)) continue;
        auto outcome = put_text(key, environment.text(name), "environment variable " + name);
        if (!outcome) return outcome;
      }
    }
    return done();
  }

  /// "scc.toml:12: mail.source" or "environment variable SCC_MAIL_SOURCE"
  [[nodiscard]] std::string origin(const std::string& path) const {
    const auto found = origins_.find(path);
    return found == origins_.end() ? file_ + ": " + path : found->second;
  }

 private:
  [[nodiscard]] std::string at(const toml::source_region& place) const {
    return file_ + ":" + std::to_string(place.begin.line);
  }

  Outcome read_section(const std::string& section, const toml::node& node, const std::string& where) {
    std::vector<std::string> sections{"role", "vessel"};
    std::vector<std::string> known;
    for (const ConfigurationKey& key : configuration_keys()) {
      const std::size_t dot = key.path.find('.');
      sections.push_back(key.path.substr(0, dot));
      if (sections.back() == section) known.push_back(key.path.substr(dot + 1));
    }
    if (known.empty())
      return wrong(where, "there is no section [" + section + "]." + meant(nearest(section, sections)));
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(where, section + " has to be a section: [" + section + "]");
    for (const auto& [key, value] : *table) {
      const std::string name(key.str());
      const std::string place = at(key.source());
      const ConfigurationKey* found = find_key(section + "." + name);
      if (found == nullptr) {
        return wrong(
            place, "[" + section + "] has no key " + in_quotes(name) + "." +
                       (nearest(name, known).empty() ? " It has " + listed(known) + "." : meant(nearest(name, known))));
      }
      auto outcome = put_node(*found, value, place);
      if (!outcome) return outcome;
    }
    return done();
  }

  static const ConfigurationKey* find_key(const std::string& path) {
    for (const ConfigurationKey& key : configuration_keys()) {
      if (key.path == path) return &key;
    }
    return nullptr;
  }

  Outcome put_node(const ConfigurationKey& key, const toml::node& node, const std::string& where) {
    KeyPlace place = key.place(configuration_);
    origins_[key.path] = where + ": " + key.path;
    const Error mistyped = wrong(where + ": " + key.path, std::string("has to be ") + type_name(place) + ".");
    if (std::string** text = std::get_if<std::string*>(&place)) {
      if (!node.is_string()) return mistyped;
      **text = node.as_string()->get();
    } else if (Secret** secret = std::get_if<Secret*>(&place)) {
      if (!node.is_string()) return mistyped;
      **secret = Secret(node.as_string()->get());
    } else if (int** number = std::get_if<int*>(&place)) {
      if (!node.is_integer()) return mistyped;
      return put_number(key, **number, node.as_integer()->get());
    } else {
      auto texts = texts_of(node, mistyped);
      if (!texts) return texts.error();
      *std::get<std::vector<std::string>*>(place) = *texts;
    }
    return check_choice(key);
  }

  static Result<std::vector<std::string>> texts_of(const toml::node& node, const Error& mistyped) {
    const toml::array* array = node.as_array();
    if (array == nullptr) return mistyped;
    std::vector<std::string> texts;
    for (const toml::node& item : *array) {
      if (!item.is_string()) return mistyped;
      texts.push_back(item.as_string()->get());
    }
    return texts;
  }

  Outcome put_text(const ConfigurationKey& key, const std::string& text, const std::string& where) {
    KeyPlace place = key.place(configuration_);
    origins_[key.path] = where;
    if (std::string** value = std::get_if<std::string*>(&place)) {
      **value = text;
    } else if (Secret** secret = std::get_if<Secret*>(&place)) {
      **secret = Secret(text);
    } else if (int** number = std::get_if<int*>(&place)) {
      std::int64_t value_read = 0;
      const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value_read);
      if (problem != std::errc() || end != text.data() + text.size())
        return wrong(where, in_quotes(text) + " is no whole number.");
      return put_number(key, **number, value_read);
    } else {
      std::vector<std::string>& list = *std::get<std::vector<std::string>*>(place);
      list.clear();
      for (const std::string_view item : split(text, ',')) {
        if (!trim(item).empty()) list.emplace_back(trim(item));
      }
    }
    return check_choice(key);
  }

  [[nodiscard]] Outcome put_number(const ConfigurationKey& key, int& place, std::int64_t value) const {
    if (value < key.least || value > key.most) {
      return wrong(origin(key.path), std::to_string(value) + " is not between " + std::to_string(key.least) + " and " +
                                         std::to_string(key.most) + ".");
    }
    place = static_cast<int>(value);
    return done();
  }

  [[nodiscard]] Outcome check_choice(const ConfigurationKey& key) const {
    if (key.choices.empty()) return done();
    const std::string& value = *std::get<std::string*>(key.place(configuration_));
    for (const std::string& choice : key.choices) {
      if (value == choice) return done();
    }
    return wrong(origin(key.path),
                 in_quotes(value) + " is none of " + listed(key.choices) + "." + meant(nearest(value, key.choices)));
  }

  /// [[role]] and [[vessel]]
  Outcome read_list(const toml::node& node, const std::string& kind) {
    const toml::array* array = node.as_array();
    if (array == nullptr || array->empty() || !array->is_homogeneous(toml::node_type::table))
      return wrong(at(node.source()), kind + " has to be written as [[" + kind + "]], once for each.");
    for (const toml::node& item : *array) {
      auto outcome = read_item(*item.as_table(), kind, at(item.source()));
      if (!outcome) return outcome;
    }
    return done();
  }

  Outcome read_item(const toml::table& item, const std::string& kind, const std::string& where) {
    const bool is_role = kind == "role";
    const std::vector<std::string> known = is_role ? std::vector<std::string>{"id", "title", "aliases", "max"}
                                                   : std::vector<std::string>{"id", "name", "aliases"};
    Role role;
    Vessel vessel;
    for (const auto& [key, value] : item) {
      const std::string name(key.str());
      const std::string place = at(key.source());
      if (std::find(known.begin(), known.end(), name) == known.end())
        return wrong(place, "[[" + kind + "]] has no key " + in_quotes(name) + "; it has " + listed(known) + ".");
      if (name == "aliases") {
        auto texts = texts_of(value, wrong(place, "aliases has to be a list of texts, like [\"a\", \"b\"]."));
        if (!texts) return texts.error();
        (is_role ? role.aliases : vessel.aliases) = *texts;
      } else if (name == "max") {
        if (!value.is_integer() || value.as_integer()->get() < 1 || value.as_integer()->get() > holders_max)
          return wrong(place, "max has to be a whole number from 1 to " + std::to_string(holders_max) + ".");
        role.max = static_cast<int>(value.as_integer()->get());
      } else {
        if (!value.is_string()) return wrong(place, name + " has to be a text in quotes.");
        const std::string text = value.as_string()->get();
        if (name == "id") {
          role.id = RoleId(text);
          vessel.id = VesselId(text);
        } else {
          (is_role ? role.title : vessel.name) = text;
        }
      }
    }
    const std::string& id = is_role ? role.id.text : vessel.id.text;
    if (id.empty() || id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string::npos)
      return wrong(where,
                   "[[" + kind + "]] needs an id of small letters, digits, - and _; it has " + in_quotes(id) + ".");
    if (!seen_.insert(kind + " " + id).second) return wrong(where, kind + " " + in_quotes(id) + " stands here twice.");
    if ((is_role ? role.title : vessel.name).empty())
      return wrong(where, kind + " " + in_quotes(id) + " needs a " + (is_role ? "title." : "name."));
    if (is_role) {
      configuration_.roles.push_back(std::move(role));
    } else {
      configuration_.vessels.push_back(std::move(vessel));
    }
    return done();
  }

  static constexpr int holders_max = 50;  ///< of one role on one charter

  Configuration& configuration_;
  std::string file_;
  std::map<std::string, std::string> origins_;
  std::set<std::string> seen_;
};

/// The values that only make sense together, as the engine takes them.
Outcome make_settings(Configuration& c, const ConfigurationReader& reader) {
  auto zone = zone_named(c.operation.timezone);
  if (!zone) return wrong(reader.origin("operation.timezone"), zone.error().what);
  for (const std::string& sender : c.operation.trusted_senders) {
    const std::size_t at = sender.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == sender.size() ||
        sender.find_first_of(" <>,") != std::string::npos)
      return wrong(reader.origin("operation.trusted_senders"),
                   in_quotes(sender) + " is no mail address; write only the address, like \"carole@sailing.example\".");
  }
  if (c.roles.empty()) c.roles = default_roles();
  engine::Settings& settings = c.settings;
  Operation& operation = settings.operation;
  operation.name = c.operation.name;
  operation.zone = *zone;
  operation.date_order = c.operation.date_order == "dmy" ? DateOrder::day_month : DateOrder::month_day;
  operation.mailbox = c.operation.mailbox;
  operation.trusted_senders = c.operation.trusted_senders;
  operation.roles = c.roles;
  operation.vessels = c.vessels;
  settings.trust.trusted_senders = c.operation.trusted_senders;
  settings.trust.authserv_id = c.mail.authserv_id;
  settings.trust.without_header = c.mail.without_header == "believe" ? mail::TrustPolicy::WithoutHeader::believe
                                                                     : mail::TrustPolicy::WithoutHeader::refuse;
  settings.block_edits = c.calendar.block_edits == "accept" ? engine::BlockEdits::accept : engine::BlockEdits::review;
  if (c.calendar.title_separator.empty())
    return wrong(reader.origin("calendar.title_separator"), "is empty; an event's title needs one, like \" - \".");
  settings.title_separator = c.calendar.title_separator;
  settings.default_vessel = VesselId(c.calendar.default_vessel);
  if (!c.calendar.default_vessel.empty() && find_vessel(operation, settings.default_vessel) == nullptr) {
    std::vector<std::string> ids;
    for (const Vessel& vessel : c.vessels) ids.push_back(vessel.id.text);
    return wrong(reader.origin("calendar.default_vessel"),
                 "there is no vessel " + in_quotes(c.calendar.default_vessel) + "." +
                     (ids.empty() ? " Add it as [[vessel]]." : " The vessels are " + listed(ids) + "."));
  }
  if (c.vessels.size() == 1 && c.calendar.default_vessel.empty()) settings.default_vessel = c.vessels.front().id;
  return done();
}

}  // namespace

std::string Configuration::path_of(const std::string& path) const {
  const std::filesystem::path given(path);
  if (path.empty() || given.is_absolute() || folder.empty()) return path;
  return (std::filesystem::path(folder) / given).lexically_normal().string();
}

Result<Configuration> read_configuration_text(std::string_view text, const std::string& file,
                                              const Environment& environment) {
  Configuration configuration;
  configuration.file = file;
  configuration.folder = std::filesystem::path(file).parent_path().string();
  ConfigurationReader reader(configuration, file);
  auto outcome = reader.read(text);
  if (!outcome) return outcome.error();
  outcome = reader.read(environment);
  if (!outcome) return outcome.error();
  outcome = make_settings(configuration, reader);
  if (!outcome) return outcome.error();
  outcome = check_services(configuration, [&](const std::string& path) { return reader.origin(path); });
  if (!outcome) return outcome.error();
  return configuration;
}

Result<Configuration> read_configuration(const std::string& file, const Environment& environment) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  if (problem) {
    return wrong(file,
                 "can't be read (" + problem.message() + "). `scc init` writes one here, or name yours with --config.");
  }
  if (size > configuration_bytes_max) return wrong(file, "is larger than 1 MiB; this is no scc.toml.");
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return wrong(file, "can't be read; check its permissions.");
  return read_configuration_text(text.str(), file, environment);
}

std::vector<Role> default_roles() {
  return {{RoleId("captain"), "Captain", {"skipper", "capt"}, 1},
          {RoleId("first_mate"), "1st Mate", {"first mate", "1st", "mate"}, 1},
          {RoleId("second_mate"), "2nd Mate", {"second mate", "2nd", "second"}, 1},
          {RoleId("host"), "Host/Hostess", {"host", "hostess"}, 1}};
}

}  // namespace scc::app
