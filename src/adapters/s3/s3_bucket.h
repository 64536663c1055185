/// S3Bucket: the objects of one bucket, read, written on conditions, listed and deleted.
///
/// docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html, API_ListObjectsV2.html, read 25 Nov 2026. Reads see
/// every write that returned before. One thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/http_transport.h"

namespace scc::aws {

inline constexpr std::size_t object_bytes_max = 16u * 1024 * 1024;
inline constexpr int list_pages_max = 20;  ///< of 1,000 objects each

struct S3Object {
  std::string body;
  std::string etag;  ///< with its quotes
  std::string content_type;
  std::string cache_control;
};

struct S3Listed {
  std::string key;
  Instant modified;
};

class S3Bucket {
 public:
  /// `transport` signs for the service "s3" with paths as they are sent; `endpoint` is where that is reached.
  S3Bucket(HttpTransport& transport, std::string endpoint, std::string bucket)
      : transport_(transport), address_(std::move(endpoint) + "/" + std::move(bucket)) {}

  /// Keys are of letters, digits, "-", ".", "_" and "/". Remedy retry: no answer, or not now; stop: no such bucket, or
  /// it is not allowed.
  [[nodiscard]] Result<std::optional<S3Object>> get(const std::string& key);
  enum class When {
    always,
    absent,    ///< if there is none of that key
    unchanged  ///< if it is still `object.etag`
  };
  /// The new etag; nothing: `when` does not hold, and nothing was written.
  [[nodiscard]] Result<std::optional<std::string>> put(const std::string& key, const S3Object& object, When when);
  /// By key. Error stop: more than list_pages_max pages.
  [[nodiscard]] Result<std::vector<S3Listed>> list(const std::string& prefix);
  [[nodiscard]] Outcome remove(const std::string& key);

 private:
  [[nodiscard]] Result<HttpResponse> send(HttpRequest request, const std::string& doing);

  HttpTransport& transport_;
  std::string address_;
};

}  // namespace scc::aws
