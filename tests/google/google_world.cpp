#include "google_world.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace scc::google {
namespace {

constexpr const char* client_id = "scc-test.apps.example";
constexpr const char* client_secret = "canary-client-secret";

struct Folders {
  std::vector<std::string> paths;
  ~Folders() {
    std::error_code ignored;
    for (const auto& path : paths) std::filesystem::remove_all(path, ignored);
  }
};

/// Waits until the program has written its addresses, or has ended.
std::string wait_for_file(const std::string& path, pid_t program) {
  constexpr int tries_max = 1000;
  for (int i = 0; i < tries_max; ++i) {
    if (std::ifstream file(path); file) return {std::istreambuf_iterator<char>(file), {}};
    int status = 0;
    if (::waitpid(program, &status, WNOHANG) == program) throw std::runtime_error("the fake of Google ended at once");
    ::poll(nullptr, 0, 20);
  }
  throw std::runtime_error("the fake of Google did not start");
}

Grant grant_for(const std::string& refresh_token, Instant now) {
  Grant grant;
  grant.client_id = client_id;
  grant.client_secret = Secret(client_secret);
  grant.refresh_token = Secret(refresh_token);
  grant.obtained = now;
  return grant;
}

}  // namespace

std::string fresh_folder() {
  static Folders folders;
  std::string path = (std::filesystem::temp_directory_path() / "scc-google-XXXXXX").string();
  if (::mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folders.paths.push_back(path);
  return path;
}

GoogleWorld& GoogleWorld::instance() {
  static GoogleWorld world;
  return world;
}

GoogleWorld::GoogleWorld() : folder_(fresh_folder()) {
  const char* python = std::getenv("SCC_TEST_PYTHON");
  if (python == nullptr)
    throw std::runtime_error("SCC_TEST_PYTHON is not set: run this through ./test google, or scripts/with_python");
  std::array<int, 2> input{};
  if (::pipe(input.data()) != 0) throw std::runtime_error("no pipe");
  const std::string ready = folder_ + "/ready.json";
  program_ = ::fork();
  if (program_ == 0) {
    ::dup2(input[0], STDIN_FILENO);
    ::close(input[0]);
    ::close(input[1]);
    if (::chdir(SCC_SOURCE_DIR "/tests/google") == 0)
      ::execl(python, python, "-m", "fake.server", "--ready", ready.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(input[0]);
  program_input_ = input[1];
  const auto addresses = boost::json::parse(wait_for_file(ready, program_)).as_object();
  root_ = addresses.at("google").as_string().c_str();
  control_ = addresses.at("control").as_string().c_str();
}

GoogleWorld::~GoogleWorld() {
  ::close(program_input_);
  ::waitpid(program_, nullptr, 0);
}

boost::json::value GoogleWorld::control(const std::string& act, const boost::json::value& arguments) {
  const auto answer = transport_.send({"POST", control_ + "/" + act, {}, boost::json::serialize(arguments)});
  if (!answer || answer->status != 200) {
    ADD_FAILURE() << "control " << act << ": " << (answer ? answer->body : answer.error().what);
    return nullptr;
  }
  return boost::json::parse(answer->body);
}

std::int64_t GoogleWorld::calls(const std::string& method) {
  const auto state = control("state");
  const auto* count = state.at("calls").as_object().if_contains(method);
  return count == nullptr ? 0 : count->as_int64();
}

std::int64_t GoogleWorld::state(const char* number) {
  return control("state").at(number).as_int64();
}

std::string GoogleWorld::violations() {
  const auto state = control("state");
  std::string text;
  for (const auto& violation : state.at("violations").as_array()) text += std::string(violation.as_string()) + "\n";
  return text;
}

SignedIn::SignedIn(Quota quota, const boost::json::value& grant)
    : clock(parse_rfc3339("2026-04-20T12:00:00Z").value()),
      folder(fresh_folder()),
      file(folder + "/grant", Secret(std::string(32, 'k')), entropy),
      client(curl, endpoints_at(GoogleWorld::instance().root())),
      tokens(file, client, clock),
      transport(curl, tokens, clock, entropy, quota) {
  const std::string token(GoogleWorld::instance().control("grant", grant).at("refresh_token").as_string());
  if (const auto saved = file.save(grant_for(token, clock.now())); !saved) ADD_FAILURE() << saved.error().what;
}

}  // namespace scc::google
