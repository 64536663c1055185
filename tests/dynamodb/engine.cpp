#include "engine.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "adapters/dynamodb/table_admin.h"
#include "adapters/system/system_clock.h"

namespace scc::dynamodb_tests {
namespace {

constexpr const char* region = "us-east-1";

/// Waits until the program has written its address, or has ended.
std::string wait_for_file(const std::string& path, pid_t program) {
  constexpr int tries_max = 4000;
  for (int i = 0; i < tries_max; ++i) {
    if (std::ifstream file(path); file) return {std::istreambuf_iterator<char>(file), {}};
    int status = 0;
    if (::waitpid(program, &status, WNOHANG) == program) throw std::runtime_error("the engine ended at once");
    ::poll(nullptr, 0, 20);
  }
  throw std::runtime_error("the engine did not start");
}

}  // namespace

Engine& Engine::named(const std::string& kind) {
  static std::map<std::string, std::unique_ptr<Engine>> engines;
  auto& engine = engines[kind];
  if (engine == nullptr) engine = std::make_unique<Engine>(kind);
  return *engine;
}

Engine::Engine(const std::string& kind)
    : folder_((std::filesystem::temp_directory_path() / "scc-dynamodb-XXXXXX").string()) {
  const char* python = ::getenv("SCC_TEST_PYTHON");
  if (python == nullptr)
    throw std::runtime_error("SCC_TEST_PYTHON is not set: run this through ./test dynamodb, or scripts/with_python");
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  std::array<int, 2> input{};
  if (::pipe2(input.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const std::string ready = folder_ + "/ready.json";
  program_ = ::fork();
  if (program_ == 0) {
    ::dup2(input[0], STDIN_FILENO);
    ::execl(python, python, SCC_SOURCE_DIR "/tests/dynamodb/engine.py", kind.c_str(), "--ready", ready.c_str(),
            nullptr);
    ::_exit(127);
  }
  ::close(input[0]);
  program_input_ = input[1];
  const auto told = boost::json::parse(wait_for_file(ready, program_));
  endpoint_ = told.at("endpoint").as_string().c_str();
  for (const auto& [user, keys] : told.at("keys").as_object())
    keys_[user] = {keys.at("id").as_string().c_str(), keys.at("secret").as_string().c_str()};
}

Engine::~Engine() {
  ::close(program_input_);
  ::waitpid(program_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Instant HastyClock::now() {
  return SystemClock().now();
}

Connection::Connection(const aws::Variables& variables)
    : credentials(curl, clock, variables), transport(curl, credentials, clock, {region, "dynamodb"}) {}

std::string fresh_table() {
  static int count = 0;
  return "Charters" + std::to_string(++count);
}

DynamoDbSettings settings_at(const std::string& endpoint, const std::string& table) {
  DynamoDbSettings settings;
  settings.endpoint = endpoint;
  settings.table = table;
  return settings;
}

void create_table(Connection& connection, const DynamoDbSettings& settings) {
  const auto made = TableAdmin(connection.transport, connection.clock, connection.entropy, settings).create();
  if (!made) throw std::runtime_error(made.error().what);
}

}  // namespace scc::dynamodb_tests
