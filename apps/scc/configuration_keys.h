/// ConfigurationKeys: the one table of keys that the file, the environment, `scc init` and the
/// documentation are made from. The lists of roles and vessels stand beside it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/secret.h"
#include "configuration.h"

namespace scc::app {

using KeyPlace = std::variant<std::string*, int*, std::vector<std::string>*, Secret*>;

struct ConfigurationKey {
  std::string path;                       ///< "mail.source"
  std::string meaning;                    ///< a few words
  KeyPlace (*place)(Configuration&);      ///< where its value is kept
  std::vector<std::string> choices = {};  ///< none: anything of its type
  std::string also = {};                  ///< a second environment variable that a deployment already has
  int least = 0;                          ///< numbers only
  int most = 1'000'000;
};

[[nodiscard]] const std::vector<ConfigurationKey>& configuration_keys();
/// SCC_MAIL_SOURCE for mail.source, and the second name where it has one; the later one wins.
[[nodiscard]] std::vector<std::string> environment_names(const ConfigurationKey& key);
/// "text", "whole number", "list of texts"
[[nodiscard]] const char* type_name(const KeyPlace& place);

}  // namespace scc::app
