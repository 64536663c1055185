#include "adapters/aws_lambda/function_settings.h"

#include "base/json/json_reader.h"
#include "base/percent.h"

namespace scc::aws {

Result<FunctionSettings> function_settings(HttpTransport& transport, const std::string& endpoint,
                                           const std::string& function) {
  const auto answer = transport.send(
      {"GET", endpoint + "/2015-03-31/functions/" + percent_encode(function) + "/configuration", {}, ""});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    const bool passing = answer->status >= 500 || answer->status == 429;
    return Error{passing ? Remedy::retry : Remedy::stop,
                 "Lambda answered " + std::to_string(answer->status) + " for the function " + function +
                     (passing ? "; try again." : "; lambda:GetFunctionConfiguration has to be allowed.")};
  }
  const auto json = parse_json(answer->body, "function");
  if (!json) return Error{Remedy::retry, json.error().what};
  std::string problem;
  const JsonReader root(*json, "function", problem);
  FunctionSettings settings{root.at("Role").text(), {}};
  const JsonReader variables = root.at("Environment").at("Variables");
  if (problem.empty() && variables.raw()->is_object()) {
    for (const auto& [name, value] : variables.raw()->get_object()) {
      if (value.is_string()) settings.environment[std::string(name)] = std::string(value.get_string());
    }
  }
  if (!problem.empty()) return Error{Remedy::stop, problem};
  return settings;
}

}  // namespace scc::aws
