/// HttpEvent: API Gateway's payload 2.0 as an api::Request, and an api::Response as its answer.
///
/// docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
/// (read 24 Nov 2026). Pure, any thread.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "base/result.h"

namespace scc::hosts {

/// What came through API Gateway's JWT authorizer stands under this path; the handler sees it as the
/// same address under /api/, with `verified` set.
inline constexpr std::string_view machine_path = "/api/machine/";

/// Error skip: not such a payload; names the place.
[[nodiscard]] Result<api::Request> read_http_event(std::string_view payload);
/// An answer beyond Lambda's limit becomes a 500 that says so.
[[nodiscard]] std::string http_answer(const api::Response& response);

/// API Gateway decodes the path of an HTTP API before it hands it on: what can't stand in a path is
/// encoded again, what is still encoded stays.
[[nodiscard]] std::string as_encoded_path(std::string_view path);

}  // namespace scc::hosts
