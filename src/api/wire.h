/// Wire: values as docs/api.yaml writes them, both ways.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "api/users.h"
#include "base/json/json_reader.h"
#include "engine/acts.h"
#include "engine/gauges.h"
#include "engine/health.h"
#include "engine/reconcile.h"
#include "ports/store.h"

namespace scc::api {

[[nodiscard]] boost::json::object person_json(const Person& person);
[[nodiscard]] boost::json::object evidence_json(const Evidence& evidence);
[[nodiscard]] boost::json::array texts_json(const std::vector<std::string>& texts);

/// With its "etag": a hash of what it shows. The store's version moves with housekeeping too (a
/// block was written), which is nobody's conflict.
[[nodiscard]] boost::json::object to_json(const CharterRecord& record);
[[nodiscard]] boost::json::object to_json(const Fact& fact);
[[nodiscard]] boost::json::object to_json(const CrewMember& member);
[[nodiscard]] boost::json::object to_json(const engine::Warning& warning);
[[nodiscard]] boost::json::object to_json(const engine::Agreement& agreement);
[[nodiscard]] boost::json::object to_json(const engine::Gauge& gauge);
[[nodiscard]] boost::json::object to_json(const engine::Health& health);
[[nodiscard]] boost::json::object to_json(const Operation& operation);
[[nodiscard]] boost::json::object to_json(const User& user);
/// `link`: deep link to the mail, "" none.
[[nodiscard]] boost::json::object to_json(const Receipt& receipt, const std::string& link);
[[nodiscard]] boost::json::object summary_json(const ReviewItem& item);
[[nodiscard]] boost::json::object to_json(const ReviewItem& item, const std::string& link);

template <class T>
[[nodiscard]] boost::json::array list_json(const std::vector<T>& items) {
  boost::json::array list;
  for (const T& item : items) list.push_back(to_json(item));
  return list;
}

[[nodiscard]] Person read_person(const JsonReader& reader);
[[nodiscard]] Proposal read_proposal(const JsonReader& reader);
[[nodiscard]] CrewMember read_member(const JsonReader& reader);

/// `pattern` with the mail's id in place of {id}.
[[nodiscard]] std::string mail_link(const std::string& pattern, const MessageId& message);

}  // namespace scc::api
