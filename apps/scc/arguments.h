/// Arguments: what the command line gave to one command, already checked for its kind.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace scc::app {

class Arguments {
 public:
  void put(std::string name, std::vector<std::string> values) { values_[std::move(name)] = std::move(values); }

  [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }
  /// The first value; "" when the option was not given.
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? "" : found->second.front();
  }
  [[nodiscard]] std::vector<std::string> list(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
  }
  [[nodiscard]] std::optional<Date> date(const std::string& name) const {
    return has(name) ? parse_date(text(name)) : std::nullopt;
  }
  [[nodiscard]] std::optional<int> number(const std::string& name) const {
    return has(name) ? std::optional(std::stoi(text(name))) : std::nullopt;
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

}  // namespace scc::app
