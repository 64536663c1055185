#include "hosts/http_server/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <deque>
#include <optional>
#include <vector>

#include "api/browser_headers.h"
#include "hosts/http_server/page_files.h"

namespace scc::hosts {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t connections_max = 512;
constexpr std::size_t header_bytes_max = 16 * 1024;
/// A listener that reads nothing for that many events is gone.
constexpr std::size_t events_queued_max = 64;
constexpr std::chrono::seconds request_seconds_max{30};
constexpr std::chrono::seconds change_question_seconds{1};
/// Proxies close streams that are silent for a minute.
constexpr int keep_alive_turns = 20;

api::Request to_request(const http::request<http::string_body>& from, const std::string& remote) {
  api::Request request;
  request.method = std::string(from.method_string());
  const std::string_view target(from.target().data(), from.target().size());
  const std::size_t question = target.find('?');
  request.path = std::string(target.substr(0, question));
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  for (const auto& field : from) {
    std::string name(field.name_string());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    request.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  request.body = from.body();
  request.remote = remote;
  return request;
}

}  // namespace

struct HttpServer::State {
  class Connection;

  HttpServerSettings settings;
  Handler handler;
  ChangeNumber changes;
  PageFiles page;
  asio::io_context io{1};
  asio::thread_pool worker{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer timer{io};
  std::vector<std::weak_ptr<Connection>> connections;
  std::int64_t last_change = 0;
  int silent_turns = 0;
  bool stopping = false;

  State(const HttpServerSettings& given, Handler to_handle, ChangeNumber to_ask)
      : settings(given), handler(std::move(to_handle)), changes(std::move(to_ask)), page(given.page_directory) {}

  Outcome open();
  void accept();
  void forget_closed();
  void watch_changes();
  void told(std::int64_t number);
  void close_all();
};

/// One TCP connection: requests one after the other, or a stream of events. Io thread only; what the
/// worker makes comes back by post.
class HttpServer::State::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(State& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) {
    error_code ignored;
    remote_ = stream_.socket().remote_endpoint(ignored).address().to_string();
  }

  void read() {
    parser_.emplace();
    parser_->header_limit(header_bytes_max);
    parser_->body_limit(api::request_body_bytes_max);
    stream_.expires_after(request_seconds_max);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code problem, std::size_t) { self->on_read(problem); });
  }

  [[nodiscard]] bool listens() const { return listens_; }

  /// One event, or a comment that keeps the line open.
  void tell(std::string text) {
    if (queue_.size() >= events_queued_max) return close();
    queue_.push_back(std::move(text));
    if (queue_.size() == 1) write_event();
  }

  void close() {
    error_code ignored;
    ignored = stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

 private:
  void on_read(error_code problem) {
    if (problem == http::error::body_limit) return refuse(413, "A body may have at most 64 KiB.\n");
    if (problem == http::error::header_limit) return refuse(431, "The headers are too long.\n");
    if (problem.category() == http::make_error_code(http::error::end_of_stream).category() &&
        problem != http::error::end_of_stream && problem) {
      return refuse(400, "This is no HTTP request.\n");
    }
    if (problem || server_.stopping) return close();
    keep_alive_ = parser_->get().keep_alive();
    request_ = to_request(parser_->get(), remote_);
    const bool is_api = request_.path == "/api" || request_.path.starts_with("/api/");
    if (!is_api) return answer(server_.page.serve(request_));
    asio::post(server_.worker, [self = shared_from_this()] {
      auto response = std::make_shared<api::Response>(self->server_.handler(self->request_));
      asio::post(self->server_.io, [self, response] { self->on_handled(std::move(*response)); });
    });
  }

  void on_handled(api::Response response) {
    const bool events = !server_.settings.events_path.empty() && request_.path == server_.settings.events_path;
    if (events && request_.method == "GET" && response.status == 200) return begin_events();
    answer(std::move(response));
  }

  void refuse(int status, const char* text) {
    keep_alive_ = false;
    answer({status, {{"content-type", "text/plain; charset=utf-8"}}, text});
  }

  void answer(api::Response response) {
    api::compress(request_, response);
    api::add_security_headers(response);
    response_.emplace();
    response_->result(static_cast<unsigned>(response.status));
    response_->version(11);
    for (const auto& [name, value] : response.headers) response_->insert(name, value);
    const std::size_t length = response.body.size();
    if (request_.method != "HEAD") response_->body() = std::move(response.body);
    response_->keep_alive(keep_alive_ && !server_.stopping);
    if (response.status != 204 && response.status != 304) response_->content_length(length);
    http::async_write(stream_, *response_, [self = shared_from_this()](error_code problem, std::size_t) {
      if (problem || !self->response_->keep_alive()) return self->close();
      self->read();
    });
  }

  void begin_events() {
    listens_ = true;
    stream_.expires_never();
    api::Response head;
    api::add_security_headers(head);
    std::string text =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n"
        "connection: close\r\n";
    for (const auto& [name, value] : head.headers) text.append(name).append(": ").append(value).append("\r\n");
    tell(text + "\r\n: listening\n\n");
    wait_for_end();
    server_.watch_changes();
  }

  /// A listener says nothing more; reading tells when it has gone.
  void wait_for_end() {
    stream_.socket().async_read_some(asio::buffer(rest_), [self = shared_from_this()](error_code problem, std::size_t) {
      if (problem) {
        self->listens_ = false;
        return self->close();
      }
      self->wait_for_end();
    });
  }

  void write_event() {
    asio::async_write(stream_.socket(), asio::buffer(queue_.front()),
                      [self = shared_from_this()](error_code problem, std::size_t) {
                        if (problem) return;  // wait_for_end sees it too
                        self->queue_.pop_front();
                        if (!self->queue_.empty()) self->write_event();
                      });
  }

  State& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  api::Request request_;
  std::string remote_;
  bool keep_alive_ = true;
  bool listens_ = false;
  std::deque<std::string> queue_;
  std::array<char, 256> rest_{};
};

