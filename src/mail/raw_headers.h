/// RawHeaders: the header lines of a mail exactly as they stand, in order, none merged or mended.
///
/// Rationale: trust hangs on how often a header occurs and in which order; a library that has
/// already chosen between two From lines can't be asked. Views into the mail. Pure, any thread.
#pragma once

#include <string_view>
#include <vector>

namespace scc::mail {

struct RawHeader {
  std::string_view name;   ///< as written
  std::string_view value;  ///< folded as written, without the last line end
};

struct RawHeaders {
  std::vector<RawHeader> all;
  std::size_t body_begin = 0;  ///< offset of the first byte after the empty line
  bool too_long = false;       ///< more than header_bytes_max or headers_max; `all` is cut
  bool broken = false;         ///< a line that is no header, a bare CR or a NUL
};

inline constexpr std::size_t headers_max = 2000;

[[nodiscard]] RawHeaders scan_headers(std::string_view bytes);
[[nodiscard]] bool same_letters(std::string_view a, std::string_view b);  ///< of one length
/// ASCII letters of either case are the same.
[[nodiscard]] inline bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_letters(a, b);
}
/// Every value of that name, top first.
[[nodiscard]] std::vector<std::string_view> values_of(const RawHeaders& headers, std::string_view name);

}  // namespace scc::mail
