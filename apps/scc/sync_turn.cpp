#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "session.h"

namespace scc::app {
namespace {

volatile std::sig_atomic_t interrupt_count = 0;

/// The first one asks for an end after the item in hand; the second one ends at once.
void on_interrupt(int) {
  if (interrupt_count > 0) _exit(static_cast<int>(ExitCode::interrupted));
  interrupt_count = 1;
}

}  // namespace

Result<SyncTurn> SyncTurn::take(const Configuration& configuration) {
  const std::string path = configuration.path_of(configuration.store.path) + ".lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return Error{Remedy::stop, path + ": can't be opened (" + std::strerror(errno) + "); check the folder."};
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    ::close(file);
    return Error{Remedy::retry, "Another `scc` of this machine is syncing " +
                                    configuration.path_of(configuration.store.path) +
                                    " right now; try again when it is done."};
  }
  return SyncTurn(file);
}

SyncTurn::SyncTurn(SyncTurn&& other) noexcept : file_(other.file_) {
  other.file_ = -1;
}

SyncTurn::~SyncTurn() {
  if (file_ >= 0) ::close(file_);
}

std::string SyncTurn::worker() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "scc";
  return std::string("scc@") + name.data();
}

void watch_for_interrupts() {
  struct sigaction action{};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
  return interrupt_count > 0;
}

}  // namespace scc::app
