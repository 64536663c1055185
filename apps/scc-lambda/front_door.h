/// FrontDoor: only CloudFront knows what to say at API Gateway's door, so whoever calls it directly
/// is turned away (its own address can't be closed while CloudFront has to reach it).
#pragma once

#include <optional>
#include <string>

#include "api/http.h"
#include "function.h"

namespace scc::app {

/// As infra/lib/page.ts has CloudFront send it.
inline constexpr std::string_view front_door_header = "x-scc-front-door";
inline constexpr Duration front_door_kept = minutes(5);

class FrontDoor {
 public:
  explicit FrontDoor(Function& function) : function_(function) {}
  /// Nothing when the request came through CloudFront. Without SCC_FRONT_DOOR_SECRET nobody may enter.
  [[nodiscard]] std::optional<api::Response> refusal(const api::Request& request);

 private:
  [[nodiscard]] Outcome learn();
  Function& function_;
  std::string word_hash_;
  Instant learnt_;
};

}  // namespace scc::app
