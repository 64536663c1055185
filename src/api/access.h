/// Access: who makes a call, and how much they may do here. Each route says what it needs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.h"

namespace scc::api {

/// Each may do what those before it may.
enum class Access {
  viewer,      ///< sees sails, crew and history; no phone numbers or addresses
  operates,    ///< assigns, decides reviews, repairs, keeps the roster, hands out crew links
  administers  ///< says who may sign in
};
/// "viewer", "operator", "admin": as docs/api.yaml and the page call them.
[[nodiscard]] const char* to_string(Access access);
[[nodiscard]] std::optional<Access> parse_access(std::string_view text);

/// Somebody of the office.
struct Identity {
  std::string actor;  ///< how facts name them: "maria (page)"
  Access access = Access::viewer;
  bool operator==(const Identity&) const = default;
};

/// What a call of a route takes. A crew link opens the crew routes and nothing else, and no office
/// session opens those: the two never stand in for one another.
enum class Needs { nothing, crew_link, viewer, operates, administers };

}  // namespace scc::api
