/// Audit: each charter that changed in the table is looked at once more: is its crew still the fold
/// of its facts? What is found is logged, and a drift alarms.
#pragma once

#include "function.h"

namespace scc::app {

[[nodiscard]] hosts::LambdaHandler audit_handler(Function& function);

}  // namespace scc::app
