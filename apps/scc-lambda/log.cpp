#include "log.h"

#include <iostream>

namespace scc::app {

void log_event(const boost::json::object& fields) {
  // One write a line, so that lines never mix.
  std::cerr << boost::json::serialize(fields) + "\n";
}

}  // namespace scc::app
