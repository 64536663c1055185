#include "api/access.h"

namespace scc::api {

const char* to_string(Access access) {
  switch (access) {
    case Access::viewer: return "viewer";
    case Access::operates: return "operator";
    case Access::administers: return "admin";
  }
  return "viewer";
}

std::optional<Access> parse_access(std::string_view text) {
  for (const Access access : {Access::viewer, Access::operates, Access::administers}) {
    if (text == to_string(access)) return access;
  }
  return std::nullopt;
}

}  // namespace scc::api
