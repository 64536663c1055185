/// S3Objects: objects of one bucket that are written once and never over.
///
/// docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html, read 25 Nov 2026. One thread at a time.
#pragma once

#include <string>

#include "ports/http_transport.h"

namespace scc::aws {

class S3Objects {
 public:
  /// `transport` signs for the service "s3" with paths as they are sent; `endpoint` is where that is reached.
  S3Objects(HttpTransport& transport, std::string endpoint, std::string bucket)
      : transport_(transport), endpoint_(std::move(endpoint)), bucket_(std::move(bucket)) {}

  /// Writes the object `key`, of letters, digits, "-", ".", "_" and "/", unless there is one already: that is what an
  /// earlier try wrote. Remedy retry: no answer, or not now; stop: the bucket is missing or may not be written.
  [[nodiscard]] Outcome put_once(const std::string& key, const std::string& body);

 private:
  HttpTransport& transport_;
  std::string endpoint_;
  std::string bucket_;
};

}  // namespace scc::aws
