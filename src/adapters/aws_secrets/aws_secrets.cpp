#include "adapters/aws_secrets/aws_secrets.h"

#include <boost/json.hpp>

#include "base/json/json_reader.h"

namespace scc::aws {
namespace {

constexpr Duration secret_timeout = seconds(5);

/// "ResourceNotFoundException" out of "com.amazonaws…#ResourceNotFoundException:http://…".
std::string kind_of(const std::string& body) {
  const auto json = parse_json(body, "answer");
  if (!json || !json->is_object()) return "";
  std::string problem;
  std::string kind = JsonReader(*json, "answer", problem).maybe("__type").text();
  kind = kind.substr(0, kind.find(':'));
  return kind.substr(kind.find('#') + 1);
}

Error refusal(const std::string& id, const HttpResponse& answer) {
  const std::string kind = kind_of(answer.body);
  if (kind == "ResourceNotFoundException")
    return {Remedy::stop, "The secret \"" + id +
                              "\" is missing or has no value yet; `aws secretsmanager put-secret-value` gives it one."};
  if (kind == "AccessDeniedException")
    return {Remedy::stop, "This role may not read the secret \"" + id + "\" (secretsmanager:GetSecretValue)."};
  const bool passing = answer.status >= 500 || answer.status == 429 || kind == "ThrottlingException";
  return {passing ? Remedy::retry : Remedy::stop,
          "Secrets Manager answered " + std::to_string(answer.status) + " " + kind + " for \"" + id + "\"."};
}

}  // namespace

Result<Secret> AwsSecrets::value_of(const std::string& id) {
  HttpRequest request{
      "POST",
      endpoint_ + "/",
      {{"content-type", "application/x-amz-json-1.1"}, {"x-amz-target", "secretsmanager.GetSecretValue"}},
      boost::json::serialize(boost::json::object{{"SecretId", id}})};
  request.timeout = secret_timeout;
  request.body_bytes_max = 2 * secret_bytes_max;
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200) return refusal(id, *answer);
  const auto json = parse_json(answer->body, "secret");
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  Secret value(JsonReader(*json, "secret", problem).at("SecretString").text());
  if (!problem.empty()) return Error{Remedy::stop, "The secret \"" + id + "\" holds no text (" + problem + ")."};
  return value;
}

}  // namespace scc::aws
