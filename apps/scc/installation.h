/// Installation: where the files that come with the program stand: beside a build, or installed.
#pragma once

#include <string>

namespace scc::app {

/// The folder of the example mailbox; "" when it is not there.
[[nodiscard]] std::string examples_folder();
/// The folder of the built ops page; "" when it is not there.
[[nodiscard]] std::string page_folder();

}  // namespace scc::app
