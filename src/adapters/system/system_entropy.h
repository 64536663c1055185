/// SystemEntropy: the kernel's random numbers. Any thread.
#pragma once

#include "ports/clock.h"

namespace scc {

class SystemEntropy final : public Entropy {
 public:
  [[nodiscard]] std::string random_bytes(std::size_t count) override;
};

}  // namespace scc
