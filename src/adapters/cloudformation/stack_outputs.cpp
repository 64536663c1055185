#include "adapters/cloudformation/stack_outputs.h"

#include "base/percent.h"
#include "base/xml.h"

namespace scc::aws {

Result<std::map<std::string, std::string>> stack_outputs(HttpTransport& transport, const std::string& endpoint,
                                                         const std::string& stack) {
  HttpRequest request{"POST",
                      endpoint + "/",
                      {{"content-type", "application/x-www-form-urlencoded"}},
                      "Action=DescribeStacks&Version=2010-05-15&StackName=" + percent_encode(stack)};
  const auto answer = transport.send(request);
  if (!answer) return answer.error();
  if (answer->status != 200) {
    const bool passing = answer->status >= 500 || answer->status == 429;
    return Error{
        passing ? Remedy::retry : Remedy::stop,
        "CloudFormation can't describe the stack \"" + stack + "\": " + std::to_string(answer->status) + " " +
            xml_text(answer->body, "Message") +
            (passing ? ""
                     : " `cd infra && npx cdk deploy` makes it; cloudformation:DescribeStacks has to be allowed.")};
  }
  std::map<std::string, std::string> outputs;
  for (const std::string_view list : xml_elements(answer->body, "Outputs")) {
    for (const std::string_view one : xml_elements(list, "member"))
      outputs[xml_text(one, "OutputKey")] = xml_text(one, "OutputValue");
  }
  return outputs;
}

}  // namespace scc::aws
