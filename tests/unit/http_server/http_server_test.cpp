#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "api/browser_headers.h"
#include "fakes/temporary_folder.h"
#include "hosts/http_server/http_server.h"
#include "hosts/http_server/page_files.h"

namespace scc::hosts {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A server on a free port, run by a thread of its own until the test ends.
class HttpServerTest : public testing::Test {
 protected:
  void SetUp() override {
    write(folder.path() / "index.html", "<!doctype html><title>Crew</title>");
    write(folder.path() / "assets/app-1a2b.js", std::string(5000, 'x'));
    write(folder.path() / ".secret", "no");
    HttpServerSettings settings;
    settings.page_directory = folder.path().string();
    auto listening = HttpServer::listen(
        settings,
        [](const api::Request& request) {
          api::Response response;
          response.body = request.method + " " + request.path + "?" + request.query + " " + request.body;
          if (request.path == "/api/v1/refused") response.status = 401;
          return response;
        },
        [this] { return changes.load(); });
    ASSERT_TRUE(listening);
    server = std::move(*listening);
    thread = std::thread([this] { server->run(); });
  }
  void TearDown() override {
    server->stop();
    thread.join();
  }

  tcp::socket connect() {
    tcp::socket socket(io);
    socket.connect({asio::ip::make_address("127.0.0.1"), server->port()});
    return socket;
  }
  /// All that comes back until the server closes.
  std::string ask(const std::string& request) {
    tcp::socket socket = connect();
    asio::write(socket, asio::buffer(request));
    std::string all;
    boost::system::error_code ended;
    asio::read(socket, asio::dynamic_buffer(all), ended);
    return all;
  }
  std::string get(const std::string& path, const std::string& more = "") {
    return ask("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");
  }

  fakes::TemporaryFolder folder;
  asio::io_context io;
  std::atomic<std::int64_t> changes = 1;
  std::unique_ptr<HttpServer> server;
  std::thread thread;
};

TEST_F(HttpServerTest, TheApiIsAskedForEverythingUnderApi) {
  const std::string answer =
      ask("POST /api/v1/x?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_NE(answer.find("200 OK"), std::string::npos);
  EXPECT_NE(answer.find("POST /api/v1/x?a=1 hello"), std::string::npos);
  EXPECT_NE(get("/api/v1/refused").find("401"), std::string::npos);
}

TEST_F(HttpServerTest, EveryAddressOfThePageIsThePageUnderItsPolicy) {
  for (const char* path : {"/", "/review", "/charters/jennifer-sanderson-2026-05-12"}) {
    const std::string answer = get(path);
    EXPECT_NE(answer.find("<title>Crew</title>"), std::string::npos) << path;
    EXPECT_NE(answer.find(std::string("content-security-policy: ") + std::string(api::content_security_policy)),
              std::string::npos)
        << path;
  }
}

TEST_F(HttpServerTest, FilesAreCompressedAndKeptForEverWhereTheirNameIsTheirHash) {
  const std::string plain = get("/assets/app-1a2b.js");
  EXPECT_NE(plain.find("immutable"), std::string::npos);
  EXPECT_GT(plain.size(), 5000U);
  const std::string small = get("/assets/app-1a2b.js", "Accept-Encoding: gzip\r\n");
  EXPECT_NE(small.find("content-encoding: gzip"), std::string::npos);
  EXPECT_LT(small.size(), 1500U);
}

TEST_F(HttpServerTest, NothingOutsideThePagesFolderIsServed) {
  for (const char* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd.txt", "/.secret", "/assets/%00.js",
                           "/assets/..%2f..%2fx.js", "/none.js"}) {
    const std::string answer = get(path);
    EXPECT_NE(answer.find("404"), std::string::npos) << path;
    EXPECT_EQ(answer.find("root:"), std::string::npos) << path;
  }
}

TEST_F(HttpServerTest, AnUnchangedFileIsNotSentAgain) {
  const std::string first = get("/");
  const std::size_t at = first.find("etag: ") + 6;
  const std::string etag = first.substr(at, first.find("\r\n", at) - at);
  EXPECT_NE(get("/", "If-None-Match: " + etag + "\r\n").find("304"), std::string::npos);
}

TEST_F(HttpServerTest, AChangeIsToldToWhoeverListens) {
  tcp::socket socket = connect();
  asio::write(socket, asio::buffer(std::string("GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n")));
  std::string heard;
  std::array<char, 4096> piece{};
  const auto until = [&](std::string_view text) {
    while (heard.find(text) == std::string::npos) heard.append(piece.data(), socket.read_some(asio::buffer(piece)));
  };
  until(": listening\n\n");
  EXPECT_NE(heard.find("text/event-stream"), std::string::npos);
  changes = 2;
  until("event: changed\ndata: 2\n\n");
}

TEST_F(HttpServerTest, WhatIsNoRequestOrTooLargeIsRefused) {
  EXPECT_NE(ask("nonsense\r\n\r\n").find("400"), std::string::npos);
  EXPECT_NE(ask("POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n").find("413"), std::string::npos);
  EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n").find("431"),
            std::string::npos);
}

TEST_F(HttpServerTest, APortThatIsTakenIsNamedWithTheCure) {
  HttpServerSettings settings;
  settings.port = server->port();
  const auto second =
      HttpServer::listen(settings, [](const api::Request&) { return api::Response{}; }, [] { return std::int64_t{0}; });
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().what.find("--port"), std::string::npos);
}

}  // namespace
}  // namespace scc::hosts
