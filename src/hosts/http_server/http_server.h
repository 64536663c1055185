/// HttpServer: serves an API handler and the page's static files on one TCP port (Boost.Beast).
///
/// run() blocks until stop(); handlers are called one at a time on one worker thread; static
/// files and server-sent events are served beside them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "api/http.h"
#include "base/result.h"

namespace scc::hosts {

struct HttpServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;      ///< 0: any free one
  std::string page_directory;  ///< static files; "" serves none
  /// GET of this path is a stream of server-sent events ("event: changed"), "" = none.
  std::string events_path = "/api/v1/events";
};

class HttpServer {
 public:
  using Handler = std::function<api::Response(const api::Request&)>;
  /// Asked about once a second while somebody listens: a number that moves when something changed.
  using ChangeNumber = std::function<std::int64_t()>;

  /// Error stop: the port is taken (names it, and the cure).
  static Result<std::unique_ptr<HttpServer>> listen(const HttpServerSettings& settings, Handler handler,
                                                    ChangeNumber changes);
  ~HttpServer();
  [[nodiscard]] std::uint16_t port() const;
  void run();
  /// Any thread, and from a signal handler's thread: finishes what is under way and returns run().
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace scc::hosts
