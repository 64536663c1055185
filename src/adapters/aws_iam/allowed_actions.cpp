#include "adapters/aws_iam/allowed_actions.h"

#include "base/percent.h"
#include "base/xml.h"

namespace scc::aws {

Result<std::set<std::string>> allowed_actions(HttpTransport& transport, const std::string& endpoint,
                                              const std::string& role, const std::vector<std::string>& actions,
                                              const std::string& resource) {
  std::string form = "Action=SimulatePrincipalPolicy&Version=2010-05-08&PolicySourceArn=" + percent_encode(role) +
                     "&ResourceArns.member.1=" + percent_encode(resource) + "&MaxItems=1000";
  for (std::size_t i = 0; i < actions.size(); ++i)
    form += "&ActionNames.member." + std::to_string(i + 1) + "=" + percent_encode(actions[i]);
  const auto answer =
      transport.send({"POST", endpoint + "/", {{"content-type", "application/x-www-form-urlencoded"}}, form});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    const bool passing = answer->status >= 500 || answer->status == 429;
    return Error{passing ? Remedy::retry : Remedy::stop,
                 "IAM answered " + std::to_string(answer->status) + " " + xml_text(answer->body, "Code") + " to what " +
                     role + " may do" +
                     (passing ? "; try again." : "; iam:SimulatePrincipalPolicy has to be allowed.")};
  }
  std::set<std::string> allowed;
  // One of each in each result, whose own lists have members too.
  const auto names = xml_elements(answer->body, "EvalActionName");
  const auto decisions = xml_elements(answer->body, "EvalDecision");
  for (std::size_t i = 0; i < names.size() && i < decisions.size(); ++i) {
    if (decisions[i] == "allowed") allowed.emplace(names[i]);
  }
  return allowed;
}

}  // namespace scc::aws
