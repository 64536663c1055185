#include "api/service.h"

#include <optional>

#include "api/answer.h"
#include "api/cookie.h"
#include "api/crew_links.h"
#include "api/desk.h"
#include "base/percent.h"
#include "base/text.h"

namespace scc::api {
namespace {

constexpr std::string_view base_path = "/api/v1";
constexpr std::size_t query_bytes_max = 4096;

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (const auto& group : {charter_routes(), crew_routes(), alias_routes(), crew_link_routes(), review_routes(),
                            agreement_routes(), session_routes(), sign_in_routes(), user_routes(), status_routes()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

/// The decoded values of the pattern's {…}; nothing when the path is another one.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  const auto wanted = split(pattern, '/');
  const auto given = split(path, '/');
  if (wanted.size() != given.size()) return std::nullopt;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i].starts_with('{')) {
      if (wanted[i] != given[i]) return std::nullopt;
      continue;
    }
    auto value = percent_decode(given[i], Plus::literal);
    if (!value || value->empty() || !is_valid_utf8(*value)) return std::nullopt;
    values.push_back(std::move(*value));
  }
  return values;
}

std::optional<std::map<std::string, std::string, std::less<>>> parse_query(std::string_view query) {
  std::map<std::string, std::string, std::less<>> values;
  if (query.size() > query_bytes_max) return std::nullopt;
  for (const std::string_view part : split(query, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    auto name = percent_decode(part.substr(0, equals), Plus::space);
    auto value = percent_decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), Plus::space);
    if (!name || !value || !is_valid_utf8(*value)) return std::nullopt;
    values[*name] = *value;
  }
  return values;
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD";
}

}  // namespace

std::string_view header(const std::vector<std::pair<std::string, std::string>>& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

struct Service::State {
  Desk desk;
  std::vector<Route> routes = all_routes();

  [[nodiscard]] Result<std::optional<Identity>> identity_of(const Request& request) {
    if (desk.service.sign_in == SignIn::none) return std::optional(Identity{desk.service.actor, Access::administers});
    if (request.verified) return machine(*request.verified);
    return desk.sessions.identity_of(cookie_of(request, session_cookie, desk.service.cookies));
  }

  /// A machine is a user like others: its service account's address stands among them.
  [[nodiscard]] Result<std::optional<Identity>> machine(const VerifiedClaims& claims) {
    const auto email = email_of(claims.email);
    if (!email || !claims.email_verified) return std::optional<Identity>();
    const auto user = Users(desk.store, desk.clock).find(*email);
    if (!user) return user.error();
    if (!user->has_value()) return std::optional<Identity>();
    return std::optional(Identity{*email + " (machine)", (*user)->access});
  }

  Response handle(const Request& request) {
    if (auto asked = preflight(desk.service.origins, request)) {
      add_cors_headers(desk.service.origins, request, *asked);
      return *asked;
    }
    Response response = handle_own(request);
    add_cors_headers(desk.service.origins, request, response);
    return response;
  }

  Response handle_own(const Request& request) {
    if (!desk.service.allowed_host.empty() && header(request.headers, "host") != desk.service.allowed_host) {
      return problem(421, "Another host", "This server answers for " + desk.service.allowed_host + " only.");
    }
    if (request.body.size() > request_body_bytes_max) {
      return problem(413, "Too large", "A body may have at most 64 KiB.");
    }
    if (changes_something(request.method) && comes_from_elsewhere(desk.service.origins, request)) {
      return problem(403, "Another origin", "Only the page that this server serves may change anything.");
    }
    const std::string_view path = request.path;
    if (!path.starts_with(base_path)) return not_found("The API is under /api/v1; docs/api.yaml describes it.");
    return route(request, path.substr(base_path.size()));
  }

  Response route(const Request& request, std::string_view path) {
    std::string allowed;
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    for (const Route& route : routes) {
      auto values = match(route.pattern, path);
      if (!values) continue;
      if (route.method != method) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
        continue;
      }
      return call(route, request, std::move(*values));
    }
    if (allowed.empty()) return not_found("There is no " + std::string(path) + "; docs/api.yaml lists what there is.");
    Response response = problem(405, "Not this method", "This address takes " + allowed + ".");
    response.headers.emplace_back("allow", allowed);
    return response;
  }

  Response call(const Route& route, const Request& request, std::vector<std::string> values) {
    auto query = parse_query(request.query);
    if (!query) return problem(400, "Not understood", "The query of the address is not well-formed.");
    Call call{desk, request, std::move(values), std::move(*query), {}, {}};
    if (auto refusal = admit(call, route.needs)) return std::move(*refusal);
    return route.endpoint(call);
  }

  /// Says who calls; the refusal where this route is not theirs.
  std::optional<Response> admit(Call& call, Needs needs) {
    if (needs == Needs::crew_link) return admit_crew(call);
    const auto identity = identity_of(call.request);
    if (!identity) {
      // Whoever wants to sign in is not kept from it by a store that can't say who they are now.
      return needs == Needs::nothing ? std::nullopt : std::optional(problem_of(identity.error()));
    }
    const std::optional<Identity>& who = *identity;
    if (who) call.who = *who;
    if (needs == Needs::nothing) return std::nullopt;
    if (!who)
      return problem(401, "Not signed in",
                     desk.service.identity != nullptr
                         ? "Sign in with Google, at /api/v1/sign-in/google."
                         : "Open the sign-in link that `scc serve` printed; each works once.");
    const Access least = needs == Needs::viewer     ? Access::viewer
                         : needs == Needs::operates ? Access::operates
                                                    : Access::administers;
    if (who->access >= least) return std::nullopt;
    return problem(403, "Not yours to do",
                   "You are signed in as " + std::string(to_string(who->access)) + "; this takes " + to_string(least) +
                       ". Whoever made your link can make another.");
  }

  std::optional<Response> admit_crew(Call& call) {
    CrewLinks links(desk.store, desk.clock, desk.entropy);
    const auto owner = links.owner(CrewSecret::session, cookie_of(call.request, crew_cookie, desk.service.cookies));
    if (!owner) return problem_of(owner.error());
    if (!owner->has_value()) {
      return problem(401, "Not signed in",
                     "Open the link to your sails that the office sent; a new one is easily made.");
    }
    call.person = **owner;
    return std::nullopt;
  }
};

Service::Service(Store& store, Calendar* calendar, Clock& clock, Entropy& entropy, const engine::Settings& settings,
                 ServiceSettings service_settings)
    : state_(new State{
          {store, calendar, clock, entropy, settings, std::move(service_settings), {store, clock, entropy}}}) {}

Service::~Service() = default;

Response Service::handle(const Request& request) {
  try {
    return state_->handle(request);
  } catch (const std::exception& bug) {
    return problem(500, "A fault of the server", std::string("Please report it: ") + bug.what());
  }
}

Result<std::string> Service::new_sign_in_path() {
  const auto code = state_->desk.sessions.new_code({state_->desk.service.actor, Access::administers});
  if (!code) return code.error();
  return "/sign-in?code=" + *code;
}

}  // namespace scc::api
