/// Desk: what every endpoint works with, and one call at it. Internal to api.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/access.h"
#include "api/http.h"
#include "api/service.h"
#include "api/sessions.h"
#include "engine/engine.h"

namespace scc::api {

struct Desk {
  Store& store;
  Calendar* calendar;
  Clock& clock;
  Entropy& entropy;
  const engine::Settings& settings;
  ServiceSettings service;
  Sessions sessions;

  [[nodiscard]] engine::Context context() const { return engine::Context{store, clock, settings}; }
};

struct Call {
  Desk& desk;
  const Request& request;
  std::vector<std::string> path;  ///< the values of the pattern's {…}, decoded
  std::map<std::string, std::string, std::less<>> query;
  Identity who;     ///< of the office; on routes that need nobody, whoever may be signed in
  PersonId person;  ///< the crew member whose link it is, on crew routes

  [[nodiscard]] std::string asked(std::string_view name) const {
    const auto found = query.find(name);
    return found == query.end() ? "" : found->second;
  }
};

using Endpoint = Response (*)(Call& call);

struct Route {
  std::string_view method;
  std::string_view pattern;  ///< "/charters/{charter}/facts"
  Endpoint endpoint;
  Needs needs;  ///< no default: whoever adds a route says who may call it
};

/// Each group of endpoints is one file of its own.
[[nodiscard]] std::vector<Route> charter_routes();
[[nodiscard]] std::vector<Route> crew_routes();
[[nodiscard]] std::vector<Route> alias_routes();
[[nodiscard]] std::vector<Route> crew_link_routes();
[[nodiscard]] std::vector<Route> review_routes();
[[nodiscard]] std::vector<Route> agreement_routes();
[[nodiscard]] std::vector<Route> session_routes();
[[nodiscard]] std::vector<Route> sign_in_routes();
[[nodiscard]] std::vector<Route> user_routes();
[[nodiscard]] std::vector<Route> status_routes();

}  // namespace scc::api
