/// Loopback: waits on 127.0.0.1 for the browser to come back from Google's consent page.
///
/// RFC 8252 section 7.3. One request with the right state counts; others (a favicon, a scan) get
/// 404 and are ignored. Blocks its caller.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace scc::google {

inline constexpr int loopback_requests_max = 50;

class Loopback {
 public:
  /// On a free port.
  static Result<std::unique_ptr<Loopback>> open();
  ~Loopback();
  Loopback(const Loopback&) = delete;
  Loopback& operator=(const Loopback&) = delete;

  /// "http://127.0.0.1:PORT"
  [[nodiscard]] std::string redirect_uri() const;
  /// The code. Error stop: the person declined, or nobody came back in time.
  [[nodiscard]] Result<std::string> wait_for_code(const std::string& state, Duration patience);

 private:
  Loopback(int socket, std::uint16_t port) : socket_(socket), port_(port) {}
  int socket_;
  std::uint16_t port_;
};

/// The code in an address that a person copied from the browser by hand (`--no-browser`): the
/// whole address or its query. Error stop: another state, declined, or no code in it.
[[nodiscard]] Result<std::string> code_in_address(const std::string& address, const std::string& state);

}  // namespace scc::google
