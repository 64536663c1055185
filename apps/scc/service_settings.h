/// ServiceSettings: what the API takes of the configuration, alike for `scc serve` and for Lambda.
#pragma once

#include <string_view>

#include "adapters/google_identity/google_sign_in.h"
#include "api/service.h"
#include "configuration.h"

namespace scc::app {

/// `identity`: who users prove themselves to; null: only one-time links let somebody in.
[[nodiscard]] api::ServiceSettings service_settings(const Configuration& configuration, std::string_view version,
                                                    IdentityProvider* identity);
/// Whether people sign in with Google here.
[[nodiscard]] bool has_google_sign_in(const Configuration& configuration);
[[nodiscard]] google::SignInClient sign_in_client(const Configuration& configuration, const Secret& client_secret);

}  // namespace scc::app
