/// IcsFile: the bytes of an .ics file on disk: read whole, replaced whole.
///
/// A replacement is written beside the file, made durable, and renamed over it while a lock file
/// keeps other writers of ours away. Somebody else's program that writes in between is noticed.
/// One thread at a time.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace scc::ics {

/// Which state of the file some bytes are of.
struct FileStamp {
  std::int64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t modified_seconds = 0;
  std::int64_t modified_nanoseconds = 0;
  bool operator==(const FileStamp&) const = default;
};

struct FileState {
  std::string bytes;
  FileStamp stamp;
};

class IcsFile {
 public:
  explicit IcsFile(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Result<FileStamp> stamp() const;
  /// Error stop: there is no such file, it can't be read, or it is too large.
  [[nodiscard]] Result<FileState> read() const;
  /// Reads, asks `change` for the new bytes, and replaces the file, all under the lock. Remedy
  /// retry: another writer of ours is at it; resync: the file was changed meanwhile.
  [[nodiscard]] Result<FileState> replace(const std::function<Result<std::string>(const FileState&)>& change) const;

 private:
  std::string path_;
};

}  // namespace scc::ics
