/// AuthenticationResults: one such header by the grammar of RFC 8601 section 2.2.
///
/// Rationale: "dmarc=pass" may stand in a comment, in a quoted address, after the wrong server's
/// name or behind a fold; only the grammar tells a result from a text that looks like one.
/// Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scc::mail {

struct AuthenticationProperty {
  std::string name;   ///< "header.from", lower case
  std::string value;  ///< without quotes and comments
};

struct AuthenticationMethod {
  std::string method;  ///< "dmarc", lower case
  std::string result;  ///< "pass", lower case
  std::vector<AuthenticationProperty> properties;
  [[nodiscard]] std::string_view property(std::string_view name) const;  ///< "" if there is none
};

struct AuthenticationResults {
  std::string authserv_id;  ///< lower case
  std::vector<AuthenticationMethod> methods;
};

inline constexpr std::size_t authentication_bytes_max = 32 * 1024;

/// Nothing for what the grammar does not allow.
[[nodiscard]] std::optional<AuthenticationResults> parse_authentication_results(std::string_view raw);

}  // namespace scc::mail
