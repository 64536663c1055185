/// Recording: one call as it was once made: the bytes of our request, and the service's reply.
///
/// A file holds the request as it stands on the wire (line ends as LF, the address as {host}), a
/// line "--- reply", and the reply. A missing file, another request or no request at all fails.
/// SCC_RECORD=1 in the environment writes the requests anew; what changed is then to be read in the
/// version control's difference. The replies have the form of Google's discovery documents.
#pragma once

#include <string>
#include <thread>

namespace scc::recorded {

class Recording {
 public:
  /// `name`: "google/gmail-profile" → tests/recorded/google/gmail-profile.http
  explicit Recording(const std::string& name);
  /// Waits until the call was made, and fails the test when it was another one.
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;
  /// "http://127.0.0.1:PORT"
  [[nodiscard]] std::string root() const;

 private:
  void serve();
  std::string path_;
  std::string expected_;
  std::string reply_;
  std::string got_;
  int socket_ = -1;
  int port_ = 0;
  std::thread server_;
};

}  // namespace scc::recorded
