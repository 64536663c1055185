/// LanguageFiles: the text of the data files beside this header, as built into the program.
#pragma once

#include <span>
#include <string_view>

namespace scc::extract {

struct LanguageFile {
  std::string_view name;  ///< "en.txt"
  std::string_view text;
};

/// In the order of their names.
[[nodiscard]] std::span<const LanguageFile> language_files();

}  // namespace scc::extract
