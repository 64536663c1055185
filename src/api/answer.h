/// Answer: responses as every endpoint gives them, and what a call asks for, read strictly.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "api/desk.h"
#include "base/result.h"
#include "base/time.h"
#include "engine/acts.h"

namespace scc::api {

/// RFC 9457: `detail` says what failed, on what, and what to do.
[[nodiscard]] Response problem(int status, std::string_view title, std::string_view detail);
/// The status follows from the remedy: skip 422, resync 412, retry 503, reauth and stop 500.
[[nodiscard]] Response problem_of(const Error& error);
[[nodiscard]] Response not_found(std::string_view what);
[[nodiscard]] Response bad_request(const Error& error);

/// 200, or 304 where If-None-Match names `etag`. Without one, the body's hash is the tag.
[[nodiscard]] Response answer(const Call& call, const boost::json::value& value, std::string etag = "");
/// A body of another type, with its hash as the tag.
[[nodiscard]] Response tagged(const Call& call, Response response, std::string_view type, std::string etag = "");
[[nodiscard]] Response nothing();  ///< 204
/// The tag of something that has a version: its number, quoted.
[[nodiscard]] std::string version_tag(std::int64_t version);

/// The JSON body; Error skip names the place.
[[nodiscard]] Result<boost::json::value> body_of(const Call& call);
/// The version that If-Match names; nothing when there is none.
[[nodiscard]] Result<std::optional<std::int64_t>> expected_version(const Call& call);
/// Who acts; the act's id is the client's Idempotency-Key, or a random one.
[[nodiscard]] Result<engine::Hand> hand_of(const Call& call, std::string note);

/// The days [from, to) of the query as instants of the operator's zone.
struct Days {
  Instant from;
  Instant to;
};
inline constexpr int days_asked_max = 800;
[[nodiscard]] Result<Days> days_of(const Call& call);
/// `limit` of the query, at most page_items_max.
[[nodiscard]] Result<int> limit_of(const Call& call);

}  // namespace scc::api
