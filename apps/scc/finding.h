/// Finding: one line of `scc doctor`: what was looked at, how it stands, and the cure.
#pragma once

#include <string>
#include <utility>

namespace scc::app {

enum class Verdict { well, look, broken };

struct Finding {
  Verdict verdict = Verdict::well;
  std::string what;
  std::string cure;  ///< "" when nothing is to be done, or `what` says it
};

inline Finding broken(std::string what, std::string cure = "") {
  return {Verdict::broken, std::move(what), std::move(cure)};
}
inline Finding well(std::string what) {
  return {Verdict::well, std::move(what), ""};
}

}  // namespace scc::app
