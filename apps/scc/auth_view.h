/// AuthView: a sign-in as people and scripts see it. No secret is in it.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "google_account.h"
#include "session.h"

namespace scc::app {

/// Days of life left below which a sign-in is worth a warning.
inline constexpr std::int64_t days_left_warned = 3;

/// What is wrong with the grant, with its cure; "" when nothing is.
[[nodiscard]] std::string problem_of(const SignIn& sign_in, const google::Grant& grant);
/// "ends in 6 days: the app is in Testing status…"; "" when Google set no end.
[[nodiscard]] std::string end_of(const google::Grant& grant, Instant now);
/// `whole` becomes false when somebody has to sign in.
[[nodiscard]] std::vector<std::string> sign_in_lines(Session& session, const SignIn& sign_in,
                                                     const google::Grant& grant, bool& whole);
[[nodiscard]] boost::json::object sign_in_json(Session& session, const SignIn& sign_in,
                                               const std::optional<google::Grant>& grant, bool& whole);

}  // namespace scc::app
