#include "adapters/ics_calendar/ics_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/ics_calendar/ics_events.h"

namespace scc::ics {
namespace {

/// An open file that is closed again.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

FileStamp stamp_of(const struct stat& status) {
  return {static_cast<std::int64_t>(status.st_ino), status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

Error failure(const std::string& what, const std::string& path, int cause, const std::string& cure) {
  return {Remedy::stop, "The calendar file " + path + " can't be " + what + ": " + std::strerror(cause) + ". " + cure};
}

/// The file itself where `path` is a link to it: a link must stay one.
std::string real_path(const std::string& path) {
  std::error_code failure;
  const auto real = std::filesystem::canonical(path, failure);
  return failure ? path : real.string();
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Durable before it returns. The stamp stays that of the file after it is renamed.
Result<FileStamp> write_beside(const std::string& path, std::string_view bytes, const struct stat& like) {
  const std::string cure = "Free some space, or give this user the right to write in its folder.";
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file) return failure("written", path, errno, cure);
  if (!write_all(file.number(), bytes) || fchmod(file.number(), like.st_mode & 07777) != 0) {
    return failure("written", path, errno, cure);
  }
  // Another owner is kept where we may; as an ordinary user the file becomes ours.
  const bool owner_kept = fchown(file.number(), like.st_uid, like.st_gid) == 0;
  static_cast<void>(owner_kept);
  struct stat status{};
  if (fsync(file.number()) != 0 || fstat(file.number(), &status) != 0) {
    return failure("made durable", path, errno, cure);
  }
  return stamp_of(status);
}

void sync_folder(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor directory(open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Where a file system refuses this, the rename is durable a moment later.
  if (directory) fsync(directory.number());
}

}  // namespace

Result<FileStamp> IcsFile::stamp() const {
  struct stat status{};
  if (stat(path_.c_str(), &status) != 0) {
    return failure("read", path_, errno, "Name an .ics file that exists in the configuration.");
  }
  return stamp_of(status);
}

Result<FileState> IcsFile::read() const {
  const Descriptor file(open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (!file || fstat(file.number(), &status) != 0) {
    return failure("read", path_, errno, "Name an .ics file that exists and that this user may read.");
  }
  if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) > file_bytes_max) {
    return Error{Remedy::stop, "The calendar file " + path_ + " is no ordinary file of at most " +
                                   std::to_string(file_bytes_max / (1024 * 1024)) + " MB. Name another one."};
  }
  FileState state;
  state.stamp = stamp_of(status);
  char chunk[64 * 1024];
  while (state.bytes.size() <= file_bytes_max) {
    const ssize_t got = ::read(file.number(), chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure("read", path_, errno, "Look at the disk it is on.");
    if (got == 0) break;
    state.bytes.append(chunk, static_cast<std::size_t>(got));
  }
  return state;
}

Result<FileState> IcsFile::replace(const std::function<Result<std::string>(const FileState&)>& change) const {
  const IcsFile real(real_path(path_));
  const std::string lock_path = real.path() + ".lock";
  const Descriptor lock(open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!lock) return failure("locked", lock_path, errno, "Give this user the right to write in its folder.");
  if (flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    return Error{Remedy::retry, "Another run is writing to the calendar file " + path_ + " right now."};
  }
  auto before = real.read();
  if (!before) return before.error();
  auto bytes = change(*before);
  if (!bytes) return bytes.error();
  struct stat status{};
  if (stat(real.path().c_str(), &status) != 0) return failure("read", path_, errno, "It was there a moment ago.");
  const std::string beside = real.path() + ".scc-new";
  auto written = write_beside(beside, *bytes, status);
  if (!written) return written.error();
  auto now = real.stamp();
  if (!now || *now != before->stamp) {
    unlink(beside.c_str());
    return Error{Remedy::resync, "The calendar file " + path_ + " was changed by another program meanwhile."};
  }
  if (rename(beside.c_str(), real.path().c_str()) != 0) {
    return failure("replaced", path_, errno, "Give this user the right to write in its folder.");
  }
  sync_folder(real.path());
  return FileState{std::move(*bytes), *written};
}

}  // namespace scc::ics
