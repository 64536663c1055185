#include "adapters/cloudfront/invalidation.h"

#include "base/xml.h"

namespace scc::aws {

Result<std::string> invalidate(HttpTransport& transport, const std::string& endpoint, const std::string& distribution,
                               const std::string& path, const std::string& reference) {
  HttpRequest request{"POST",
                      endpoint + "/2020-05-31/distribution/" + distribution + "/invalidation",
                      {{"content-type", "application/xml"}},
                      R"(<?xml version="1.0" encoding="UTF-8"?>)"
                      R"(<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>1)"
                      "</Quantity><Items><Path>" +
                          xml_escaped(path) + "</Path></Items></Paths><CallerReference>" + xml_escaped(reference) +
                          "</CallerReference></InvalidationBatch>"};
  const auto answer = transport.send(request);
  if (!answer) return answer.error();
  if (answer->status == 201 || answer->status == 200) return xml_text(answer->body, "Id");
  const bool passing = answer->status >= 500 || answer->status == 429;
  return Error{passing ? Remedy::retry : Remedy::stop,
               "CloudFront answered " + std::to_string(answer->status) + " " + xml_text(answer->body, "Code") +
                   " to an invalidation of " + path + " in the distribution " + distribution +
                   (passing ? "; try again." : "; cloudfront:CreateInvalidation has to be allowed.")};
}

}  // namespace scc::aws
