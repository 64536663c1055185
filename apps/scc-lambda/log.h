/// Log: a line of JSON on stderr for each event; CloudWatch counts them (infra/lib/alarms.ts).
#pragma once

#include <boost/json.hpp>

namespace scc::app {

/// `fields` begins with "event". Ids, counts and durations; never mail text or tokens.
void log_event(const boost::json::object& fields);

}  // namespace scc::app
