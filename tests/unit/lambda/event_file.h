/// EventFile: a recorded event of AWS's own documentation (read 24 Nov 2026), with our table's keys.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace scc::hosts {

inline std::string event_file(const std::string& name) {
  std::ifstream file(std::string(SCC_SOURCE_DIR) + "/tests/unit/lambda/events/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string with(std::string text, const std::string& part, const std::string& instead) {
  return text.replace(text.find(part), part.size(), instead);
}

}  // namespace scc::hosts
