/// CurlTransport: HttpTransport on libcurl: connections kept, HTTP/2, gzip, deadlines.
///
/// One object = one connection pool = one thread at a time (sharing connections between threads
/// is fragile in libcurl 7.88).
#pragma once

#include <memory>
#include <string>

#include "ports/http_transport.h"

namespace scc {

struct CurlSettings {
  std::string ca_file;  ///< "" = the system's
  std::string agent = "ShipCaptainCrew";
};

class CurlTransport final : public HttpTransport {
 public:
  explicit CurlTransport(CurlSettings settings);
  ~CurlTransport() override;
  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scc
