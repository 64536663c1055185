/// World: all that is known when one mail is read: the operation and its charters with their crew.
#pragma once

#include <vector>

#include "domain/charter.h"
#include "domain/operation.h"

namespace scc {

struct World {
  Operation operation;
  std::vector<Charter> charters;
  bool operator==(const World&) const = default;
};

}  // namespace scc
