/// PageFiles: the built page as responses: its files, and index.html for every address of its own.
///
/// Read anew for each request, so a page that is built again is served without a restart. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"

namespace scc::hosts {

inline constexpr std::size_t page_file_bytes_max = 8 * 1024 * 1024;

/// By the path's ending: "text/html; charset=utf-8".
[[nodiscard]] std::string_view media_type_of(std::string_view path);

class PageFiles {
 public:
  explicit PageFiles(std::string directory) : directory_(std::move(directory)) {}
  /// GET and HEAD only. A path with a dot in its last part is a file or 404; any other is the page.
  [[nodiscard]] api::Response serve(const api::Request& request) const;

 private:
  std::string directory_;
};

}  // namespace scc::hosts
