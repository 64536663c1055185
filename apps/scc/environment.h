/// Environment: the process's environment variables, read once; the only home of getenv.
#pragma once

#include <map>
#include <string>

namespace scc::app {

class Environment {
 public:
  Environment() = default;
  explicit Environment(std::map<std::string, std::string> variables) : variables_(std::move(variables)) {}
  [[nodiscard]] static Environment of_this_process();

  [[nodiscard]] bool has(const std::string& name) const { return variables_.contains(name); }
  /// "" when it is not set.
  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = variables_.find(name);
    return found == variables_.end() ? "" : found->second;
  }
  [[nodiscard]] const std::map<std::string, std::string>& all() const { return variables_; }

 private:
  std::map<std::string, std::string> variables_;
};

}  // namespace scc::app
