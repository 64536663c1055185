#include "auth_view.h"

#include <algorithm>

namespace scc::app {
namespace {

using google::Grant;

std::string age_of(Instant at, Instant now) {
  const std::int64_t hours_old = (now - at).milliseconds / hours(1).milliseconds;
  if (hours_old < 48) return std::to_string(std::max<std::int64_t>(hours_old, 0)) + " hours";
  return std::to_string(hours_old / 24) + " days";
}

std::string covered(const SignIn& sign_in, const Grant& grant) {
  std::string text;
  for (const google::Half half : sign_in.halves) {
    if (covers(grant, half)) text += (text.empty() ? "" : ", ") + std::string(to_string(half));
  }
  return text.empty() ? "nothing" : text;
}

/// "gmail.readonly" of Google's long addresses.
std::string short_scope(const std::string& scope) {
  constexpr std::string_view prefix = "https://www.googleapis.com/auth/";
  return scope.starts_with(prefix) ? scope.substr(prefix.size()) : scope;
}

}  // namespace

std::string problem_of(const SignIn& sign_in, const Grant& grant) {
  if (!grant.broken.empty()) return grant.broken;
  if (grant.scopes.empty()) return "";  // imported and not used yet
  std::string missing;
  for (const google::Half half : sign_in.halves) {
    if (!covers(grant, half)) missing += (missing.empty() ? "" : " and ") + std::string(to_string(half));
  }
  if (missing.empty()) return "";
  return "It does not cover " + missing +
         ": the box was not ticked; the other half works. Sign in again and leave every box ticked: scc auth login";
}

std::string end_of(const Grant& grant, Instant now) {
  const auto left = google::days_left(grant, now);
  if (!left) return "";
  return (*left < 0 ? "its end has come" : "ends in " + std::to_string(*left) + " days") +
         std::string(
             ": the app is in Testing status at Google, where a sign-in lives for 7 days. Set it to \"In production\" "
             "(docs/google.md), then sign in again: scc auth login");
}

std::vector<std::string> sign_in_lines(Session& session, const SignIn& sign_in, const Grant& grant, bool& whole) {
  const Instant now = session.clock.now();
  const std::string problem = problem_of(sign_in, grant);
  const std::string end = end_of(grant, now);
  whole = problem.empty();
  Terminal& terminal = session.terminal;
  std::vector<std::string> lines;
  const std::string mark = !problem.empty() ? terminal.inked("✗ ", Ink::bad)
                           : !end.empty()   ? terminal.inked("! ", Ink::warn)
                                            : terminal.inked("✓ ", Ink::good);
  lines.push_back(mark + sign_in.name + ": " + (grant.account.empty() ? "account unknown" : printable(grant.account)) +
                  ", covers " + covered(sign_in, grant));
  std::string scopes;
  for (const std::string& scope : grant.scopes) scopes += (scopes.empty() ? "" : " ") + short_scope(scope);
  lines.push_back("  scopes: " + (scopes.empty() ? "not known yet" : printable(scopes)));
  lines.push_back("  signed in " + to_people(grant.obtained, session.zone()) + ", " + age_of(grant.obtained, now) +
                  " ago; last refresh " +
                  (grant.last_refresh ? to_people(*grant.last_refresh, session.zone()) : "never"));
  if (!end.empty()) lines.push_back("  " + end);
  if (!problem.empty()) lines.push_back("  " + printable(problem));
  return lines;
}

boost::json::object sign_in_json(Session& session, const SignIn& sign_in, const std::optional<Grant>& grant,
                                 bool& whole) {
  boost::json::object object{{"name", sign_in.name}, {"signed_in", grant.has_value()}};
  boost::json::array halves;
  for (const google::Half half : sign_in.halves) {
    if (grant && covers(*grant, half)) halves.emplace_back(to_string(half));
  }
  object["covers"] = std::move(halves);
  whole = false;
  if (!grant) {
    object["problem"] = "Nobody has signed in yet. Sign in: scc auth login";
    return object;
  }
  const std::string problem = problem_of(sign_in, *grant);
  whole = problem.empty();
  object["account"] = grant->account;
  object["scopes"] = boost::json::array(grant->scopes.begin(), grant->scopes.end());
  object["obtained"] = to_rfc3339(grant->obtained);
  object["last_refresh"] = grant->last_refresh ? boost::json::value(to_rfc3339(*grant->last_refresh)) : nullptr;
  object["ends"] = grant->ends ? boost::json::value(to_rfc3339(*grant->ends)) : nullptr;
  object["warning"] = end_of(*grant, session.clock.now());
  object["problem"] = problem;
  return object;
}

}  // namespace scc::app
