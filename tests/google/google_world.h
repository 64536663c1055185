/// GoogleWorld: the fake of Google's endpoints as a running program, and what a test tells it.
#pragma once

#include <sys/types.h>

#include <boost/json.hpp>
#include <string>

#include "adapters/curl/curl_transport.h"
#include "adapters/google_oauth/grant_tokens.h"
#include "adapters/google_transport/google_transport.h"
#include "fakes/manual_clock.h"

namespace scc::google {

/// One program for the whole run; each test begins with control("reset").
class GoogleWorld {
 public:
  static GoogleWorld& instance();
  /// Asks the control port; a refusal fails the test.
  boost::json::value control(const std::string& act, const boost::json::value& arguments = boost::json::object{});
  [[nodiscard]] const std::string& root() const { return root_; }
  [[nodiscard]] std::int64_t calls(const std::string& method);
  [[nodiscard]] std::int64_t state(const char* number);
  /// What Google's documents do not allow, of either side; "" when all is well.
  [[nodiscard]] std::string violations();

 private:
  GoogleWorld();
  ~GoogleWorld();
  std::string folder_;
  std::string root_;
  std::string control_;
  pid_t program_ = -1;
  int program_input_ = -1;
  CurlTransport transport_{CurlSettings{}};
};

/// A signed-in account on the fake, with a clock that sleeps at once.
struct SignedIn {
  explicit SignedIn(Quota quota, const boost::json::value& grant = boost::json::object{});
  fakes::ManualClock clock;
  fakes::CountingEntropy entropy;
  CurlTransport curl{CurlSettings{}};
  std::string folder;
  GrantFile file;
  OauthClient client;
  GrantTokens tokens;
  GoogleTransport transport;
};

/// A folder of this test's own, gone when the process ends.
std::string fresh_folder();

}  // namespace scc::google
