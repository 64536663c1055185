#include "adapters/dynamodb/client.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/json/json_reader.h"

namespace scc::dynamodb {
namespace {

namespace json = boost::json;

constexpr std::size_t token_bytes = 16;

/// "ConditionalCheckFailed" of "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException".
std::string short_name(std::string type) {
  type = type.substr(type.find('#') + 1);
  constexpr std::string_view suffix = "Exception";
  if (type.ends_with(suffix)) type.resize(type.size() - suffix.size());
  return type;
}

bool is_any_of(const std::string& name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_transient(const std::string& refusal, int status) {
  return status >= 500 || status == 429 ||
         is_any_of(refusal, {"Throttling", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded",
                             "InternalServerError", "ServiceUnavailable", "TransactionInProgress",
                             "TransactionConflict", "LimitExceeded"});
}

bool is_callers(const std::string& refusal) {
  return is_any_of(refusal, {"ConditionalCheckFailed", "TransactionCanceled", "ResourceNotFound", "ResourceInUse",
                             "TrimmedDataAccess", "ExpiredIterator", "Validation"});
}

Error refused(const std::string& refusal, const std::string& message, const std::string& place) {
  const std::string what = place + ": " + refusal + (message.empty() ? "" : ": " + message);
  if (is_any_of(refusal, {"UnrecognizedClient", "InvalidClientTokenId", "MissingAuthenticationToken",
                          "IncompleteSignature", "ExpiredToken"}))
    return {Remedy::reauth, what + ". AWS does not know these credentials; set up others."};
  if (is_any_of(refusal, {"InvalidSignature", "SignatureDoesNotMatch"}))
    return {Remedy::reauth, what + ". The secret key is wrong, or this machine's clock is."};
  if (refusal == "AccessDenied")
    return {Remedy::stop, what + ". Give these credentials the permissions that docs/operations.md lists."};
  return {Remedy::stop, what};
}

/// What stands between a gateway and us may refuse in XML or HTML: its <Code>, or what the status says.
std::string foreign_refusal(const std::string& body, int status) {
  constexpr std::string_view open = "<Code>";
  const std::size_t begin = body.find(open);
  const std::size_t end = begin == std::string::npos ? begin : body.find("</Code>", begin);
  if (end != std::string::npos) return body.substr(begin + open.size(), end - begin - open.size());
  return status == 401 || status == 403 ? "AccessDenied" : "";
}

}  // namespace

void Client::wait(int attempt) {
  const std::int64_t most = std::min(backoff_max.milliseconds, backoff_first.milliseconds << std::min(attempt, 12));
  std::uint32_t chance = 0;
  for (const char byte : entropy_.random_bytes(4)) chance = (chance << 8) | static_cast<unsigned char>(byte);
  clock_.sleep_for(
      {static_cast<std::int64_t>(static_cast<double>(most) * (static_cast<double>(chance) / 4294967296.0))});
}

std::string Client::make_token() {
  return hexadecimal(entropy_.random_bytes(token_bytes));
}

Result<Reply> Client::call_target(std::string_view target, const json::object& request) {
  const std::string place = "DynamoDB " + std::string(target.substr(target.find('.') + 1)) + " at " + endpoint_;
  HttpRequest http{"POST",
                   endpoint_ + "/",
                   {{"content-type", "application/x-amz-json-1.0"}, {"x-amz-target", std::string(target)}},
                   json::serialize(request)};
  Reply reply;
  std::string last;
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    if (attempt > 0) wait(attempt - 1);
    const auto answer = transport_.send(http);
    if (!answer) {
      if (answer.error().remedy != Remedy::retry) return answer.error();
      last = answer.error().what;
      reply.repeated = true;
      continue;
    }
    auto body = parse_json(answer->body, "answer");
    if (!body || !body->is_object()) {
      const bool refusing = answer->status >= 400 && answer->status < 500;
      if (const std::string why = refusing ? foreign_refusal(answer->body, answer->status) : ""; !why.empty())
        return refused(why, "", place);
      last = "an answer that is no JSON (" + std::to_string(answer->status) + ")";
      reply.repeated = true;
      continue;
    }
    reply.body = std::move(body->get_object());
    if (answer->status == 200) return reply;
    const auto* type = reply.body.if_contains("__type");
    const auto* message = reply.body.if_contains(reply.body.contains("message") ? "message" : "Message");
    reply.refusal = short_name(type != nullptr && type->is_string() ? std::string(type->get_string()) : "");
    reply.message = message != nullptr && message->is_string() ? std::string(message->get_string()) : "";
    if (is_callers(reply.refusal)) return reply;
    if (!is_transient(reply.refusal, answer->status)) return refused(reply.refusal, reply.message, place);
    last = reply.refusal + " " + reply.message;
    reply.repeated = reply.repeated || answer->status >= 500;
    reply.refusal.clear();
  }
  return Error{Remedy::retry, place + ": no good answer in " + std::to_string(attempts_max) + " tries (last: " + last +
                                  "). What was asked for may have been done; the next run finds out."};
}

}  // namespace scc::dynamodb
