/// StoreBackend: a kind of store that the contract suite is run on.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "ports/store.h"

namespace scc {

/// One database, empty when made; each open() is another worker on it.
class StoreBackend {
 public:
  virtual ~StoreBackend() = default;
  virtual std::unique_ptr<Store> open() = 0;
};

struct BackendKind {
  std::string name;
  std::function<std::unique_ptr<StoreBackend>()> make;
};
inline std::ostream& operator<<(std::ostream& out, const BackendKind& kind) {
  return out << kind.name;
}

/// Every backend that this machine can run.
std::vector<BackendKind> store_backends();

}  // namespace scc