Outcome HttpServer::State::open() {
  const std::string where = settings.address + ":" + std::to_string(settings.port);
  error_code problem;
  const auto address = asio::ip::make_address(settings.address, problem);
  if (problem)
    return Error{Remedy::stop, "serve.address \"" + settings.address + "\" is no IP address, like 127.0.0.1."};
  const tcp::endpoint endpoint(address, settings.port);
  problem = acceptor.open(endpoint.protocol(), problem);
  if (!problem) problem = acceptor.set_option(asio::socket_base::reuse_address(true), problem);
  if (!problem) problem = acceptor.bind(endpoint, problem);
  if (problem == asio::error::address_in_use) {
    return Error{Remedy::stop, "Another program listens on " + where + "; end it, or choose another port with --port."};
  }
  if (!problem) problem = acceptor.listen(asio::socket_base::max_listen_connections, problem);
  if (problem) return Error{Remedy::stop, "Can't listen on " + where + ": " + problem.message() + "."};
  return done();
}

void HttpServer::State::accept() {
  acceptor.async_accept([this](error_code problem, tcp::socket socket) {
    if (stopping) return;
    forget_closed();
    if (!problem && connections.size() < connections_max) {
      auto connection = std::make_shared<Connection>(*this, std::move(socket));
      connections.push_back(connection);
      connection->read();
    }
    accept();
  });
}

void HttpServer::State::forget_closed() {
  std::erase_if(connections, [](const auto& connection) { return connection.expired(); });
}

/// Once a second, while anybody listens: asked on the worker, since the answer comes from a store.
void HttpServer::State::watch_changes() {
  if (timer.expiry() > std::chrono::steady_clock::now()) return;
  timer.expires_after(change_question_seconds);
  timer.async_wait([this](error_code problem) {
    const bool anybody = std::any_of(connections.begin(), connections.end(), [](const auto& weak) {
      const auto connection = weak.lock();
      return connection && connection->listens();
    });
    if (problem || stopping || !anybody) return;
    asio::post(worker, [this] {
      const std::int64_t number = changes();
      asio::post(io, [this, number] { told(number); });
    });
  });
}

void HttpServer::State::told(std::int64_t number) {
  const bool moved = last_change != number;
  last_change = number;
  silent_turns = moved ? 0 : silent_turns + 1;
  std::string text = moved ? "event: changed\ndata: " + std::to_string(number) + "\n\n" : "";
  if (silent_turns >= keep_alive_turns) {
    text = ": still here\n\n";
    silent_turns = 0;
  }
  if (!text.empty()) {
    for (const auto& weak : connections) {
      const auto connection = weak.lock();
      if (connection && connection->listens()) connection->tell(text);
    }
  }
  if (!stopping) watch_changes();
}

void HttpServer::State::close_all() {
  stopping = true;
  error_code ignored;
  static_cast<void>(acceptor.close(ignored));
  timer.cancel();
  for (const auto& weak : connections) {
    if (const auto connection = weak.lock()) connection->close();
  }
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const HttpServerSettings& settings, Handler handler,
                                                       ChangeNumber changes) {
  auto state = std::make_unique<State>(settings, std::move(handler), std::move(changes));
  auto opened = state->open();
  if (!opened) return opened.error();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(state)));
}

std::uint16_t HttpServer::port() const {
  error_code problem;
  const auto endpoint = state_->acceptor.local_endpoint(problem);
  return problem ? state_->settings.port : endpoint.port();
}

void HttpServer::run() {
  // Whoever listens later hears of every change since now.
  state_->last_change = state_->changes();
  state_->accept();
  state_->io.run();
  state_->worker.join();
}

void HttpServer::stop() {
  asio::post(state_->io, [state = state_.get()] { state->close_all(); });
}

}  // namespace scc::hosts
