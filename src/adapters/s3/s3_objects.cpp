#include "adapters/s3/s3_objects.h"

namespace scc::aws {
namespace {

constexpr Duration put_timeout = seconds(10);
constexpr std::size_t refusal_bytes_max = 64 * 1024;

/// "NoSuchBucket" of "<Error><Code>NoSuchBucket</Code>…".
std::string code_of(const std::string& body) {
  constexpr std::string_view open = "<Code>";
  const std::size_t begin = body.find(open);
  const std::size_t end = begin == std::string::npos ? begin : body.find("</Code>", begin);
  return end == std::string::npos ? "" : body.substr(begin + open.size(), end - begin - open.size());
}

}  // namespace

Outcome S3Objects::put_once(const std::string& key, const std::string& body) {
  HttpRequest request{"PUT",
                      endpoint_ + "/" + bucket_ + "/" + key,
                      {{"content-type", "application/jsonl"}, {"if-none-match", "*"}},
                      body};
  request.timeout = put_timeout;
  request.body_bytes_max = refusal_bytes_max;
  const auto answer = transport_.send(request);
  if (!answer) return answer.error();
  constexpr int already_there = 412;
  constexpr int contended = 409;
  if (answer->status == 200 || answer->status == already_there) return done();
  const bool passing = answer->status >= 500 || answer->status == 429 || answer->status == contended;
  return Error{passing ? Remedy::retry : Remedy::stop,
               "S3 answered " + std::to_string(answer->status) + " " + code_of(answer->body) + " to writing " + key +
                   " into the bucket " + bucket_ + (passing ? "." : ". It has to exist, and s3:PutObject be allowed.")};
}

}  // namespace scc::aws
