#include "hosts/lambda/runtime_api.h"

#include <boost/json.hpp>
#include <charconv>

#include "api/http.h"
#include "base/text.h"

namespace scc::hosts {
namespace {

constexpr Duration answer_timeout = seconds(10);  // the endpoint is on this machine

/// "Runtime.Stop": what CloudWatch groups failures by.
std::string type_of(const Error& error) {
  std::string remedy = to_string(error.remedy);
  remedy.front() = static_cast<char>(remedy.front() - 'a' + 'A');
  return "Scc." + remedy;
}

std::string error_json(const Error& error) {
  return boost::json::serialize(boost::json::object{
      {"errorMessage", scrub_utf8(error.what)}, {"errorType", type_of(error)}, {"stackTrace", boost::json::array{}}});
}

}  // namespace

RuntimeApi::RuntimeApi(HttpTransport& transport, std::string address)
    : transport_(transport), root_("http://" + std::move(address) + "/2018-06-01/runtime") {}

Result<Invocation> RuntimeApi::next() {
  HttpRequest request{"GET", root_ + "/invocation/next", {}, {}};
  request.timeout = wait_for_ever;
  request.body_bytes_max = payload_bytes_max + 1024;
  auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200)
    return Error{Remedy::stop, "Lambda's runtime API answered next with " + std::to_string(answer->status) + "."};
  Invocation invocation;
  invocation.id = api::header(answer->headers, "lambda-runtime-aws-request-id");
  invocation.trace = api::header(answer->headers, "lambda-runtime-trace-id");
  const std::string_view deadline = api::header(answer->headers, "lambda-runtime-deadline-ms");
  const auto [end, wrong] =
      std::from_chars(deadline.data(), deadline.data() + deadline.size(), invocation.deadline.milliseconds);
  if (invocation.id.empty() || wrong != std::errc{} || end != deadline.data() + deadline.size())
    return Error{Remedy::stop, "Lambda's runtime API gave an invocation without id or deadline."};
  invocation.payload = std::move(answer->body);
  return invocation;
}

Outcome RuntimeApi::answer(const Invocation& invocation, std::string body) {
  return post("/invocation/" + invocation.id + "/response", std::move(body), "");
}

Outcome RuntimeApi::fail(const Invocation& invocation, const Error& error) {
  return post("/invocation/" + invocation.id + "/error", error_json(error), type_of(error));
}

Outcome RuntimeApi::fail_to_start(const Error& error) {
  return post("/init/error", error_json(error), type_of(error));
}

Outcome RuntimeApi::post(const std::string& path, std::string body, std::string_view error_type) {
  HttpRequest request{"POST", root_ + path, {{"content-type", "application/json"}}, std::move(body)};
  if (!error_type.empty()) request.headers.emplace_back("lambda-runtime-function-error-type", error_type);
  request.timeout = answer_timeout;
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status >= 200 && answer->status < 300) return done();
  return Error{answer->status >= 500 ? Remedy::stop : Remedy::skip,
               "Lambda's runtime API refused " + path + " with " + std::to_string(answer->status) + "."};
}

}  // namespace scc::hosts
