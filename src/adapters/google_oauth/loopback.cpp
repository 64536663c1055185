#include "adapters/google_oauth/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "base/percent.h"
#include "base/text.h"

namespace scc::google {
namespace {

/// A query's value by name, decoded.
std::optional<std::string> field_of(std::string_view query, std::string_view name) {
  for (const std::string_view pair : split(query, '&')) {
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return percent_decode(pair.substr(equals + 1), Plus::space);
  }
  return std::nullopt;
}

/// Nothing: not the answer that was waited for.
std::optional<Result<std::string>> answer_in(std::string_view query, const std::string& state) {
  if (field_of(query, "state") != state) return std::nullopt;
  if (const auto error = field_of(query, "error")) {
    return Result<std::string>(Error{Remedy::stop, *error == "access_denied"
                                                       ? "The sign-in was declined in the browser; nothing was changed."
                                                       : "Google refused the sign-in: " + *error});
  }
  const auto code = field_of(query, "code");
  if (!code || code->empty()) return std::nullopt;
  return Result<std::string>(*code);
}

bool wait_readable(int socket, std::int64_t milliseconds) {
  pollfd wait{socket, POLLIN, 0};
  return ::poll(&wait, 1, static_cast<int>(std::min<std::int64_t>(milliseconds, 60'000))) > 0;
}

/// The request line's target; "" for anything but a GET.
std::string target_of(int client) {
  constexpr std::int64_t request_patience_ms = 2000;
  std::string head;
  std::array<char, 2048> buffer{};
  while (head.size() < 16 * 1024 && head.find("\r\n") == std::string::npos &&
         wait_readable(client, request_patience_ms)) {
    const ssize_t count = ::recv(client, buffer.data(), buffer.size(), 0);
    if (count <= 0) break;
    head.append(buffer.data(), static_cast<std::size_t>(count));
  }
  if (!head.starts_with("GET ")) return {};
  const std::size_t end = head.find(' ', 4);
  return end == std::string::npos ? std::string() : head.substr(4, end - 4);
}

void answer(int client, bool found, bool granted) {
  const std::string page =
      !found    ? "Not here."
      : granted ? "<!doctype html><title>ShipCaptainCrew</title><p>Signed in. You can close this window and go back to "
                  "the terminal."
                : "<!doctype html><title>ShipCaptainCrew</title><p>Nothing was granted. The terminal says what to do.";
  const std::string text = std::string(found ? "HTTP/1.1 200 OK" : "HTTP/1.1 404 Not Found") +
                           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src "
                           "'none'\r\nReferrer-Policy: no-referrer\r\n"
                           "Connection: close\r\nContent-Length: " +
                           std::to_string(page.size()) + "\r\n\r\n" + page;
  static_cast<void>(::send(client, text.data(), text.size(), MSG_NOSIGNAL));
}

}  // namespace

Result<std::unique_ptr<Loopback>> Loopback::open() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket, 8) != 0 ||
      ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    const std::string why = std::strerror(errno);
    if (socket >= 0) ::close(socket);
    return Error{Remedy::stop, "Listening on 127.0.0.1 for the browser's return failed: " + why +
                                   ". Use scc auth login --no-browser"};
  }
  return std::unique_ptr<Loopback>(new Loopback(socket, ntohs(address.sin_port)));
}

Loopback::~Loopback() {
  ::close(socket_);
}

std::string Loopback::redirect_uri() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

Result<std::string> Loopback::wait_for_code(const std::string& state, Duration patience) {
  const std::int64_t step = std::max<std::int64_t>(1, patience.milliseconds);
  for (int requests = 0; requests < loopback_requests_max; ++requests) {
    std::int64_t left = step;
    while (left > 0 && !wait_readable(socket_, left)) left -= 60'000;
    if (left <= 0) break;
    const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const std::string target = target_of(client);
    const std::size_t query = target.find('?');
    const auto code =
        query == std::string::npos ? std::nullopt : answer_in(std::string_view(target).substr(query + 1), state);
    answer(client, code.has_value(), code && code->has_value());
    ::close(client);
    if (code) return *code;
  }
  return Error{Remedy::stop,
               "Nobody came back from Google's page in time; nothing was changed. Run scc auth login again."};
}

Result<std::string> code_in_address(const std::string& address, const std::string& state) {
  const std::size_t query = address.find('?');
  const std::string_view text = trim(std::string_view(address).substr(query == std::string::npos ? 0 : query + 1));
  if (const auto code = answer_in(text, state)) return *code;
  return Error{Remedy::stop,
               "That is not the address the browser was sent to: it has no code of this sign-in. Copy it whole, it "
               "begins with http://127.0.0.1"};
}

}  // namespace scc::google
