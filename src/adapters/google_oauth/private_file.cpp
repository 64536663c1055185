#include "adapters/google_oauth/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace scc::google {
namespace {

Error failed(const std::string& doing, const std::string& path) {
  return {Remedy::stop,
          doing + " " + path + " failed: " + std::strerror(errno) + ". Check its owner, its rights and the disk."};
}

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool write_all(int file, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat state{};
  if (::stat(path.c_str(), &state) != 0) return std::nullopt;
  const auto nanoseconds = [](const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
  };
  return FileStamp{state.st_dev, state.st_ino, static_cast<std::uint64_t>(state.st_size), nanoseconds(state.st_mtim),
                   nanoseconds(state.st_ctim)};
}

Result<std::optional<std::string>> read_private_file(const std::string& path) {
  const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    if (errno == ENOENT) return std::optional<std::string>{};
    return failed("Opening", path);
  }
  std::string bytes(private_file_bytes_max + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t count = ::read(file.get(), bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("Reading", path);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size > private_file_bytes_max) return Error{Remedy::stop, path + " is too big to be a grant of ours."};
  bytes.resize(size);
  return std::optional(std::move(bytes));
}

Outcome write_private_file(const std::string& path, const std::string& bytes) {
  const std::filesystem::path target(path);
  const std::string directory = target.has_parent_path() ? target.parent_path().string() : ".";
  std::error_code error;
  if (std::filesystem::create_directories(directory, error); error) {
    return Error{Remedy::stop, "Making the directory " + directory + " failed: " + error.message()};
  }
  if (target.has_parent_path() && ::chmod(directory.c_str(), S_IRWXU) != 0 && errno != EPERM)
    return failed("Protecting", directory);
  const std::string beside = path + ".new";
  ::unlink(beside.c_str());
  {
    const File file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (file.get() < 0) return failed("Making", beside);
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) return failed("Writing", beside);
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) return failed("Replacing", path);
  const File folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return failed("Making durable", directory);
  return done();
}

}  // namespace scc::google
