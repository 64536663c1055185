#include "configuration.h"
#include "configuration_keys.h"

namespace scc::app {
namespace {

std::string toml_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

std::string toml_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() == 1 ? "" : ", ") + toml_text(text);
  return out + "]";
}

std::string toml_value(const KeyPlace& place) {
  if (std::string* const* text = std::get_if<std::string*>(&place)) return toml_text(**text);
  if (int* const* number = std::get_if<int*>(&place)) return std::to_string(**number);
  if (std::holds_alternative<Secret*>(place)) return "\"\"";
  return toml_list(*std::get<std::vector<std::string>*>(place));
}

}  // namespace

std::string configuration_template(const FirstAnswers& answers) {
  Configuration values;
  if (!answers.name.empty()) values.operation.name = answers.name;
  if (!answers.timezone.empty()) values.operation.timezone = answers.timezone;
  values.operation.mailbox = answers.mailbox;
  values.operation.trusted_senders = answers.trusted_senders;
  std::string out =
      "# ShipCaptainCrew: everything `scc` needs to know. Paths count from this file's folder.\n"
      "# An environment variable SCC_<SECTION>_<KEY> overrides a key: SCC_MAIL_PATH overrides mail.path.\n";
  std::string section;
  for (const ConfigurationKey& key : configuration_keys()) {
    const std::size_t dot = key.path.find('.');
    if (key.path.substr(0, dot) != section) {
      section = key.path.substr(0, dot);
      out += "\n[" + section + "]\n";
    }
    out += "# " + key.meaning + "\n" + key.path.substr(dot + 1) + " = " + toml_value(key.place(values)) + "\n";
  }
  out += "\n# Roles in the order in which the calendar lists them; max: how many may hold it on one sail.\n";
  for (const Role& role : default_roles()) {
    out += "[[role]]\nid = " + toml_text(role.id.text) + "\ntitle = " + toml_text(role.title) +
           "\naliases = " + toml_list(role.aliases) + "\nmax = " + std::to_string(role.max) + "\n\n";
  }
  out +=
      "# Vessels by the names that mails and calendar use.\n"
      "# [[vessel]]\n# id = \"jada\"\n# name = \"JADA\"\n# aliases = [\"the yawl\"]\n";
  return out;
}

}  // namespace scc::app
