#include "recording.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace scc::recorded {
namespace {

constexpr std::string_view border = "\n--- reply\n";
constexpr int patience_ms = 10'000;

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

std::string with_crlf(const std::string& head) {
  std::string out;
  for (const char c : head) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

/// The body is what its Content-Length says; nothing more may follow.
std::size_t body_bytes_of(const std::string& head) {
  const std::size_t at = head.find("\nContent-Length: ");
  std::size_t bytes = 0;
  if (at != std::string::npos) std::from_chars(head.data() + at + 17, head.data() + head.size(), bytes);
  return bytes;
}

bool wait_readable(int socket) {
  pollfd wait{socket, POLLIN, 0};
  return ::poll(&wait, 1, patience_ms) == 1;
}

}  // namespace

Recording::Recording(const std::string& name) : path_(std::string(SCC_SOURCE_DIR "/tests/recorded/") + name + ".http") {
  std::ifstream file(path_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t at = text.find(border);
  if (at == std::string::npos) {
    ADD_FAILURE() << path_ << " is missing, or has no line \"--- reply\"";
  } else {
    expected_ = text.substr(0, at);
    const std::string reply = text.substr(at + border.size());
    const std::size_t body = reply.find("\n\n");
    const std::string content = body == std::string::npos ? "" : reply.substr(body + 2);
    reply_ = with_crlf(reply.substr(0, body)) + "\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" +
             content;
  }
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::listen(socket_, 1), 0);
  EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
  port_ = ntohs(address.sin_port);
  server_ = std::thread([this] { serve(); });
}

std::string Recording::root() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

void Recording::serve() {
  if (!wait_readable(socket_)) return;
  const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
  std::array<char, 4096> buffer{};
  std::size_t wanted = std::string::npos;
  while (got_.size() < wanted && wait_readable(client)) {
    const ssize_t count = ::recv(client, buffer.data(), buffer.size(), 0);
    if (count <= 0) break;
    got_.append(buffer.data(), static_cast<std::size_t>(count));
    const std::size_t head = got_.find("\r\n\r\n");
    if (head != std::string::npos) {
      std::string lines = got_.substr(0, head);
      replace_all(lines, "content-length: ", "Content-Length: ");
      wanted = head + 4 + body_bytes_of(lines);
    }
  }
  static_cast<void>(::send(client, reply_.data(), reply_.size(), MSG_NOSIGNAL));
  ::close(client);
}

Recording::~Recording() {
  server_.join();
  ::close(socket_);
  replace_all(got_, "\r\n", "\n");
  replace_all(got_, "127.0.0.1:" + std::to_string(port_), "{host}");
  if (std::getenv("SCC_RECORD") != nullptr && !got_.empty() && got_ != expected_) {
    std::ifstream before(path_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(before), {}};
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << got_ << text.substr(text.find(border));
    return;
  }
  EXPECT_EQ(got_, expected_) << path_ << ": the request is another one; SCC_RECORD=1 writes it anew";
}

}  // namespace scc::recorded
