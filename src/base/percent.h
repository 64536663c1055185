/// Percent: RFC 3986 escapes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scc {

/// Everything but the unreserved characters as %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);
enum class Plus { literal, space };  ///< "+" in a query means a space, in a path itself
/// Nothing for a broken escape.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, Plus plus);

}  // namespace scc
