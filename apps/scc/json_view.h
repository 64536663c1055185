/// JsonView: the values of the trade as `--json` prints them: the same members as the API's.
#pragma once

#include <boost/json.hpp>

#include "engine/acts.h"
#include "engine/health.h"
#include "engine/reconcile.h"
#include "engine/sync.h"

namespace scc::app {

[[nodiscard]] boost::json::object to_json(const CharterRecord& record, const Zone& zone);
[[nodiscard]] boost::json::object to_json(const Fact& fact);
[[nodiscard]] boost::json::object to_json(const Proposal& proposal);
[[nodiscard]] boost::json::object to_json(const ReviewItem& item);
[[nodiscard]] boost::json::object to_json(const CrewMember& member);
[[nodiscard]] boost::json::object to_json(const engine::Agreement& agreement);
[[nodiscard]] boost::json::object to_json(const engine::Health& health);
[[nodiscard]] boost::json::object to_json(const engine::SyncReport& report);
[[nodiscard]] boost::json::object to_json(const engine::Warning& warning);

template <class T>
[[nodiscard]] boost::json::array to_json_list(const std::vector<T>& values) {
  boost::json::array list;
  for (const T& value : values) list.push_back(to_json(value));
  return list;
}

}  // namespace scc::app
